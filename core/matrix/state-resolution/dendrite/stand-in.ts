import { compareCodePoints } from '../../event/canonical-json';
import { authEventSelection, type StateKeyPair } from '../../event-auth/auth-event-selection';
import type { RoomVersionRules } from '../../room-versions/rules';
import type { EventNumber, TupleNumber } from '../resolver-types';
import type { RoomMemory } from '../room-memory';

/** The order in which Dendrite fills in what an event is checked against; members by user ID. */
const FILLING_ORDER: readonly string[] = [
  'm.room.create',
  'm.room.join_rules',
  'm.room.power_levels',
  'm.room.member',
  'm.room.third_party_invite',
];

/**
 * Departure F: where the partial state lacks an entry that the event cites, not the cited event is
 * filled in but the event itself, under its own key. Does it stand there once all is filled in? Later
 * entries win, so it does if it was put there after the partial state's own entry for that key.
 */
export function standsInForItself(
  event: EventNumber,
  inState: (tuple: TupleNumber) => EventNumber,
  memory: RoomMemory,
  rules: RoomVersionRules,
): boolean {
  const { events } = memory;
  const own = memory.tupleOf(event);
  const cited = citedTuples(event, memory);
  let isItself = false;
  for (const [type, stateKey] of inFillingOrder(authEventSelection(events.pdu(event), rules))) {
    const tuple = events.tuple(type, stateKey);
    if (tuple === 0) continue;
    if (inState(tuple) === 0) isItself ||= cited.has(tuple);
    else if (tuple === own) isItself = false;
  }
  return isItself;
}

function inFillingOrder(selection: readonly StateKeyPair[]): readonly StateKeyPair[] {
  return selection.toSorted(
    ([leftType, leftKey], [rightType, rightKey]) =>
      FILLING_ORDER.indexOf(leftType) - FILLING_ORDER.indexOf(rightType) ||
      compareCodePoints(leftKey, rightKey),
  );
}

/** The keys of the auth events that were not rejected. */
function citedTuples(event: EventNumber, memory: RoomMemory): ReadonlySet<TupleNumber> {
  const authEvents = memory.events.authEvents(event);
  const cited = new Set<TupleNumber>();
  for (let i = 0; i < authEvents.length; i++) {
    const authEvent = authEvents[i] as EventNumber;
    if (!memory.events.isRejected(authEvent)) cited.add(memory.tupleOf(authEvent));
  }
  return cited;
}
