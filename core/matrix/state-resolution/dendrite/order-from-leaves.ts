import { Heap } from '../../../base/heap';
import type { EventNumber } from '../resolver-types';
import type { RoomMemory } from '../room-memory';

/** An order made from its last place to its first, as indices into the list it was made of. */
export interface OrderFromLeaves {
  /** First place first; what no order reaches (it hangs on a cycle) is left out. */
  readonly order: readonly number[];
  /** For each place the leaf that would have come next; -1 where there was none. */
  readonly rivals: readonly number[];
}

/**
 * Departure K: a topological sort run from the newest back. Of the events that no remaining one
 * cites, the one that `preferred` has last goes to the front of what is ordered so far. O(n log n).
 */
export function orderFromLeaves(
  preferred: readonly EventNumber[],
  { events, scratch }: RoomMemory,
): OrderFromLeaves {
  scratch.reset(events.eventLimit);
  for (const [index, event] of preferred.entries()) scratch.set(event, index);
  const citations = new Int32Array(preferred.length);
  const forEachCited = (event: EventNumber, visit: (cited: number) => void): void => {
    const authEvents = events.authEvents(event);
    for (let i = 0; i < authEvents.length; i++) {
      const cited = scratch.get(authEvents[i] as EventNumber);
      if (cited !== undefined) visit(cited);
    }
  };
  for (const event of preferred) {
    forEachCited(event, (cited) => {
      citations[cited] = (citations[cited] as number) + 1;
    });
  }
  const leaves = new Heap((a, b) => a > b);
  for (const [index, count] of citations.entries()) if (count === 0) leaves.push(index);
  const order: number[] = [];
  const rivals: number[] = [];
  for (let index = leaves.pop(); index !== undefined; index = leaves.pop()) {
    order.push(index);
    rivals.push(leaves.peek() ?? -1);
    forEachCited(preferred[index] as EventNumber, (cited) => {
      citations[cited] = (citations[cited] as number) - 1;
      if (citations[cited] === 0) leaves.push(cited);
    });
  }
  return { order: order.reverse(), rivals: rivals.reverse() };
}
