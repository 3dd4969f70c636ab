import { isPowerEvent } from '../power-events';
import type { EventNumber } from '../resolver-types';
import type { RoomMemory } from '../room-memory';

/** What the counting looks at. */
export interface CountedSets {
  readonly fullConflictedSet: readonly EventNumber[];
  /** The power events of the full conflicted set and what they reach in it. */
  readonly powerEvents: readonly EventNumber[];
  /** Departure P: a power event that is in the auth chain of the set enters a second time. */
  readonly chainCounts: boolean;
  readonly createIsImplied: boolean;
}

/**
 * Dendrite puts an event into its power events once as a power event, once more as one that another
 * leads to, and (departure P) once more as a member of what it takes for the auth difference. Its
 * sort from the newest back counts the citations of every copy but takes each event away only once,
 * so that whatever an event of several copies leads to is never free of citations: stranded. O(events
 * of the auth chains above the lowest power event).
 */
export function strandedEvents(sets: CountedSets, memory: RoomMemory): ReadonlySet<EventNumber> {
  const { events } = memory;
  const isOrdered = new Set(sets.powerEvents);
  const cited = citedWithin(sets.powerEvents, isOrdered, memory);
  const isInChain = sets.chainCounts ? inAuthChain(sets, memory) : () => false;
  const stranded = new Set<EventNumber>();
  const isSeveral = (event: EventNumber): boolean => {
    const pdu = events.pdu(event);
    // The create event is none of Dendrite's power events.
    const isPower = isPowerEvent(pdu) && pdu.type !== 'm.room.create';
    if (!isPower) return false;
    if (cited.has(event)) return true;
    return isInChain(event) && (sets.createIsImplied || events.authEvents(event).length > 0);
  };
  const stack = sets.powerEvents.filter(isSeveral);
  for (let event = stack.pop(); event !== undefined; event = stack.pop()) {
    const authEvents = events.authEvents(event);
    for (let i = 0; i < authEvents.length; i++) {
      const authEvent = authEvents[i] as EventNumber;
      if (!isOrdered.has(authEvent) || stranded.has(authEvent)) continue;
      stranded.add(authEvent);
      stack.push(authEvent);
    }
  }
  return stranded;
}

/** The events of a set that other events of it cite. */
function citedWithin(
  list: readonly EventNumber[],
  isIn: ReadonlySet<EventNumber>,
  { events }: RoomMemory,
): ReadonlySet<EventNumber> {
  const cited = new Set<EventNumber>();
  for (const event of list) {
    const authEvents = events.authEvents(event);
    for (let i = 0; i < authEvents.length; i++) {
      const authEvent = authEvents[i] as EventNumber;
      if (isIn.has(authEvent)) cited.add(authEvent);
    }
  }
  return cited;
}

/** Which events, down to the lowest power event, are in the auth chain of the full conflicted set? */
function inAuthChain(
  { fullConflictedSet, powerEvents }: CountedSets,
  memory: RoomMemory,
): (event: EventNumber) => boolean {
  const { events, scratch } = memory;
  let lowest = Number.POSITIVE_INFINITY;
  for (const event of powerEvents) lowest = Math.min(lowest, memory.rank(event));
  scratch.reset(events.eventLimit);
  const stack = [...fullConflictedSet];
  for (let event = stack.pop(); event !== undefined; event = stack.pop()) {
    const authEvents = events.authEvents(event);
    for (let i = 0; i < authEvents.length; i++) {
      const authEvent = authEvents[i] as EventNumber;
      if (memory.rank(authEvent) >= lowest && scratch.add(authEvent)) stack.push(authEvent);
    }
  }
  return (event) => scratch.has(event);
}
