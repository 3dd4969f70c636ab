import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { required } from '../../base/assert';
import { resolveStates } from '../replay/resolve-states';
import { KNOWN_ROOM_VERSIONS, roomVersionRules } from '../room-versions/versions';
import { type RandomRoom, randomRoom } from '../testing/random-room';
import { authDifference } from './auth-difference';
import { conflictedStateSubgraph } from './conflicted-subgraph';
import { MemoryRoom } from './memory-room';
import { conflictedStateSet, partition, type StateMap } from './partition';
import { roomMemoryOf } from './room-memory';

const choices = fc.array(
  fc.record({
    what: fc.nat(7),
    sender: fc.nat(3),
    target: fc.nat(3),
    prev: fc.nat(),
    otherPrev: fc.oneof(fc.constant(0), fc.nat()),
    timestamp: fc.nat(20),
  }),
  { minLength: 5, maxLength: 40 },
);
const picks = fc.array(fc.nat(), { minLength: 2, maxLength: 4 });

const rulesOf = (version: string) => required(roomVersionRules(version), version);

function pick<Item>(items: readonly Item[], numbers: readonly number[]): readonly Item[] {
  return numbers.map((number) => required(items[number % items.length], 'an item'));
}

/** The same room with its events added in another order, so with other numbers. */
function renumbered({ pdus, room }: RandomRoom, seed: number): MemoryRoom {
  const other = new MemoryRoom();
  const shuffled = pdus
    .map((pdu, index) => ({ pdu, at: Math.sin(seed + index * 12.9898) }))
    .sort((a, b) => a.at - b.at);
  for (const { pdu } of shuffled) {
    const event = other.add(pdu);
    if (room.isRejected(room.numberOf(pdu.eventId))) other.reject(event);
  }
  return other;
}

const translated = (state: StateMap, from: MemoryRoom, to: MemoryRoom) =>
  to.stateOf(from.idsOf(state));

/** The chain of a whole state by its definition: everything that its events lead to, and themselves. */
function chainOf(events: Iterable<number>, room: MemoryRoom): ReadonlySet<number> {
  const chain = new Set(events);
  for (const event of chain) for (const cited of room.authEvents(event)) chain.add(cited);
  return chain;
}

describe.each(KNOWN_ROOM_VERSIONS)('resolution in room version %s', (version) => {
  const rules = rulesOf(version);

  it('depends neither on the order of the sets nor on that of the events', () => {
    fc.assert(
      fc.property(choices, picks, fc.nat(), (events, sets, seed) => {
        const made = randomRoom(events, rules, version);
        const states = pick(made.states, sets);
        const resolved = made.room.idsOf(resolveStates(states, made.room, rules));
        const reversed = resolveStates(states.toReversed(), made.room, rules);
        expect(made.room.idsOf(reversed)).toEqual(resolved);
        const other = renumbered(made, seed);
        const elsewhere = states.map((state) => translated(state, made.room, other));
        expect(other.idsOf(resolveStates(elsewhere, other, rules))).toEqual(resolved);
      }),
      { numRuns: 60 },
    );
  });

  it('leaves a state alone that it is given more than once', () => {
    fc.assert(
      fc.property(choices, fc.nat(), (events, which) => {
        const { room, states } = randomRoom(events, rules, version);
        const [state] = pick(states, [which]) as [StateMap];
        expect(room.idsOf(resolveStates([state, state], room, rules))).toEqual(room.idsOf(state));
      }),
      { numRuns: 30 },
    );
  });
});

describe('steps of resolution against their definitions', () => {
  const rules = rulesOf('11');

  function merge(made: RandomRoom, sets: readonly number[], seed: number) {
    // Numbers in any order: walks must not rely on parents having smaller ones.
    const room = renumbered(made, seed);
    const states = pick(made.states, sets).map((state) => translated(state, made.room, room));
    const input = { ...partition(states), stateSets: states.length, events: room };
    return { room, states, input, memory: roomMemoryOf(room) };
  }

  it('the auth difference is the union of the chains less their intersection', () => {
    fc.assert(
      fc.property(choices, picks, fc.nat(), (events, sets, seed) => {
        const { room, states, input, memory } = merge(randomRoom(events, rules, '11'), sets, seed);
        const chains = states.map((state) => chainOf(state.values(), room));
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
      fc.property(choices, picks, fc.nat(), (events, sets, seed) => {
        const { room, input, memory } = merge(randomRoom(events, rules, '11'), sets, seed);
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
