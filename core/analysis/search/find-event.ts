import type { RoomEvents } from '../../roomserver/internal/query/room-events';
import { problem, type QueryProblem, type Span } from './query';

/** The row of an event by its ID or the beginning of it. O(1) for a whole ID, else O(rows). */
export function findEvent(events: RoomEvents, span: Span, eventId: string): number | QueryProblem {
  const exact = events.rowOfId(eventId);
  if (exact >= 0) return exact;
  const first = events.eventId.findIndex((id) => id.startsWith(eventId));
  if (first < 0) return problem(span, `The room has no event ${eventId.slice(0, 60)}.`);
  const isAlone = !events.eventId.some((id, row) => row > first && id.startsWith(eventId));
  if (isAlone) return first;
  return problem(span, `Several events begin with ${eventId.slice(0, 60)}. Write more of the ID.`);
}
