import { describe, expect, it } from 'vitest';
import { required } from '../../base/assert';
import { readNdjson } from '../../testing/node/read-ndjson';
import { sharedIsThere, sharedPath } from '../../testing/node/shared';
import type { JsonArray, JsonObject, JsonValue } from '../event/json';
import { parseJson } from '../event/parse-json';
import { symbolicPdu } from '../event/symbolic-pdu';
import { readLevel } from '../event-auth/level-values';
import { withAlgorithm } from '../room-versions/algorithm';
import type { RoomVersionRules } from '../room-versions/rules';
import { tracedResolution } from '../testing/traced-resolution';
import { rulesOf } from '../testing/usual-room';
import { authDifference } from './auth-difference';
import { conflictedStateSubgraph } from './conflicted-subgraph';
import { literalAuthDifference } from './literal-auth-difference';
import { mainlineOrder } from './mainline-order';
import { MemoryRoom } from './memory-room';
import { distinctValues, partition } from './partition';
import { reverseTopologicalPowerOrder } from './reverse-topological-power-order';
import { roomMemoryOf } from './room-memory';
import { orderedCandidates } from './v1-candidates';

type Ids = readonly string[];

interface PartCase {
  readonly id: string;
  readonly kind: string;
  readonly algorithm?: RoomVersionRules['stateResolution']['algorithm'];
  readonly auth_events: Readonly<Record<string, Ids>>;
  readonly edges: Readonly<Record<string, Ids>>;
  readonly origin_server_ts?: Readonly<Record<string, number>>;
  readonly start: Ids;
  readonly conflicted: Ids;
  readonly state_sets: readonly Ids[];
  readonly nodes: readonly JsonObject[];
  readonly events: readonly JsonObject[];
  readonly power_levels_chain: Ids;
  readonly input_json: string;
  readonly expected: JsonValue;
  readonly expected_subgraph: Ids;
  readonly expected_auth_chain: Ids;
  readonly expected_conflicted: Ids;
  readonly expected_unconflicted: Ids;
}

const V10 = rulesOf('10');

const idsOf = (events: readonly number[], room: MemoryRoom) =>
  events.map((event) => room.pdu(event).eventId as string);

/** A room of nothing but auth events: each event a state key of its own. */
function abstractRoom(
  authEvents: PartCase['auth_events'],
  timestamps: PartCase['origin_server_ts'] = {},
): MemoryRoom {
  const room = new MemoryRoom();
  for (const [id, auth_events] of Object.entries(authEvents)) {
    const origin_server_ts = timestamps[id] ?? 0;
    room.add(
      symbolicPdu({ event_id: id, type: 'test', state_key: id, auth_events, origin_server_ts }),
    );
  }
  return room;
}

function differenceOf(sets: readonly Ids[], room: MemoryRoom, of: typeof authDifference): Ids {
  const states = sets.map((ids) => room.stateOf(ids));
  const input = { ...partition(states), stateSets: sets.length, events: room };
  return idsOf(of(input, roomMemoryOf(room), new Set()), room).toSorted();
}

/** Against an empty state the difference is the whole chain; by the letter without its ends. */
const strictChain = (start: Ids, room: MemoryRoom) =>
  differenceOf([start, []], room, literalAuthDifference);

function splitConflicted(each: PartCase): void {
  const room = new MemoryRoom();
  const known = new Set<string>();
  const sets = (each.state_sets as unknown as readonly (readonly Ids[])[]).map((triples) => {
    for (const [type, state_key, event_id] of triples as [string, string, string][]) {
      if (!known.has(event_id)) room.add(symbolicPdu({ event_id, type, state_key }));
      known.add(event_id);
    }
    return room.stateOf(triples.map(([, , id]) => id as string));
  });
  const algorithm = required(each.algorithm, 'an algorithm');
  const { step } = tracedResolution(sets, room, withAlgorithm(V10, { algorithm }));
  // In version 1 a key that only some sets have is no conflict.
  const uncontested = step('version-1-uncontested').flatMap(({ entries }) => entries);
  const agreed = step('unconflicted-state').flatMap(({ entries }) => entries);
  const unconflicted = [...agreed, ...uncontested].map(({ event }) => event);
  const inConflict =
    algorithm === 'v1'
      ? step('version-1-key').flatMap(({ candidates }) => candidates.map(({ event }) => event))
      : step('conflicted-keys').flatMap(({ keys }) => keys.flatMap(distinctValues));
  expect(idsOf(unconflicted, room).toSorted()).toEqual(each.expected_unconflicted);
  expect(idsOf(inConflict, room).toSorted()).toEqual(each.expected_conflicted);
}

