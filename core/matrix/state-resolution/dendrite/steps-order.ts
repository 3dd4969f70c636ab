import type { EventNumber, ResolverEvents } from '../resolver-types';
import { compareAge } from '../reverse-topological-power-order';
import type { RoomMemory } from '../room-memory';
import type { MainlineCriterion, MainlinePlace, ResolutionTrace } from '../trace';

/** Where an event hangs: 0 steps off the mainline is sent under one of its events. */
interface Hanging {
  /** Counted from the oldest mainline event, 0; 0 too where the mainline is not reached. */
  readonly position: number;
  /** Power levels events walked off the mainline. */
  readonly steps: number;
  /** The mainline event that was reached; 0 for none. */
  readonly hangsOn: EventNumber;
}

const NOWHERE: Hanging = { position: 0, steps: 0, hangsOn: 0 };

/**
 * Departure M: a mainline order by position, then by the power levels events walked off the mainline,
 * and only then by origin_server_ts and event ID; positions rise from the oldest mainline event.
 * O(n log n), and each power levels event is walked once.
 */
export function stepsOrder(
  unordered: readonly EventNumber[],
  powerLevels: EventNumber,
  memory: RoomMemory,
  trace: ResolutionTrace | undefined,
): readonly EventNumber[] {
  if (unordered.length < 2 && trace === undefined) return unordered;
  const mainline = mainlineFrom(powerLevels, memory);
  trace?.add({ step: 'mainline', events: mainline });
  const known = new Map<EventNumber, Hanging>();
  for (const [index, event] of mainline.entries()) {
    known.set(event, { position: mainline.length - 1 - index, steps: 0, hangsOn: event });
  }
  const places = unordered.map((event): Place => {
    const { position, steps, hangsOn } = hangingOf(memory.powerLevelsOf(event), known, memory);
    return { event, position, steps, hangsOn };
  });
  places.sort(
    (a, b) =>
      a.position - b.position || a.steps - b.steps || compareAge(memory.events, a.event, b.event),
  );
  trace?.add({ step: 'mainline-order', order: tracedPlaces(places, memory) });
  return places.map(({ event }) => event);
}

interface Place extends Hanging {
  readonly event: EventNumber;
}

function mainlineFrom(powerLevels: EventNumber, memory: RoomMemory): readonly EventNumber[] {
  const mainline = new Set<EventNumber>();
  for (let at = powerLevels; at !== 0 && !mainline.has(at); at = memory.powerLevelsOf(at)) {
    mainline.add(at);
  }
  return [...mainline];
}

/** Walks from a power levels event (0: none was cited) to the mainline, and notes what it passes. */
function hangingOf(
  from: EventNumber,
  known: Map<EventNumber, Hanging>,
  memory: RoomMemory,
): Hanging {
  const path: EventNumber[] = [];
  let at = from;
  while (at !== 0 && !known.has(at)) {
    // Noted before it is known, so that a cycle ends here.
    known.set(at, NOWHERE);
    path.push(at);
    at = memory.powerLevelsOf(at);
  }
  let found = known.get(at) ?? NOWHERE;
  for (const passed of path.reverse()) {
    found = { ...found, steps: found.steps + 1 };
    known.set(passed, found);
  }
  return found;
}

/** Says what decided each place, against the event at the next one. */
function tracedPlaces(places: readonly Place[], { events }: RoomMemory): readonly MainlinePlace[] {
  return places.map((place, index) => {
    const { originServerTs } = events.pdu(place.event);
    const next = places[index + 1];
    const decidedBy = next === undefined ? 'last-one' : criterion(place, next, events);
    return { ...place, originServerTs, decidedBy };
  });
}

function criterion(place: Place, next: Place, events: ResolverEvents): MainlineCriterion {
  if (place.position !== next.position) return 'mainline-position';
  if (place.steps !== next.steps) return 'steps';
  const left = events.pdu(place.event).originServerTs;
  const right = events.pdu(next.event).originServerTs;
  return left === right ? 'event-id' : 'origin-server-ts';
}
