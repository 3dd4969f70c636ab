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
  for (const event of unordered) notePosition(event, memory);
  const { events, scratch } = memory;
  const position = (event: EventNumber) => scratch.get(event) ?? NOT_ON_MAINLINE;
  const order = unordered.toSorted((a, b) => position(b) - position(a) || compareAge(events, a, b));
  if (trace !== undefined) {
    const places = mainlinePlaces(order, mainline, position, events);
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

/**
 * Notes, for the event and what lies on the way, the position of the first mainline event on the way
 * back over power levels events.
 */
function notePosition(event: EventNumber, memory: RoomMemory): void {
  const { scratch } = memory;
  let end = event;
  while (end !== 0 && !scratch.has(end)) {
    // Noted before it is known, so that a cycle ends here.
    scratch.set(end, NOT_ON_MAINLINE);
    end = memory.powerLevelsOf(end);
  }
  const position = end === 0 ? NOT_ON_MAINLINE : (scratch.get(end) ?? NOT_ON_MAINLINE);
  for (let at = event; at !== end; at = memory.powerLevelsOf(at)) scratch.set(at, position);
}
