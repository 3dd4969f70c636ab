import { isObject, type JsonArray, type JsonValue } from '../../../matrix/event/json';
import { parseJson } from '../../../matrix/event/parse-json';
import { symbolicPdu } from '../../../matrix/event/symbolic-pdu';
import { readLevel } from '../../../matrix/event-auth/level-values';
import { authDifference } from '../../../matrix/state-resolution/auth-difference';
import { conflictedStateSubgraph } from '../../../matrix/state-resolution/conflicted-subgraph';
import { literalAuthDifference } from '../../../matrix/state-resolution/literal-auth-difference';
import { mainlineOrder } from '../../../matrix/state-resolution/mainline-order';
import { MemoryRoom } from '../../../matrix/state-resolution/memory-room';
import { distinctValues, partition } from '../../../matrix/state-resolution/partition';
import { reverseTopologicalPowerOrder } from '../../../matrix/state-resolution/reverse-topological-power-order';
import { roomMemoryOf } from '../../../matrix/state-resolution/room-memory';
import { orderedCandidates } from '../../../matrix/state-resolution/v1-candidates';
import type { CaseKind } from '../case-kind';
import type { Checks } from '../checks';
import type { Fields } from '../fields';

type Ids = readonly string[];

/** Single steps of state resolution on graphs of nothing but auth events, by kind of case. */
const JUDGES: Readonly<Record<string, (fields: Fields, checks: Checks) => void>> = {
  'split-conflicted': splitConflicted,
  'auth-difference': (fields, checks) => {
    const room = abstractRoom(fields, 'auth_events');
    const ours = differenceOf(statesIn(fields, room), room, authDifference);
    checks.sameSet('auth difference', null, fields.strings('expected'), ours);
  },
  'full-auth-chain': (fields, checks) => {
    const room = abstractRoom(fields, 'auth_events');
    checks.sameSet('auth chain', null, fields.strings('expected'), strictChain(fields, room));
  },
  'conflicted-subgraph': conflictedSubgraph,
  'topological-sort': topologicalSort,
  'power-order-compare': powerOrderCompare,
  'mainline-sort': mainlineSort,
  'v1-conflict-sort': versionOneSort,
  'power-level-int-v1-v9': powerLevel,
};

export const resolutionPartCases: CaseKind = {
  kinds: Object.keys(JUDGES),
  name: 'steps of state resolution',
  check(fields, _context, checks) {
    JUDGES[fields.string('kind')]?.(fields, checks);
  },
};

/** Each event of the graph `{id: [cited]}` is a state key of its own. */
function abstractRoom(fields: Fields, graph: string): MemoryRoom {
  const room = new MemoryRoom();
  const edges = fields.fields(graph);
  const times = fields.value.origin_server_ts;
  for (const id of Object.keys(edges.value)) {
    const origin_server_ts = isObject(times) ? (times[id] ?? 0) : 0;
    const auth_events = edges.strings(id);
    room.add(
      symbolicPdu({ event_id: id, type: 'test', state_key: id, auth_events, origin_server_ts }),
    );
  }
  return room;
}

/** The numbers of the listed events; all must be of the graph. */
function numbersOf(fields: Fields, name: string, room: MemoryRoom): readonly number[] {
  return fields.strings(name).map((id) => numberOf(fields, name, id, room));
}

function numberOf(fields: Fields, name: string, id: string, room: MemoryRoom): number {
  const event = room.find(symbolicPdu({ event_id: id }).eventId);
  if (event === undefined) throw fields.error(name, `names ${id}, which is not among the events`);
  return event;
}

function statesIn(fields: Fields, room: MemoryRoom): readonly Ids[] {
  const sets = fields.stringLists('state_sets');
  for (const id of sets.flat()) numberOf(fields, 'state_sets', id, room);
  return sets;
}

function idsOf(events: readonly number[], room: MemoryRoom): Ids {
  return events.map((event) => room.pdu(event).eventId as string);
}

function differenceOf(sets: readonly Ids[], room: MemoryRoom, of: typeof authDifference): Ids {
  const states = sets.map((ids) => room.stateOf(ids));
  const input = { ...partition(states), stateSets: sets.length, events: room };
  return idsOf(of(input, roomMemoryOf(room), new Set()), room);
}

/** Against an empty state the difference is the whole chain; by the letter without its ends. */
function strictChain(fields: Fields, room: MemoryRoom): Ids {
  const start = idsOf(numbersOf(fields, 'start', room), room);
  return differenceOf([start, []], room, literalAuthDifference);
}

