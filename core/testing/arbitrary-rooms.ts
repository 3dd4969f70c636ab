import fc from 'fast-check';
import { required } from '../base/assert';
import type { Pdu } from '../matrix/event/pdu';
import type { RoomVersionRules } from '../matrix/room-versions/rules';
import { MemoryRoom } from '../matrix/state-resolution/memory-room';
import type { StateMap } from '../matrix/state-resolution/partition';
import type { EventNumber, TupleNumber } from '../matrix/state-resolution/resolver-types';
import { type RandomRoom, randomRoom } from '../matrix/testing/random-room';

const arbitraryChoices = fc.array(
  fc.record({
    what: fc.nat(7),
    sender: fc.nat(3),
    target: fc.nat(3),
    prev: fc.nat(),
    otherPrev: fc.oneof(fc.constant(0), fc.nat()),
    stale: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat()),
    timestamp: fc.nat(20),
  }),
  { minLength: 5, maxLength: 40, size: 'max' },
);

const arbitraryPicks = fc.array(fc.nat(), { minLength: 2, maxLength: 4 });

/** An item for each number, folded into the range of the list. */
function picked<Item>(items: readonly Item[], numbers: readonly number[]): readonly Item[] {
  return numbers.map((number) => required(items[number % items.length], 'an item'));
}

/** A merge for `mergeOf`: a room, the numbers of its events, and which states are merged. */
export const arbitraryMerge = fc.record({
  choices: arbitraryChoices,
  numbering: fc.nat(),
  picks: arbitraryPicks,
  /** Whether the states are made up. */
  wild: fc.boolean(),
});
type ArbitraryMerge = typeof arbitraryMerge extends fc.Arbitrary<infer Value> ? Value : never;

export interface RandomMerge {
  readonly pdus: readonly Pdu[];
  readonly room: MemoryRoom;
  readonly sets: readonly StateMap[];
}

/**
 * States to be merged: after some events of the room, or made up, each key with whatever accepted
 * event stands for it (in half of the keys the same in all states). No server would have the latter,
 * but they hold far more of what a resolution has to settle.
 */
export function mergeOf(
  { choices, numbering, picks, wild }: ArbitraryMerge,
  rules: RoomVersionRules,
  version: string,
): RandomMerge {
  const made = randomRoom(choices, rules, version);
  const { pdus } = made;
  const room = renumbered(made, numbering);
  if (wild) return { pdus, room, sets: picks.map((seed) => madeUpState(room, seed, picks.length)) };
  const sets = picked(made.states, picks).map((state) => room.stateOf(made.room.idsOf(state)));
  return { pdus, room, sets };
}

function madeUpState(room: MemoryRoom, seed: number, common: number): StateMap {
  const values = new Map<TupleNumber, EventNumber[]>();
  for (let event = 1; event < room.eventLimit; event++) {
    const tuple = room.isRejected(event) ? 0 : room.tupleOf(event);
    if (tuple !== 0) values.set(tuple, [...(values.get(tuple) ?? []), event]);
  }
  const state = new Map<TupleNumber, EventNumber>();
  for (const [tuple, events] of values) {
    const isCommon = pseudoRandom(common, tuple) < 0.5;
    const at = Math.floor(pseudoRandom(isCommon ? common : seed, -tuple) * (events.length + 1));
    const event = events[at] ?? (events[0] === room.createEvent ? events[0] : undefined);
    if (event !== undefined) state.set(tuple, event);
  }
  return state;
}

/** At least 0, less than 1, and the same for the same numbers. */
function pseudoRandom(a: number, b: number): number {
  const value = Math.sin((a % 65_521) * 12.9898 + b * 78.233) * 43_758.5453;
  return value - Math.floor(value);
}

/**
 * The same room with its events added in another order, so with other numbers: walks must not rely
 * on cited events having smaller ones.
 */
export function renumbered(
  { pdus, room }: Pick<RandomRoom, 'pdus' | 'room'>,
  seed: number,
): MemoryRoom {
  const other = new MemoryRoom();
  const shuffled = pdus
    .map((pdu, index) => ({ pdu, at: pseudoRandom(seed, index) }))
    .sort((a, b) => a.at - b.at);
  for (const { pdu } of shuffled) {
    const event = other.add(pdu);
    if (room.isRejected(room.numberOf(pdu.eventId))) other.reject(event);
  }
  return other;
}
