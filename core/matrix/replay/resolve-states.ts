import type { RoomVersionRules } from '../room-versions/rules';
import type { MemoryRoom } from '../state-resolution/memory-room';
import { partition, type StateMap } from '../state-resolution/partition';
import { resolve } from '../state-resolution/resolve';
import type {
  ConflictedKey,
  EventNumber,
  ResolverEvents,
  TupleNumber,
  UnconflictedState,
} from '../state-resolution/resolver-types';
import type { ResolutionTrace } from '../state-resolution/trace';
import { PersistentState } from './persistent-state';

/** A resolution of plain state maps: where they differ, and the whole resolved state. */
export interface StateResolution {
  readonly conflicted: readonly ConflictedKey[];
  readonly state: StateMap;
}

/** Resolves plain state maps of a room. O(entries of all maps) beside the resolution itself. */
export function resolveStateMaps(
  sets: readonly StateMap[],
  room: MemoryRoom,
  rules: RoomVersionRules,
  trace?: ResolutionTrace,
): StateResolution {
  const { conflicted, unconflicted } = partition(sets);
  const input = { conflicted, unconflicted, stateSets: sets.length, events: room };
  const state = new Map<TupleNumber, EventNumber>();
  for (const event of unconflicted.events()) state.set(room.tupleOf(event), event);
  for (const [tuple, event] of resolve(input, rules, trace)) state.set(tuple, event);
  return { conflicted, state };
}

/** As `resolveStateMaps`, the state alone. */
export function resolveStates(
  sets: readonly StateMap[],
  room: MemoryRoom,
  rules: RoomVersionRules,
): StateMap {
  return resolveStateMaps(sets, room, rules).state;
}

/**
 * Resolves the states of a replay; where they agree there is nothing to trace. Costs what they do not
 * share, beside the resolution itself.
 */
export function resolvePersistentStates(
  states: readonly PersistentState[],
  events: ResolverEvents,
  rules: RoomVersionRules,
  trace?: ResolutionTrace,
): PersistentState {
  const [first = PersistentState.EMPTY] = states;
  const conflicted = PersistentState.differing(states).map((tuple): ConflictedKey => {
    return { tuple, values: states.map((state) => state.get(tuple)) };
  });
  if (conflicted.length === 0) return first;
  const unconflicted = new Unconflicted(first, conflicted);
  const input = { conflicted, unconflicted, stateSets: states.length, events };
  const resolved = resolve(input, rules, trace);
  let state = first;
  for (const { tuple } of conflicted) state = state.with(tuple, resolved.get(tuple) ?? 0);
  for (const [tuple, event] of resolved) state = state.with(tuple, event);
  return state;
}

class Unconflicted implements UnconflictedState {
  readonly #state: PersistentState;
  readonly #conflicted: ReadonlySet<TupleNumber>;

  constructor(state: PersistentState, conflicted: readonly ConflictedKey[]) {
    this.#state = state;
    this.#conflicted = new Set(conflicted.map(({ tuple }) => tuple));
  }

  get(tuple: TupleNumber): EventNumber {
    return this.#conflicted.has(tuple) ? 0 : this.#state.get(tuple);
  }

  *events(): Generator<EventNumber> {
    for (const [tuple, event] of this.#state.entries())
      if (!this.#conflicted.has(tuple)) yield event;
  }
}
