import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { required } from '../../base/assert';
import { arbitraryMerge, mergeOf, renumbered } from '../../testing/arbitrary-rooms';
import { resolveStates } from '../replay/resolve-states';
import { DENDRITE_POINTS, readLiterally, withAlgorithm } from '../room-versions/algorithm';
import type { RoomVersionRules } from '../room-versions/rules';
import { KNOWN_ROOM_VERSIONS, roomVersionRules } from '../room-versions/versions';
import { authDifference } from './auth-difference';
import { conflictedStateSubgraph } from './conflicted-subgraph';
import type { MemoryRoom } from './memory-room';
import { conflictedStateSet, partition, type StateMap } from './partition';
import { roomMemoryOf } from './room-memory';

const rulesOf = (version: string) => required(roomVersionRules(version), version);

const translated = (state: StateMap, from: MemoryRoom, to: MemoryRoom) =>
  to.stateOf(from.idsOf(state));

/** The chain of a whole state by its definition: everything that its events lead to, and themselves. */
function chainOf(events: Iterable<number>, room: MemoryRoom): ReadonlySet<number> {
  const chain = new Set(events);
  for (const event of chain) for (const cited of room.authEvents(event)) chain.add(cited);
  return chain;
}

/** Every room version by itself, and some as a Dendrite or a literal reader would have them. */
const RULES: readonly (readonly [name: string, version: string, RoomVersionRules])[] = [
  ...KNOWN_ROOM_VERSIONS.map((version) => [version, version, rulesOf(version)] as const),
  ...['1', '11', '12'].map((version) => {
    const choice = { algorithm: 'dendrite', points: DENDRITE_POINTS } as const;
    return [`${version} of a Dendrite`, version, withAlgorithm(rulesOf(version), choice)] as const;
  }),
  ...['11', '12'].map((version) => {
    return [`${version} read literally`, version, readLiterally(rulesOf(version))] as const;
  }),
];

describe.each(RULES)('resolution in room version %s', (_, version, rules) => {
  it('depends neither on the order of the sets, nor of the keys, nor on that of the events', () => {
    fc.assert(
      fc.property(arbitraryMerge, fc.nat(), (merge, seed) => {
        const made = mergeOf(merge, rules, version);
        const { room, sets } = made;
        const resolved = room.idsOf(resolveStates(sets, room, rules));
        const turned = sets.map((state) => new Map([...state].reverse())).reverse();
        expect(room.idsOf(resolveStates(turned, room, rules))).toEqual(resolved);
        const other = renumbered(made, seed);
        const elsewhere = sets.map((state) => translated(state, room, other));
        expect(other.idsOf(resolveStates(elsewhere, other, rules))).toEqual(resolved);
      }),
      { numRuns: 80 },
    );
  });

  it('leaves a state alone that it is given more than once', () => {
    fc.assert(
      fc.property(arbitraryMerge, fc.integer({ min: 1, max: 40 }), (merge, times) => {
        const { room, sets } = mergeOf(merge, rules, version);
        const state = required(sets[0], 'a state');
        const same = Array.from({ length: times }, () => new Map([...state].reverse()));
        expect(room.idsOf(resolveStates(same, room, rules))).toEqual(room.idsOf(state));
      }),
      { numRuns: 40 },
    );
  });
});

describe('steps of resolution against their definitions', () => {
  const rules = rulesOf('11');

  function merged(merge: Parameters<typeof mergeOf>[0]) {
    const { room, sets } = mergeOf(merge, rules, '11');
    const input = { ...partition(sets), stateSets: sets.length, events: room };
    return { room, sets, input, memory: roomMemoryOf(room) };
  }

  it('the auth difference is the union of the chains less their intersection', () => {
    fc.assert(
      fc.property(arbitraryMerge, (merge) => {
        const { room, sets, input, memory } = merged(merge);
        const chains = sets.map((state) => chainOf(state.values(), room));
        const union = new Set(chains.flatMap((chain) => [...chain]));
        const expected = [...union].filter((event) => !chains.every((chain) => chain.has(event)));
        expect(authDifference(input, memory, new Set()).toSorted()).toEqual(expected.toSorted());
        const conflicted = new Set(conflictedStateSet(input.conflicted));
        expect(authDifference(input, memory, conflicted).toSorted()).toEqual(
          expected.filter((event) => !conflicted.has(event)).toSorted(),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('the subgraph is what conflicted events lead to and what leads to one', () => {
    fc.assert(
      fc.property(arbitraryMerge, (merge) => {
        const { room, input, memory } = merged(merge);
        const conflicted = conflictedStateSet(input.conflicted);
        const ends = new Set(conflicted);
        const between = [...chainOf(conflicted, room)].filter((event) =>
          [...chainOf([event], room)].some((ancestor) => ends.has(ancestor)),
        );
        expect(conflictedStateSubgraph(conflicted, memory).toSorted()).toEqual(between.toSorted());
      }),
      { numRuns: 200 },
    );
  });
});
