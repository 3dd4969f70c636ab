import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { required } from '../../base/assert';
import { nobleHashing } from '../../base/noble-hashing';
import { type OracleRoom, oracleRoomFiles, readOracleRoom } from '../../testing/node/oracle-rooms';
import { REPOSITORY_ROOT, sharedIsThere, sharedPath } from '../../testing/node/shared';
import { canonicalJson } from '../event/canonical-json';
import type { Pdu } from '../event/pdu';
import { receivePdu } from '../event/receive-pdu';
import { resolveStates } from '../replay/resolve-states';
import { RoomReplay } from '../replay/room-replay';
import type { RoomVersionRules } from '../room-versions/rules';
import { roomVersionRules } from '../room-versions/versions';
import { MemoryRoom } from './memory-room';

const OWN_COPIES = resolve(REPOSITORY_ROOT, 'core/testing/rooms/oracle');

function pdusOf(room: OracleRoom, rules: RoomVersionRules): readonly Pdu[] {
  const encoder = new TextEncoder();
  return room.events.map((event, index) => {
    const json = encoder.encode(canonicalJson(event));
    const received = receivePdu(event, json, rules, nobleHashing);
    if (!received.ok) throw new Error(`${room.event_ids[index]}: ${received.failure.reason}`);
    return received.value.pdu;
  });
}

function replay(room: OracleRoom) {
  const rules = required(roomVersionRules(room.room_version), room.room_version);
  const replayed = new RoomReplay(new MemoryRoom(), rules);
  const pdus = pdusOf(room, rules);
  const verdicts = pdus.map((pdu) => replayed.receive(pdu));
  return { rules, replayed, pdus, verdicts };
}

/** Verdicts, merges and the final state, each as what differs from the oracle. */
function differences(oracle: OracleRoom): readonly unknown[] {
  const { rules, replayed, pdus, verdicts } = replay(oracle);
  const found: unknown[] = [];
  for (const [index, expected] of oracle.expected.entries()) {
    const ours = required(verdicts[index], 'a verdict');
    const eventId = pdus[index]?.eventId;
    if (eventId !== oracle.event_ids[index]) found.push({ eventId, index });
    const byAuthEvents = ours.byAuthEvents === null;
    const byStateBefore = ours.byStateBefore === null;
    const differs =
      byAuthEvents !== expected.auth_events_ok ||
      (expected.state_before_ok !== null && byStateBefore !== expected.state_before_ok) ||
      (byAuthEvents && byStateBefore) !== expected.accepted;
    if (differs) found.push({ eventId, expected, ours });
  }
  const { room } = replayed;
  for (const { prev_events, state_sets, resolved } of oracle.merges) {
    const ours = room.idsOf(
      resolveStates(
        state_sets.map((ids) => room.stateOf(ids)),
        room,
        rules,
      ),
    );
    const expected = resolved.toSorted();
    if (String(ours) !== String(expected)) found.push({ prev_events, ours, expected });
  }
  const now = room.idsOf(
    required(replayed.resolutionAfter(oracle.final.prev_events), 'the final state'),
  );
  const expected = oracle.final.state.toSorted();
  if (String(now) !== String(expected)) found.push({ final: now, expected });
  return found;
}

function oracleRooms(folder: string): void {
  it.each(oracleRoomFiles(folder))('%s: the same verdicts, merges and final state', (name) => {
    const room = readOracleRoom(folder, name);
    expect(room.expected.length).toBeGreaterThan(0);
    expect(differences(room)).toEqual([]);
  });
}

describe.runIf(sharedIsThere)('every oracle room', () => {
  if (sharedIsThere) oracleRooms(sharedPath('fixtures/oracle-rooms'));
});

describe('one oracle room of each room version', () => oracleRooms(OWN_COPIES));
