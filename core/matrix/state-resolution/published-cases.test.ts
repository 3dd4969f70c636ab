import { describe, expect, it } from 'vitest';
import { required } from '../../base/assert';
import { readNdjson } from '../../testing/node/read-ndjson';
import { sharedIsThere, sharedPath } from '../../testing/node/shared';
import type { JsonObject } from '../event/json';
import { symbolicPdu } from '../event/symbolic-pdu';
import { resolveStates } from '../replay/resolve-states';
import { RoomReplay } from '../replay/room-replay';
import { withAlgorithm } from '../room-versions/algorithm';
import type { RoomVersionRules } from '../room-versions/rules';
import { roomVersionRules } from '../room-versions/versions';
import { MemoryRoom } from './memory-room';

type Triple = readonly [type: string, stateKey: string, eventId: string];

interface ResolutionCase {
  readonly id: string;
  readonly algorithm: RoomVersionRules['stateResolution']['algorithm'];
  readonly room_version: string;
  readonly events: readonly JsonObject[];
  readonly state_sets: readonly (readonly Triple[])[];
  readonly expected_state?: readonly Triple[];
  readonly expected_delta?: readonly Triple[];
  readonly end_event?: string;
}

function read<Case>(file: string): readonly Case[] {
  return sharedIsThere ? readNdjson<Case>(sharedPath(`fixtures/${file}`)) : [];
}

function rulesOf({ room_version, algorithm }: ResolutionCase): RoomVersionRules {
  const rules = required(roomVersionRules(room_version), room_version);
  return withAlgorithm(rules, { algorithm });
}

const byName = <Case extends { readonly id: string }>(cases: readonly Case[]) =>
  cases.map((each) => [each.id, each] as const);

describe.runIf(sharedIsThere)('published resolutions', () => {
  const cases = read<ResolutionCase>('state-res.ndjson');

  it.each(byName(cases))('%s', (_, each) => {
    const room = new MemoryRoom();
    for (const event of each.events) room.add(symbolicPdu(event));
    const sets = each.state_sets.map((triples) => room.stateOf(triples.map(([, , id]) => id)));
    const resolved = resolveStates(sets, room, rulesOf(each));
    const expected = required(each.expected_state, 'an expected state').map(([, , id]) => id);
    expect(room.idsOf(resolved)).toEqual(expected.toSorted());
  });

  it('are all there', () => expect(cases.length).toBe(33));
});

describe.runIf(sharedIsThere)('published event graphs', () => {
  const cases = read<ResolutionCase>('state-res-dag.ndjson');

  it.each(byName(cases))('%s', (_, each) => {
    expect(each.expected_state ?? each.expected_delta).toBeDefined();
    const pdus = each.events.map(symbolicPdu);
    const { room, replay } = replayInOrder(pdus, rulesOf(each));
    const cited = new Set(pdus.flatMap((pdu) => pdu.prevEventIds));
    const leaves = pdus.map((pdu) => pdu.eventId).filter((id) => !cited.has(id));
    const state = required(
      replay.resolutionAfter(each.end_event ? [each.end_event] : leaves),
      'a state',
    );
    if (each.expected_state) {
      expect(room.idsOf(state)).toEqual(each.expected_state.map(([, , id]) => id).toSorted());
    }
    for (const [type, stateKey, id] of each.expected_delta ?? []) {
      expect([stateKey, state.get(room.tuple(type, stateKey))]).toEqual([
        stateKey,
        room.numberOf(id),
      ]);
    }
  });

  it('are all there', () => expect(cases.length).toBe(16));
});

/** The graphs are listed in any order: parents first. Small, so that searching again and again is fine. */
function replayInOrder(pdus: readonly ReturnType<typeof symbolicPdu>[], rules: RoomVersionRules) {
  const room = new MemoryRoom();
  const replay = new RoomReplay(room, rules);
  const waiting = [...pdus];
  while (waiting.length > 0) {
    const next = waiting.findIndex((pdu) =>
      [...pdu.prevEventIds, ...pdu.authEventIds].every((id) => room.find(id) !== undefined),
    );
    const [pdu] = waiting.splice(next, 1);
    replay.receive(required(pdu, 'an event whose parents are there'));
  }
  return { room, replay };
}
