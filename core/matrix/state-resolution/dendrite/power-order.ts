import type { Level } from '../../event-auth/level-values';
import type { RoomVersionRules } from '../../room-versions/rules';
import { criterion, rankedAt } from '../power-places';
import type { EventNumber } from '../resolver-types';
import {
  powerComparison,
  reverseTopologicalPowerOrder,
  senderLevels,
} from '../reverse-topological-power-order';
import type { RoomMemory } from '../room-memory';
import type { PowerPlace, ResolutionTrace } from '../trace';
import { type OrderFromLeaves, orderFromLeaves } from './order-from-leaves';
import { strandedEvents } from './stranded-events';

/**
 * The power events in the order in which they are checked: the specification's, or with departure K
 * Dendrite's. Only that order minds how often an event was put in, so that without departure K
 * departure P changes nothing. O(n log n).
 */
export function powerOrder(
  powerEvents: readonly EventNumber[],
  fullConflictedSet: readonly EventNumber[],
  memory: RoomMemory,
  rules: RoomVersionRules,
  trace: ResolutionTrace | undefined,
): readonly EventNumber[] {
  const { powerOrderFromLeaves, powerEventsCountedTwice } = rules.stateResolution.departures;
  if (!powerOrderFromLeaves) {
    return reverseTopologicalPowerOrder(powerEvents, memory, rules, trace);
  }
  const levels = senderLevels(powerEvents, memory, rules);
  const preferred = powerEvents.toSorted(powerComparison(levels, memory.events));
  const sets = {
    fullConflictedSet,
    powerEvents,
    chainCounts: powerEventsCountedTwice,
    createIsImplied: rules.auth.createEventIsImplied,
  };
  const parts = { preferred, stranded: strandedEvents(sets, memory), levels, memory };
  return fromLeaves(parts, trace);
}

interface Parts {
  /** By level, time and ID alone. */
  readonly preferred: readonly EventNumber[];
  readonly stranded: ReadonlySet<EventNumber>;
  readonly levels: ReadonlyMap<EventNumber, Level>;
  readonly memory: RoomMemory;
}

/** The stranded events and those on a cycle, then the rest sorted from the newest back. */
function fromLeaves(parts: Parts, trace: ResolutionTrace | undefined): readonly EventNumber[] {
  const { preferred, stranded, memory } = parts;
  const rest = preferred.filter((event) => !stranded.has(event));
  const made = orderFromLeaves(rest, memory);
  const sorted = made.order.map((index) => rest[index] as EventNumber);
  const isSorted = new Set(sorted);
  const front = preferred.filter((event) => !isSorted.has(event));
  if (trace !== undefined) {
    const order = [...strandedPlaces(front, parts), ...leafPlaces(rest, made, parts)];
    trace.add({ step: 'reverse-topological-power-order', order, from: 'leaves' });
  }
  return [...front, ...sorted];
}

/** Stranded events stand by level, time and ID, each before its rival, the next of them. */
function strandedPlaces(
  front: readonly EventNumber[],
  { levels, memory }: Parts,
): readonly PowerPlace[] {
  return front.map((event, place) => {
    const next = front[place + 1];
    const own = rankedAt(event, levels, memory.events);
    const rival = next === undefined ? null : rankedAt(next, levels, memory.events);
    const decidedBy = rival === null ? 'stranded' : criterion(own, rival);
    return { ...own, decidedBy, rival, heldBack: 0, stranded: true };
  });
}

/** Decided from the last place to the first; the event that took a place sorts after its rival. */
function leafPlaces(
  rest: readonly EventNumber[],
  { order, rivals }: OrderFromLeaves,
  { levels, memory }: Parts,
): readonly PowerPlace[] {
  const isPlaced = new Uint8Array(rest.length);
  const rank = (index: number) => rankedAt(rest[index] as EventNumber, levels, memory.events);
  const places: PowerPlace[] = [];
  let last = rest.length - 1;
  for (let place = order.length - 1; place >= 0; place--) {
    while (isPlaced[last]) last--;
    const index = order[place] as number;
    isPlaced[index] = 1;
    const rivalIndex = rivals[place] ?? -1;
    const own = rank(index);
    const rival = rivalIndex === -1 ? null : rank(rivalIndex);
    const decidedBy = rival ? criterion(own, rival) : place > 0 ? 'topology' : 'last-one';
    const heldBack = last === index ? 0 : (rest[last] as EventNumber);
    places.push({ ...own, decidedBy, rival, heldBack });
  }
  return places.reverse();
}
