import type { ConflictedKey, EventNumber, TupleNumber, UnconflictedState } from './resolver-types';

export type StateMap = ReadonlyMap<TupleNumber, EventNumber>;

/**
 * Splits plain state sets into the unconflicted state map and the conflicted keys: unconflicted is
 * a key that every set holds with the same value (room version 2, "Unconflicted state map and
 * conflicted state set"). O(entries of all sets).
 */
export function partition(sets: readonly StateMap[]): {
  conflicted: readonly ConflictedKey[];
  unconflicted: UnconflictedState;
} {
  const conflicted: ConflictedKey[] = [];
  const agreed = new Map<TupleNumber, EventNumber>();
  for (const [index, set] of sets.entries()) {
    for (const [tuple, event] of set) {
      if (isInEarlierSet(tuple, index, sets)) continue;
      if (isAgreed(tuple, event, sets)) agreed.set(tuple, event);
      else conflicted.push({ tuple, values: valuesOf(tuple, sets) });
    }
  }
  const unconflicted = {
    get: (tuple: TupleNumber) => agreed.get(tuple) ?? 0,
    events: () => agreed.values(),
  };
  return { conflicted, unconflicted };
}

function isInEarlierSet(tuple: TupleNumber, index: number, sets: readonly StateMap[]): boolean {
  for (let i = 0; i < index; i++) if (sets[i]?.has(tuple)) return true;
  return false;
}

function isAgreed(tuple: TupleNumber, event: EventNumber, sets: readonly StateMap[]): boolean {
  for (let i = 0; i < sets.length; i++) if (sets[i]?.get(tuple) !== event) return false;
  return true;
}

function valuesOf(tuple: TupleNumber, sets: readonly StateMap[]): readonly EventNumber[] {
  const values: EventNumber[] = [];
  for (let i = 0; i < sets.length; i++) values.push(sets[i]?.get(tuple) ?? 0);
  return values;
}

/** The events that stand for a key, each once; fewer than two are no conflict in version 1. */
export function distinctValues({ values }: ConflictedKey): readonly EventNumber[] {
  return [...new Set(values)].filter((event) => event !== 0);
}

/** The conflicted state set: every event that some set holds at a conflicted key, once. */
export function conflictedStateSet(keys: readonly ConflictedKey[]): readonly EventNumber[] {
  const events = new Set<EventNumber>();
  for (const { values } of keys) {
    for (let i = 0; i < values.length; i++) {
      const event = values[i] as EventNumber;
      if (event !== 0) events.add(event);
    }
  }
  return [...events];
}
