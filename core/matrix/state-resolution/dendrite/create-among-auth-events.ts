import type { RoomVersionRules } from '../../room-versions/rules';
import { conflictedStateSet } from '../partition';
import type { EventNumber, ResolutionInput } from '../resolver-types';
import type { RoomMemory } from '../room-memory';

/**
 * Departure Z asks: is the room's create event in the auth chain of any conflicted event? Nearly
 * every event cites it, so the walk is short; where it is not found, all chains were walked once.
 */
export function createIsAmongAuthEvents(
  { conflicted }: ResolutionInput,
  rules: RoomVersionRules,
  memory: RoomMemory,
): boolean {
  const { events, scratch } = memory;
  const create = events.tuple('m.room.create', '');
  if (rules.auth.createEventIsImplied) return events.createEvent !== 0;
  if (create === 0) return false;
  scratch.reset(events.eventLimit);
  const stack = [...conflictedStateSet(conflicted)];
  for (let event = stack.pop(); event !== undefined; event = stack.pop()) {
    const authEvents = events.authEvents(event);
    for (let i = 0; i < authEvents.length; i++) {
      const authEvent = authEvents[i] as EventNumber;
      if (memory.tupleOf(authEvent) === create) return true;
      if (scratch.add(authEvent)) stack.push(authEvent);
    }
  }
  return false;
}
