import { CsrBuilder, reverseCsr } from '../../base/csr';
import { Heap } from '../../base/heap';
import { compareCodePoints } from '../event/canonical-json';
import { compareLevels, type Level } from '../event-auth/level-values';
import { levelOfUser } from '../event-auth/levels';
import type { RoomVersionRules } from '../room-versions/rules';
import { powerPlaces } from './power-places';
import type { EventNumber, ResolverEvents } from './resolver-types';
import type { RoomMemory } from './room-memory';
import type { ResolutionTrace } from './trace';

/**
 * Orders events so that auth events come before what cites them, and otherwise by the sender's
 * level (highest first), origin_server_ts and event ID (room version 2, "Reverse topological power
 * ordering"). Kahn's algorithm with a heap: O(n log n). Events on a cycle are left out.
 */
export function reverseTopologicalPowerOrder(
  unordered: readonly EventNumber[],
  memory: RoomMemory,
  rules: RoomVersionRules,
  trace: ResolutionTrace | undefined,
): readonly EventNumber[] {
  const levels = senderLevels(unordered, memory, rules);
  const byPower = unordered.toSorted(powerComparison(levels, memory.events));
  const rivals: number[] | undefined = trace === undefined ? undefined : [];
  const order = topological(byPower, memory, rivals);
  if (trace !== undefined && rivals !== undefined) {
    const places = powerPlaces({
      preferred: byPower,
      order,
      rivals,
      levels,
      events: memory.events,
    });
    trace.add({ step: 'reverse-topological-power-order', order: places });
  }
  return order.map((index) => byPower[index] as EventNumber);
}

/** The level of each event's sender. */
export function senderLevels(
  unordered: readonly EventNumber[],
  memory: RoomMemory,
  rules: RoomVersionRules,
): ReadonlyMap<EventNumber, Level> {
  return new Map(unordered.map((event) => [event, senderLevel(event, memory, rules)]));
}

/** The level is read from the power levels event that the event itself cites, not from any state. */
function senderLevel(event: EventNumber, memory: RoomMemory, rules: RoomVersionRules): Level {
  const { events } = memory;
  const powerLevels = memory.powerLevelsOf(event);
  if (powerLevels === 0 && rules.stateResolution.departures.creatorLevelIsZero) return 0;
  const create = events.createEvent === 0 ? undefined : events.pdu(events.createEvent);
  const cited = powerLevels === 0 ? undefined : events.pdu(powerLevels);
  return levelOfUser(events.pdu(event).sender, cited, create, rules);
}

/** Best first, by the three criteria alone. */
export function powerComparison(
  levels: ReadonlyMap<EventNumber, Level>,
  events: ResolverEvents,
): (a: EventNumber, b: EventNumber) => number {
  return (a, b) =>
    compareLevels(levels.get(b) ?? 0, levels.get(a) ?? 0) || compareAge(events, a, b);
}

/** By origin_server_ts, then event ID as bytes: the last two keys of both orders of version 2. */
export function compareAge(events: ResolverEvents, a: EventNumber, b: EventNumber): number {
  const left = events.pdu(a);
  const right = events.pdu(b);
  return (
    left.originServerTs - right.originServerTs || compareCodePoints(left.eventId, right.eventId)
  );
}

/**
 * `preferred`: the nodes, in the order in which ready ones are taken. Gives indices into it. `rivals`
 * is told, for each place, the next of the ready ones; -1 where there is none.
 */
function topological(
  preferred: readonly EventNumber[],
  { events, scratch }: RoomMemory,
  rivals: number[] | undefined,
): readonly number[] {
  scratch.reset(events.eventLimit);
  for (const [index, event] of preferred.entries()) scratch.set(event, index);
  const waiting = new Int32Array(preferred.length);
  const edges = new CsrBuilder();
  for (const [index, event] of preferred.entries()) {
    const authEvents = events.authEvents(event);
    for (let i = 0; i < authEvents.length; i++) {
      const cited = scratch.get(authEvents[i] as EventNumber);
      if (cited === undefined) continue;
      edges.add(cited);
      waiting[index] = (waiting[index] as number) + 1;
    }
    edges.endNode();
  }
  const citing = reverseCsr(edges.build());
  const ready = new Heap((a, b) => a < b);
  for (const [index, count] of waiting.entries()) if (count === 0) ready.push(index);
  const order: number[] = [];
  for (let index = ready.pop(); index !== undefined; index = ready.pop()) {
    order.push(index);
    rivals?.push(ready.peek() ?? -1);
    for (let at = citing.start[index] ?? 0; at < (citing.start[index + 1] ?? 0); at++) {
      const next = citing.targets[at] as number;
      waiting[next] = (waiting[next] as number) - 1;
      if (waiting[next] === 0) ready.push(next);
    }
  }
  return order;
}
