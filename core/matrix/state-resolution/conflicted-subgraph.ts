import type { EventNumber } from './resolver-types';
import type { RoomMemory } from './room-memory';

/**
 * The conflicted state subgraph (room version 12): the events on any auth_events path from one
 * conflicted event to another, both ends included. An event below the lowest conflicted rank cannot
 * lie on one, so the walk stops there. O(n log n) in the events between.
 */
export function conflictedStateSubgraph(
  conflicted: readonly EventNumber[],
  memory: RoomMemory,
): readonly EventNumber[] {
  const { events, scratch } = memory;
  const { authEdges } = events;
  let lowest = Number.POSITIVE_INFINITY;
  for (const event of conflicted) lowest = Math.min(lowest, memory.rank(event));
  scratch.reset(events.eventLimit);
  const reached: EventNumber[] = [];
  for (const event of conflicted) if (scratch.add(event)) reached.push(event);
  const ends = reached.length;
  for (let next = 0; next < reached.length; next++) {
    const event = reached[next] as EventNumber;
    const end = authEdges.end(event);
    for (let edge = authEdges.start(event); edge < end; edge++) {
      const authEvent = authEdges.cited(edge);
      if (memory.rank(authEvent) >= lowest && scratch.add(authEvent)) reached.push(authEvent);
    }
  }
  return withConflictedAncestor(reached, ends, memory);
}

/** Of events that conflicted ones lead to (the first `ends` being those), the ones that lead to one. */
function withConflictedAncestor(
  reached: readonly EventNumber[],
  ends: number,
  memory: RoomMemory,
): readonly EventNumber[] {
  const { events, scratch } = memory;
  const { authEdges } = events;
  scratch.reset(events.eventLimit);
  for (let i = 0; i < ends; i++) scratch.add(reached[i] as EventNumber);
  const rising = reached.toSorted((a, b) => memory.rank(a) - memory.rank(b));
  for (const event of rising) {
    const end = authEdges.end(event);
    for (let edge = authEdges.start(event); edge < end; edge++) {
      if (scratch.has(authEdges.cited(edge))) scratch.add(event);
    }
  }
  return rising.filter((event) => scratch.has(event));
}
