import { CsrBuilder } from '../../base/csr';
import { topologicalOrder } from '../../matrix/dag/topological-order';
import type { EventId, Pdu } from '../../matrix/event/pdu';
import { symbolicPdu } from '../../matrix/event/symbolic-pdu';
import { resolveStateMaps } from '../../matrix/replay/resolve-states';
import { RoomReplay } from '../../matrix/replay/room-replay';
import { withAlgorithm } from '../../matrix/room-versions/algorithm';
import type { RoomVersionRules } from '../../matrix/room-versions/rules';
import { MemoryRoom } from '../../matrix/state-resolution/memory-room';
import type { StateMap } from '../../matrix/state-resolution/partition';
import type { ResolutionStep } from '../../matrix/state-resolution/trace';
import { chosenRules, type VerifyOptions } from './case-kind';
import type { Fields, Triple } from './fields';

/** A case of state resolution, resolved. */
export interface ResolvedCase {
  readonly id: string;
  readonly room: MemoryRoom;
  readonly state: StateMap;
  /** The last resolution's; empty where nothing was in conflict. */
  readonly steps: readonly ResolutionStep[];
  /** What the case expects, and what of ours that stands against; null: it expects nothing. */
  readonly judged: { readonly expected: readonly string[]; readonly got: readonly string[] } | null;
}

/**
 * Resolves one case: `events` with symbolic IDs, and either `state_sets`, or a graph of prev events
 * of which the states after all leaves, or the state after `end_event`, are wanted. Throws
 * `FieldError` for what it lacks.
 */
export function resolveCase(fields: Fields, options: VerifyOptions): ResolvedCase {
  const rules = chosenRules(rulesOf(fields), options);
  const pdus = readEvents(fields);
  const made = fields.has('state_sets')
    ? resolveSets(fields, pdus, rules)
    : resolveGraph(fields, pdus, rules);
  const { room, state, start } = made;
  return { id: fields.stringOr('id', ''), ...made, judged: judge(fields, room, state, start) };
}

const ALGORITHMS = ['v1', 'v2', 'v2.1'] as const;

/** The room version's rules, under the algorithm that the case names. */
function rulesOf(fields: Fields): RoomVersionRules {
  const rules = fields.rules();
  const name = fields.stringOr('algorithm', null);
  if (name === null) return rules;
  const algorithm = ALGORITHMS.find((known) => known === name);
  if (algorithm !== undefined) return withAlgorithm(rules, { algorithm });
  throw fields.error('algorithm', `${name} is not known; ${ALGORITHMS.join(', ')} are`);
}

/** Each event once: of two by one ID nobody could say which a state means. */
function readEvents(fields: Fields): readonly Pdu[] {
  const seen = new Set<string>();
  return fields.each('events').map((event, index) => {
    const id = event.string('event_id');
    if (seen.has(id)) throw fields.error(`events.${index}`, `${id} is listed before`);
    seen.add(id);
    return readEvent(event);
  });
}

function readEvent(event: Fields): Pdu {
  event.string('type');
  event.string('sender');
  return symbolicPdu(event.value);
}

interface Made {
  readonly room: MemoryRoom;
  readonly state: StateMap;
  readonly steps: readonly ResolutionStep[];
  /** Where the case names a start event: the state after it. */
  readonly start: StateMap | null;
}

function resolveSets(fields: Fields, pdus: readonly Pdu[], rules: RoomVersionRules): Made {
  const room = new MemoryRoom();
  for (const pdu of pdus) room.add(pdu);
  const sets = fields.tripleLists('state_sets').map((triples, set) => {
    for (const [index, triple] of triples.entries())
      checkEntry(fields, `state_sets.${set}.${index}`, triple, room);
    const ids = new Set(triples.map(([, , id]) => id));
    const state = room.stateOf(ids);
    if (state.size === ids.size) return state;
    throw fields.error(`state_sets.${set}`, 'names two events for one key');
  });
  return { ...resolved(sets, room, rules), start: null };
}

