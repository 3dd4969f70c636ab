import type { EventNumber } from './resolver-types';
import type { RoomMemory } from './room-memory';

/**
 * Appends to the power events `found`, which the scratch space holds, every event of their auth
 * chains that is in the full conflicted set, whatever lies between; and to `pulledInBy` for each the
 * event of the list that it was found from. Nothing below the oldest event of the set is looked at.
 */
export function pullInWholeChains(
  found: EventNumber[],
  fullConflictedSet: readonly EventNumber[],
  memory: RoomMemory,
  pulledInBy: EventNumber[] | undefined,
): void {
  const { events, scratch } = memory;
  let lowest = Number.POSITIVE_INFINITY;
  for (const event of fullConflictedSet) lowest = Math.min(lowest, memory.rank(event));
  const walked = found.map((event) => ({ event, from: event }));
  for (let next = 0; next < walked.length; next++) {
    const { event, from } = walked[next] as (typeof walked)[number];
    const authEvents = events.authEvents(event);
    for (let i = 0; i < authEvents.length; i++) {
      const authEvent = authEvents[i] as EventNumber;
      if (memory.rank(authEvent) < lowest || !scratch.add(authEvent)) continue;
      const isFound = memory.fullConflictedSet.has(authEvent);
      if (isFound) found.push(authEvent);
      if (isFound) pulledInBy?.push(from);
      walked.push({ event: authEvent, from: isFound ? authEvent : from });
    }
  }
}
