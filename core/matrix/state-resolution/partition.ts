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
  const keys = new Set<TupleNumber>();
  for (const set of sets) for (const tuple of set.keys()) keys.add(tuple);
  const conflicted: ConflictedKey[] = [];
  const agreed = new Map<TupleNumber, EventNumber>();
  for (const tuple of keys) {
    const values = sets.map((set) => set.get(tuple) ?? 0);
    const first = values[0] ?? 0;
    if (values.every((value) => value === first)) agreed.set(tuple, first);
    else conflicted.push({ tuple, values });
  }
  const unconflicted = {
    get: (tuple: TupleNumber) => agreed.get(tuple) ?? 0,
    events: () => agreed.values(),
  };
  return { conflicted, unconflicted };
}

/** The events that stand for a key, each once; fewer than two are no conflict in version 1. */
export function distinctValues({ values }: ConflictedKey): readonly EventNumber[] {
  return [...new Set(values)].filter((event) => event !== 0);
}

/** The conflicted state set: every event that some set holds at a conflicted key, once. */
export function conflictedStateSet(keys: readonly ConflictedKey[]): readonly EventNumber[] {
  return [...new Set(keys.flatMap(distinctValues))];
}
