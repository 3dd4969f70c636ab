import fc from 'fast-check';
import { required } from '../../base/assert';
import { MemoryRoom } from '../state-resolution/memory-room';
import type { RandomRoom } from './random-room';

/** Choices for `randomRoom`. */
export const arbitraryChoices = fc.array(
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

/** Which states of a room are merged, for `picked`. */
export const arbitraryPicks = fc.array(fc.nat(), { minLength: 2, maxLength: 4 });

/** An item for each number, folded into the range of the list. */
export function picked<Item>(items: readonly Item[], numbers: readonly number[]): readonly Item[] {
  return numbers.map((number) => required(items[number % items.length], 'an item'));
}

/**
 * The same room with its events added in another order, so with other numbers: walks must not rely
 * on cited events having smaller ones.
 */
export function renumbered({ pdus, room }: RandomRoom, seed: number): MemoryRoom {
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