/** In version 1 a key that only some sets have is no conflict. */
function splitConflicted(fields: Fields, checks: Checks): void {
  const room = new MemoryRoom();
  const sets = fields.tripleLists('state_sets').map((triples) => {
    for (const [type, state_key, event_id] of triples) {
      const pdu = symbolicPdu({ event_id, type, state_key });
      if (room.find(pdu.eventId) === undefined) room.add(pdu);
    }
    return room.stateOf(triples.map(([, , id]) => id));
  });
  const { conflicted, unconflicted } = partition(sets);
  const isV1 = fields.string('algorithm') === 'v1';
  const isConflict = (events: readonly number[]) => !isV1 || events.length > 1;
  const values = conflicted.map(distinctValues);
  const agreed = [...unconflicted.events(), ...values.filter((each) => !isConflict(each)).flat()];
  const expected = fields.strings('expected_unconflicted');
  checks.sameSet('unconflicted events', null, expected, idsOf(agreed, room));
  const inConflict = idsOf(values.filter(isConflict).flat(), room);
  checks.sameSet('conflicted events', null, fields.strings('expected_conflicted'), inConflict);
}

function conflictedSubgraph(fields: Fields, checks: Checks): void {
  const room = abstractRoom(fields, 'auth_events');
  const conflicted = numbersOf(fields, 'conflicted', room);
  const subgraph = idsOf(conflictedStateSubgraph(conflicted, roomMemoryOf(room)), room);
  const expected = fields.strings('expected_subgraph');
  checks.sameSet('conflicted state subgraph', null, expected, subgraph);
  const chain = fields.strings('expected_auth_chain');
  checks.sameSet('auth chain', null, chain, strictChain(fields, room));
}

function checkOrder(what: string, fields: Fields, ours: Ids, checks: Checks): void {
  const expected = fields.strings('expected');
  const isSame = JSON.stringify(expected) === JSON.stringify(ours);
  checks.verdict(isSame, what, null, expected, ours);
}

/** The orders do not depend on the version: levels are plain integers. */
function topologicalSort(fields: Fields, checks: Checks): void {
  const room = abstractRoom(fields, 'edges');
  const events = Object.keys(fields.object('edges')).map((id) =>
    numberOf(fields, 'edges', id, room),
  );
  const rules = fields.rulesOf('10');
  const order = reverseTopologicalPowerOrder(events, roomMemoryOf(room), rules, undefined);
  checkOrder('reverse topological power order', fields, idsOf(order, room), checks);
}

function powerOrderCompare(fields: Fields, checks: Checks): void {
  const room = new MemoryRoom();
  const nodes = fields.each('nodes');
  const levels = nodes.map((node): [string, JsonValue] => [
    `@${node.string('event_id')}:x`,
    node.value.power_level ?? null,
  ]);
  const content = { users: Object.fromEntries(levels) };
  room.add(symbolicPdu({ event_id: '$PL', type: 'm.room.power_levels', state_key: '', content }));
  const events = nodes.map((node, index) => {
    const sender = levels[index]?.[0] ?? '';
    return room.add(symbolicPdu({ ...node.value, type: 'test', sender, auth_events: ['$PL'] }));
  });
  const rules = fields.rulesOf('10');
  const order = reverseTopologicalPowerOrder(events, roomMemoryOf(room), rules, undefined);
  checkOrder('power order', fields, idsOf(order, room), checks);
}

function mainlineSort(fields: Fields, checks: Checks): void {
  const room = new MemoryRoom();
  const chain = fields.strings('power_levels_chain');
  const [first] = chain;
  if (first === undefined) throw fields.error('power_levels_chain', 'expected an event ID');
  for (const [index, event_id] of chain.entries()) {
    const auth_events = chain.slice(index + 1, index + 2);
    room.add(symbolicPdu({ event_id, type: 'm.room.power_levels', state_key: '', auth_events }));
  }
  const events = fields.each('events').map((event) => {
    const cited = event.stringOr('power_levels_in_auth_events', null);
    const auth_events = cited === null ? [] : [cited];
    return room.add(symbolicPdu({ event_id: event.string('event_id'), type: 'test', auth_events }));
  });
  const newest = room.numberOf(first);
  const order = mainlineOrder(events.toReversed(), newest, roomMemoryOf(room), undefined);
  checkOrder('mainline order', fields, idsOf(order, room), checks);
}

function versionOneSort(fields: Fields, checks: Checks): void {
  const room = new MemoryRoom();
  const events = fields
    .each('events')
    .map(({ value }) => room.add(symbolicPdu({ ...value, type: 'test' })));
  const rising = orderedCandidates(events, room).toReversed();
  checkOrder(
    'order of version 1',
    fields,
    rising.map(({ pdu }) => pdu.eventId),
    checks,
  );
}

/** A level as room versions before 10 read it; compared as text, since it may be beyond 2^53. */
function powerLevel(fields: Fields, checks: Checks): void {
  const input = fields.string('input_json');
  const level = readLevel(parsed(fields, input), 'int-string-float');
  const { expected } = fields.value;
  const isLevel = ['number', 'bigint', 'string'].includes(typeof expected) || expected === null;
  if (!isLevel) throw fields.wrong('expected', 'a level or null');
  const asText = (value: unknown) => (value === null ? null : String(value));
  checks.same(`level ${input}`, null, asText(expected), asText(level));
}

function parsed(fields: Fields, text: string): JsonValue {
  try {
    // In a list, since only there a number beyond 2^53 is looked for.
    const [value] = parseJson(`[${text}]`) as JsonArray;
    return value ?? null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw fields.error('input_json', error.message);
  }
}
