import { mainlinePlaces, NOT_ON_MAINLINE } from './mainline-places';
import type { EventNumber } from './resolver-types';
import { compareAge } from './reverse-topological-power-order';
import type { RoomMemory } from './room-memory';
import type { ResolutionTrace } from './trace';

/**
 * Orders events by the power levels they were sent under, oldest first, then by origin_server_ts
 * and event ID (room version 2, "Mainline ordering"). `powerLevels` is the power levels event of the
 * partially resolved state, 0 where it has none: then no event is on the mainline.
 */
export function mainlineOrder(
  unordered: readonly EventNumber[],
  powerLevels: EventNumber,
  memory: RoomMemory,
  trace: ResolutionTrace | undefined,
): readonly EventNumber[] {
  if (unordered.length < 2 && trace === undefined) return unordered;
  const mainline = markMainline(powerLevels, memory);
  trace?.add({ step: 'mainline', events: mainline });
  const positions = new Map(unordered.map((event) => [event, mainlinePosition(event, memory)]));
  const position = (event: EventNumber) => positions.get(event) ?? NOT_ON_MAINLINE;
  const order = unordered.toSorted(
    (a, b) => position(b) - position(a) || compareAge(memory.events, a, b),
  );
  if (trace !== undefined) {
    const places = mainlinePlaces(order, mainline, position, memory.events);
    trace.add({ step: 'mainline-order', order: places });
  }
  return order;
}

/** Numbers the mainline in the scratch space: 0 for `powerLevels`, and on along its power levels. */
function markMainline(powerLevels: EventNumber, memory: RoomMemory): readonly EventNumber[] {
  const { scratch, events } = memory;
  scratch.reset(events.eventLimit);
  const mainline: EventNumber[] = [];
  for (let at = powerLevels; at !== 0 && !scratch.has(at); at = memory.powerLevelsOf(at)) {
    scratch.set(at, mainline.length);
    mainline.push(at);
  }
  return mainline;
}

/** The first mainline event on the way back from the event. What is found is noted along the way. */
function mainlinePosition(event: EventNumber, memory: RoomMemory): number {
  const { scratch } = memory;
  const path: EventNumber[] = [];
  let at = event;
  while (at !== 0 && !scratch.has(at)) {
    // Noted before it is known, so that a cycle ends here.
    scratch.set(at, NOT_ON_MAINLINE);
    path.push(at);
    at = memory.powerLevelsOf(at);
  }
  const position = at === 0 ? NOT_ON_MAINLINE : (scratch.get(at) ?? NOT_ON_MAINLINE);
  for (const passed of path) scratch.set(passed, position);
  return position;
}
