import type { EventNumber } from '../resolver-types';
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
  const hangings = new Map(
    unordered.map((event) => [event, hangingOf(memory.powerLevelsOf(event), known, memory)]),
  );
  const hanging = (event: EventNumber): Hanging => hangings.get(event) ?? NOWHERE;
  const order = unordered.toSorted((a, b) => {
    const [left, right] = [hanging(a), hanging(b)];
    return (
      left.position - right.position || left.steps - right.steps || compareAge(memory.events, a, b)
    );
  });
  trace?.add({ step: 'mainline-order', order: places(order, hanging, memory) });
  return order;
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
function places(
  order: readonly EventNumber[],
  hanging: (event: EventNumber) => Hanging,
  { events }: RoomMemory,
): readonly MainlinePlace[] {
  return order.map((event, place) => {
    const { position, steps, hangsOn } = hanging(event);
    const { originServerTs } = events.pdu(event);
    const next = order[place + 1];
    const decidedBy = next === undefined ? 'last-one' : criterion(event, next);
    return { event, position, hangsOn, steps, originServerTs, decidedBy };
  });

  function criterion(event: EventNumber, next: EventNumber): MainlineCriterion {
    const [own, other] = [hanging(event), hanging(next)];
    if (own.position !== other.position) return 'mainline-position';
    if (own.steps !== other.steps) return 'steps';
    const isAge = events.pdu(event).originServerTs !== events.pdu(next).originServerTs;
    return isAge ? 'origin-server-ts' : 'event-id';
  }
}
