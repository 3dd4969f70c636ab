import { describe, expect, it } from 'vitest';
import { required } from '../../base/assert';
import { nobleHashing } from '../../base/noble-hashing';
import {
  type RecordedOracle,
  readRecordedOracle,
  recordedOracleNames,
} from '../../testing/node/recorded-oracles';
import { sharedIsThere, sharedPath } from '../../testing/node/shared';
import { canonicalJson } from '../event/canonical-json';
import type { JsonObject } from '../event/json';
import type { Pdu } from '../event/pdu';
import { receivePdu } from '../event/receive-pdu';
import { RoomReplay } from '../replay/room-replay';
import type { RoomVersionRules } from '../room-versions/rules';
import { roomVersionRules } from '../room-versions/versions';
import { MemoryRoom } from './memory-room';

/** Of several copies of an event the one whose content hash verifies. */
function pdusById(
  events: readonly JsonObject[],
  rules: RoomVersionRules,
): ReadonlyMap<string, Pdu> {
  const encoder = new TextEncoder();
  const found = new Map<string, Pdu>();
  for (const event of events) {
    const json = encoder.encode(canonicalJson(event));
    const received = receivePdu(event, json, rules, nobleHashing);
    if (!received.ok) throw new Error(`${received.failure.field}: ${received.failure.reason}`);
    const { pdu, contentHash } = received.value;
    if (!found.has(pdu.eventId) || contentHash === 'valid') found.set(pdu.eventId, pdu);
  }
  return found;
}

type Triples = RecordedOracle['current_state'];

function differences(oracle: RecordedOracle, events: readonly JsonObject[]): readonly unknown[] {
  const rules = required(roomVersionRules(oracle.room_version), oracle.room_version);
  const pdus = pdusById(events, rules);
  const replay = new RoomReplay(new MemoryRoom(), rules);
  const found: unknown[] = [];
  const compare = (what: string, prevEvents: readonly string[], triples: Triples): void => {
    const ours = replay.room.idsOf(required(replay.resolutionAfter(prevEvents), what));
    const expected = triples.map(([, , id]) => id).toSorted();
    if (String(ours) !== String(expected)) found.push({ what, ours, expected });
  };
  const verdicts = new Map(oracle.events.map((each) => [each.event_id, each]));
  for (const id of oracle.event_order) {
    const pdu = required(pdus.get(id), `event ${id}`);
    const state = oracle.state_before[id];
    if (state) compare(id, pdu.prevEventIds, state);
    const ours = replay.receive(pdu);
    const expected = required(verdicts.get(id), `verdict of ${id}`);
    const byAuthEvents = ours.byAuthEvents === null;
    const byStateBefore = ours.byStateBefore === null;
    const differs =
      byAuthEvents !== expected.auth_events_ok ||
      (expected.state_before_ok !== null && byStateBefore !== expected.state_before_ok) ||
      (byAuthEvents && byStateBefore) !== expected.accepted;
    if (differs) found.push({ expected, ours });
  }
  compare('current state', oracle.extremities, oracle.current_state);
  return found;
}

describe.runIf(sharedIsThere)(
  'rooms recorded from real servers, as the specification has them',
  () => {
    const rooms = sharedPath('rooms');
    const names = sharedIsThere ? recordedOracleNames(rooms) : [];

    it.each(names)('%s', (name) => {
      const { oracle, events } = readRecordedOracle(rooms, name);
      expect(differences(oracle, events)).toEqual([]);
    });

    it('are all there', () => expect(names.length).toBe(48));
  },
);
