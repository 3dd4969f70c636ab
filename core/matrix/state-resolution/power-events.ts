import type { Pdu } from '../event/pdu';
import type { RoomVersionRules } from '../room-versions/rules';
import { pullInWholeChains } from './literal-power-events';
import type { EventNumber } from './resolver-types';
import type { RoomMemory } from './room-memory';
import type { ResolutionTrace } from './trace';

/**
 * A power event: one that may take somebody's ability to do something (room version 2, "Power
 * events"). Like deployed servers we count the create event, too.
 */
export function isPowerEvent({ type, stateKey, sender, content }: Pdu): boolean {
  switch (type) {
    case 'm.room.power_levels':
    case 'm.room.join_rules':
    case 'm.room.create':
      return stateKey === '';
    case 'm.room.member':
      if (content.membership !== 'leave' && content.membership !== 'ban') return false;
      return stateKey !== null && sender !== stateKey;
    default:
      return false;
  }
}

/**
 * The power events of the full conflicted set and the events of that set that they lead to over
 * auth_events. As on deployed servers a path may not leave the set; by the letter of the
 * specification what lies behind a gap counts, too.
 */
export function powerEventsWithAncestors(
  fullConflictedSet: readonly EventNumber[],
  memory: RoomMemory,
  rules: RoomVersionRules,
  trace: ResolutionTrace | undefined,
): readonly EventNumber[] {
  const { events, scratch } = memory;
  scratch.reset(events.eventLimit);
  const found: EventNumber[] = [];
  for (const event of fullConflictedSet) {
    if (isPowerEvent(events.pdu(event)) && scratch.add(event)) found.push(event);
  }
  const pulledInBy = trace === undefined ? undefined : found.map(() => 0);
  if (rules.stateResolution.reading === 'literal') {
    pullInWholeChains(found, fullConflictedSet, memory, pulledInBy);
  } else {
    pullInAncestors(found, memory, pulledInBy);
  }
  trace?.add({
    step: 'power-events',
    events: found.map((event, index) => ({ event, pulledInBy: pulledInBy?.[index] ?? 0 })),
  });
  return found;
}

/** Appends to `found`, which the scratch space holds, and for each what it was found from. */
function pullInAncestors(
  found: EventNumber[],
  { events, scratch, fullConflictedSet }: RoomMemory,
  pulledInBy: EventNumber[] | undefined,
): void {
  for (let next = 0; next < found.length; next++) {
    const by = found[next] as EventNumber;
    const authEvents = events.authEvents(by);
    for (let i = 0; i < authEvents.length; i++) {
      const authEvent = authEvents[i] as EventNumber;
      if (!fullConflictedSet.has(authEvent) || !scratch.add(authEvent)) continue;
      found.push(authEvent);
      pulledInBy?.push(by);
    }
  }
}
