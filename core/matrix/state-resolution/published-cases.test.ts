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
import { authDifference } from './auth-difference';
import { conflictedStateSubgraph } from './conflicted-subgraph';
import { mainlineOrder } from './mainline-order';
import { MemoryRoom } from './memory-room';
import { conflictedStateSet, distinctValues, partition } from './partition';
import { reverseTopologicalPowerOrder } from './reverse-topological-power-order';
import { roomMemoryOf } from './room-memory';
import { orderedCandidates } from './v1-candidates';

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

interface PartCase {
  readonly id: string;
  readonly kind: string;
  readonly algorithm?: string;
  readonly auth_events: Readonly<Record<string, readonly string[]>>;
  readonly edges: Readonly<Record<string, readonly string[]>>;
  readonly origin_server_ts?: Readonly<Record<string, number>>;
  readonly start: readonly string[];
  readonly conflicted: readonly string[];
  readonly state_sets: readonly (readonly string[])[];
  readonly nodes: readonly JsonObject[];
  readonly events: readonly JsonObject[];
  readonly power_levels_chain: readonly string[];
  readonly expected: readonly string[];
  readonly expected_subgraph: readonly string[];
  readonly expected_conflicted: readonly string[];
  readonly expected_unconflicted: readonly string[];
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

/** A room of nothing but auth events: each event a state key of its own. */
function abstractRoom(
  authEvents: PartCase['auth_events'],
  timestamps: PartCase['origin_server_ts'],
) {
  const room = new MemoryRoom();
  for (const [id, auth_events] of Object.entries(authEvents)) {
    const origin_server_ts = timestamps?.[id] ?? 0;
    room.add(
      symbolicPdu({ event_id: id, type: 'test', state_key: id, auth_events, origin_server_ts }),
    );
  }
  return { room, memory: roomMemoryOf(room) };
}

function differenceOf(sets: readonly (readonly string[])[], room: MemoryRoom): readonly string[] {
  const states = sets.map((ids) => room.stateOf(ids));
  const input = { ...partition(states), stateSets: sets.length, events: room };
  const difference = authDifference(input, roomMemoryOf(room), new Set());
  return difference.map((event) => room.pdu(event).eventId as string).toSorted();
}

describe.runIf(sharedIsThere)('published steps of resolution', () => {
  const all = read<PartCase>('state-res-parts.ndjson');
  const of = (kind: string) => byName(all.filter((each) => each.kind === kind));
  const V10 = required(roomVersionRules('10'), 'version 10');

  it.each(of('split-conflicted'))('%s', (_, each) => {
    const sets = (each.state_sets as unknown as readonly (readonly Triple[])[]).map(
      (triples) => new Map(triples.map(([type, key, id]) => [JSON.stringify([type, key]), id])),
    );
    const names = [...new Set(sets.flatMap((set) => [...set.keys()]))];
    const ids = [...new Set(sets.flatMap((set) => [...set.values()]))];
    const numbered = sets.map(
      (set) => new Map([...set].map(([key, id]) => [names.indexOf(key) + 1, ids.indexOf(id) + 1])),
    );
    const { conflicted, unconflicted } = partition(numbered);
    const idsOf = (events: Iterable<number>) =>
      Array.from(events, (event) => ids[event - 1]).sort();
    // In version 1 a key that only some sets have is no conflict.
    const isConflict = (key: (typeof conflicted)[number]) =>
      each.algorithm !== 'v1' || distinctValues(key).length > 1;
    const undisputed = conflicted.filter((key) => !isConflict(key)).flatMap(distinctValues);
    expect(idsOf(conflictedStateSet(conflicted.filter(isConflict)))).toEqual(
      each.expected_conflicted,
    );
    expect(idsOf([...unconflicted.events(), ...undisputed])).toEqual(each.expected_unconflicted);
  });

  it.each(of('auth-difference'))('%s', (_, each) => {
    const { room } = abstractRoom(each.auth_events, undefined);
    expect(differenceOf(each.state_sets, room)).toEqual(each.expected);
  });

  // These are chains of strict ancestors; against an empty set the difference is the same with its ends.
  it.each(of('full-auth-chain'))('%s', (_, each) => {
    const { room } = abstractRoom(each.auth_events, undefined);
    const withEnds = [...new Set([...each.expected, ...each.start])].toSorted();
    expect(differenceOf([each.start, []], room)).toEqual(withEnds);
  });

  it.each(of('conflicted-subgraph'))('%s', (_, each) => {
    const { room, memory } = abstractRoom(each.auth_events, undefined);
    const conflicted = each.conflicted.map((id) => room.numberOf(id));
    const subgraph = conflictedStateSubgraph(conflicted, memory);
    expect(subgraph.map((event) => room.pdu(event).eventId as string).toSorted()).toEqual(
      each.expected_subgraph,
    );
  });

  it.each(of('topological-sort'))('%s', (_, each) => {
    const { room, memory } = abstractRoom(each.edges, each.origin_server_ts);
    const unordered = Object.keys(each.edges)
      .reverse()
      .map((id) => room.numberOf(id));
    const order = reverseTopologicalPowerOrder(unordered, memory, V10, undefined);
    expect(order.map((event) => room.pdu(event).eventId)).toEqual(each.expected);
  });

  it.each(of('power-order-compare'))('%s', (_, each) => {
    const room = new MemoryRoom();
    const users = Object.fromEntries(
      each.nodes.map((node) => [`@${node.event_id}:x`, node.power_level ?? null]),
    );
    room.add(
      symbolicPdu({
        event_id: '$PL',
        type: 'm.room.power_levels',
        state_key: '',
        content: { users },
      }),
    );
    const nodes = each.nodes.map((node) =>
      room.add(
        symbolicPdu({ ...node, type: 'test', sender: `@${node.event_id}:x`, auth_events: ['$PL'] }),
      ),
    );
    const order = reverseTopologicalPowerOrder(nodes, roomMemoryOf(room), V10, undefined);
    expect(order.map((event) => room.pdu(event).eventId)).toEqual(each.expected);
  });

  it.each(of('mainline-sort'))('%s', (_, each) => {
    const room = new MemoryRoom();
    for (const [index, event_id] of each.power_levels_chain.entries()) {
      const older = each.power_levels_chain[index + 1];
      const auth_events = older === undefined ? [] : [older];
      room.add(symbolicPdu({ event_id, type: 'm.room.power_levels', state_key: '', auth_events }));
    }
    const events = each.events.map(({ event_id, power_levels_in_auth_events: cited }) =>
      room.add(
        symbolicPdu({
          event_id: event_id ?? null,
          type: 'test',
          auth_events: typeof cited === 'string' ? [cited] : [],
        }),
      ),
    );
    const newest = room.numberOf(required(each.power_levels_chain[0], 'power levels'));
    const order = mainlineOrder(events.toReversed(), newest, roomMemoryOf(room), undefined);
    expect(order.map((event) => room.pdu(event).eventId)).toEqual(each.expected);
  });

  it.each(of('v1-conflict-sort'))('%s', (_, each) => {
    const room = new MemoryRoom();
    const events = each.events.map((event) => room.add(symbolicPdu({ ...event, type: 'test' })));
    const rising = orderedCandidates(events, room).toReversed();
    expect(rising.map(({ pdu }) => pdu.eventId)).toEqual(each.expected);
  });

  it('are all there but for the readings of power levels, which the authorization rules judge', () => {
    expect(all.filter(({ kind }) => kind !== 'power-level-int-v1-v9').length).toBe(26);
  });
});
