import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PersistentState } from './persistent-state';

type Change = readonly [tuple: number, event: number];

/** Small tuples next to some that need more levels; event 0 takes the entry away. */
const changes = fc.array(
  fc.tuple(
    fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 100_000 })),
    fc.integer({ min: 0, max: 5 }),
  ),
  { maxLength: 60 },
);

function stateOf(list: readonly Change[], from = PersistentState.EMPTY): PersistentState {
  return list.reduce((state, [tuple, event]) => state.with(tuple, event), from);
}

function mapOf(list: readonly Change[], from: ReadonlyMap<number, number> = new Map()) {
  const map = new Map(from);
  for (const [tuple, event] of list) {
    if (event === 0) map.delete(tuple);
    else map.set(tuple, event);
  }
  return map;
}

const sorted = (map: ReadonlyMap<number, number>) => [...map].sort(([a], [b]) => a - b);

describe('a persistent state', () => {
  test('holds what a map would hold, in order of tuples', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const state = stateOf(list);
        const map = mapOf(list);
        expect([...state.entries()]).toEqual(sorted(map));
        expect([...state.values()]).toEqual(sorted(map).map(([, event]) => event));
        for (const [tuple] of list) expect(state.get(tuple)).toBe(map.get(tuple) ?? 0);
        expect(state.get(999_999)).toBe(0);
      }),
    );
  });

  test('stays as it was when another is made of it', () => {
    fc.assert(
      fc.property(changes, changes, (before, later) => {
        const state = stateOf(before);
        const after = stateOf(later, state);
        expect([...state.entries()]).toEqual(sorted(mapOf(before)));
        expect([...after.entries()]).toEqual(sorted(mapOf(later, mapOf(before))));
      }),
    );
  });

  test('differs from others exactly where their entries do', () => {
    fc.assert(
      fc.property(changes, fc.array(changes, { minLength: 1, maxLength: 3 }), (base, branches) => {
        const shared = stateOf(base);
        const states = branches.map((branch) => stateOf(branch, shared));
        const maps = branches.map((branch) => mapOf(branch, mapOf(base)));
        const tuples = new Set(maps.flatMap((map) => [...map.keys()]));
        const expected = [...tuples].filter((tuple) =>
          maps.some((map) => map.get(tuple) !== maps[0]?.get(tuple)),
        );
        expect(PersistentState.differing(states)).toEqual(expected.sort((a, b) => a - b));
      }),
    );
  });

  test('is the same object where nothing changes', () => {
    const state = stateOf([[7, 1]]);
    expect(state.with(7, 1)).toBe(state);
    expect(PersistentState.differing([state, state])).toEqual([]);
    expect(PersistentState.differing([])).toEqual([]);
  });
});