function powerOrderCompare(each: PartCase): void {
  const room = new MemoryRoom();
  const content = {
    users: Object.fromEntries(
      each.nodes.map((node) => [`@${node.event_id}:x`, node.power_level ?? null]),
    ),
  };
  room.add(symbolicPdu({ event_id: '$PL', type: 'm.room.power_levels', state_key: '', content }));
  const nodes = each.nodes.map((node) => {
    const sender = `@${node.event_id}:x`;
    return room.add(symbolicPdu({ ...node, type: 'test', sender, auth_events: ['$PL'] }));
  });
  const order = reverseTopologicalPowerOrder(nodes, roomMemoryOf(room), V10, undefined);
  expect(idsOf(order, room)).toEqual(each.expected);
}

function mainlineSort(each: PartCase): void {
  const room = new MemoryRoom();
  for (const [index, event_id] of each.power_levels_chain.entries()) {
    const older = each.power_levels_chain[index + 1];
    const auth_events = older === undefined ? [] : [older];
    room.add(symbolicPdu({ event_id, type: 'm.room.power_levels', state_key: '', auth_events }));
  }
  const events = each.events.map(({ event_id = null, power_levels_in_auth_events: cited }) => {
    const auth_events = typeof cited === 'string' ? [cited] : [];
    return room.add(symbolicPdu({ event_id, type: 'test', auth_events }));
  });
  const newest = room.numberOf(required(each.power_levels_chain[0], 'power levels'));
  const order = mainlineOrder(events.toReversed(), newest, roomMemoryOf(room), undefined);
  expect(idsOf(order, room)).toEqual(each.expected);
}

/** Every kind of case and how it is judged; one that is not listed fails. */
const JUDGES: Readonly<Record<string, (each: PartCase) => void>> = {
  'split-conflicted': splitConflicted,
  'power-order-compare': powerOrderCompare,
  'mainline-sort': mainlineSort,
  'auth-difference': (each) => {
    const room = abstractRoom(each.auth_events);
    expect(differenceOf(each.state_sets, room, authDifference)).toEqual(each.expected);
  },
  'full-auth-chain': (each) => {
    const room = abstractRoom(each.auth_events);
    expect(strictChain(each.start, room)).toEqual(each.expected);
    const withEnds = new Set([...(each.expected as Ids), ...each.start]);
    expect(differenceOf([each.start, []], room, authDifference)).toEqual([...withEnds].toSorted());
  },
  'conflicted-subgraph': (each) => {
    const room = abstractRoom(each.auth_events);
    const conflicted = each.conflicted.map((id) => room.numberOf(id));
    const subgraph = conflictedStateSubgraph(conflicted, roomMemoryOf(room));
    expect(idsOf(subgraph, room).toSorted()).toEqual(each.expected_subgraph);
    expect(strictChain(each.start, room)).toEqual(each.expected_auth_chain);
  },
  'topological-sort': (each) => {
    const room = abstractRoom(each.edges, each.origin_server_ts);
    const newestFirst = Object.keys(each.edges).reverse();
    const unordered = newestFirst.map((id) => room.numberOf(id));
    const order = reverseTopologicalPowerOrder(unordered, roomMemoryOf(room), V10, undefined);
    expect(idsOf(order, room)).toEqual(each.expected);
  },
  'v1-conflict-sort': (each) => {
    const room = new MemoryRoom();
    const events = each.events.map((event) => room.add(symbolicPdu({ ...event, type: 'test' })));
    const rising = orderedCandidates(events, room).toReversed();
    expect(rising.map(({ pdu }) => pdu.eventId)).toEqual(each.expected);
  },
  'power-level-int-v1-v9': (each) => {
    const [value] = parseJson(`[${each.input_json}]`) as JsonArray;
    const level = readLevel(value, 'int-string-float');
    expect(level === null ? null : String(level)).toBe(
      each.expected === null ? null : String(each.expected),
    );
  },
};

describe.runIf(sharedIsThere)('published steps of resolution', () => {
  const cases = sharedIsThere
    ? readNdjson<PartCase>(sharedPath('fixtures/state-res-parts.ndjson'))
    : [];

  it.each(cases.map((each) => [each.id, each] as const))('%s', (_, each) => {
    required(JUDGES[each.kind], `nobody judges ${each.kind}`)(each);
  });

  it('are all there, of every kind', () => {
    expect(cases.length).toBe(42);
    expect(new Set(cases.map(({ kind }) => kind))).toEqual(new Set(Object.keys(JUDGES)));
  });
});