/** A state may name only events of the case, each at its own key. */
function checkEntry(
  fields: Fields,
  path: string,
  [type, stateKey, id]: Triple,
  room: MemoryRoom,
): void {
  const event = room.find(id as EventId);
  if (event === undefined) throw fields.error(path, `names ${id}, which is not among the events`);
  const pdu = room.pdu(event);
  if (pdu.type === type && pdu.stateKey === stateKey) return;
  throw fields.error(path, `puts ${id} at a key that is not its own`);
}

function resolveGraph(fields: Fields, pdus: readonly Pdu[], rules: RoomVersionRules): Made {
  const room = new MemoryRoom();
  const replay = new RoomReplay(room, rules);
  for (const pdu of inOrder(fields, pdus)) replay.receive(pdu);
  const end = heldEvent(fields, 'end_event', room);
  const sets = (end?.prevEventIds ?? leavesOf(pdus)).flatMap((id) => stateAfter(replay, id) ?? []);
  const { state, steps } = resolved(sets, room, rules);
  const startEvent = heldEvent(fields, 'start_event', room);
  return {
    room,
    state: (end && stateAfter(replay, end.eventId)) ?? state,
    steps,
    start: (startEvent && stateAfter(replay, startEvent.eventId)) ?? null,
  };
}

function resolved(sets: readonly StateMap[], room: MemoryRoom, rules: RoomVersionRules) {
  const steps: ResolutionStep[] = [];
  const trace = { add: (step: ResolutionStep) => void steps.push(step) };
  return { room, state: resolveStateMaps(sets, room, rules, trace).state, steps };
}

function stateAfter(replay: RoomReplay, id: string): StateMap | null {
  const state = replay.stateAfter(id);
  return state === undefined ? null : new Map(state.entries());
}

/** null where the case does not name one. */
function heldEvent(fields: Fields, name: string, room: MemoryRoom): Pdu | null {
  const id = fields.stringOr(name, null);
  if (id === null) return null;
  const event = room.find(id as EventId);
  if (event === undefined) throw fields.error(name, `${id} is not among the events`);
  return room.pdu(event);
}

/** Graphs list their events in any order; a room receives them after those that they cite. */
function inOrder(fields: Fields, pdus: readonly Pdu[]): readonly Pdu[] {
  const indexOf = new Map(pdus.map((pdu, index) => [pdu.eventId, index]));
  const parents = new CsrBuilder();
  for (const { prevEventIds, authEventIds } of pdus) {
    for (const id of new Set([...prevEventIds, ...authEventIds])) {
      const index = indexOf.get(id);
      if (index !== undefined) parents.add(index);
    }
    parents.endNode();
  }
  const { order, cycle } = topologicalOrder(parents.build());
  if (cycle === null) return Array.from(order, (index) => pdus[index] as Pdu);
  const ids = cycle.map((index) => pdus[index]?.eventId);
  throw fields.error('events', `${ids.join(', ')} cite each other in a circle`);
}

function leavesOf(pdus: readonly Pdu[]): readonly string[] {
  const cited = new Set(pdus.flatMap((pdu) => pdu.prevEventIds));
  return pdus.map((pdu) => pdu.eventId).filter((id) => !cited.has(id));
}

/** The whole state against `expected_state`; of `expected_delta` its keys and what changed since the start. */
function judge(
  fields: Fields,
  room: MemoryRoom,
  state: StateMap,
  start: StateMap | null,
): ResolvedCase['judged'] {
  if (fields.has('expected_state')) {
    const expected = fields.triples('expected_state').map(String);
    return { expected, got: Array.from(state.values(), (event) => String(tripleOf(room, event))) };
  }
  if (!fields.has('expected_delta')) return null;
  const expected = fields.triples('expected_delta');
  const listed = new Set(expected.map(([type, stateKey]) => room.tuple(type, stateKey)));
  const got = [...state]
    .filter(([tuple, event]) => listed.has(tuple) || (start && start.get(tuple) !== event))
    .map(([, event]) => String(tripleOf(room, event)));
  return { expected: expected.map(String), got };
}

function tripleOf(room: MemoryRoom, event: number): Triple {
  const { type, stateKey, eventId } = room.pdu(event);
  return [type, stateKey ?? '', eventId];
}
