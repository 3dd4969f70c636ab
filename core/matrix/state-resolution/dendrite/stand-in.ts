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
  let ofState: StateKeyPair | null = null;
  let itself: StateKeyPair | null = null;
  for (const pair of authEventSelection(events.pdu(event), rules)) {
    const tuple = events.tuple(pair[0], pair[1]);
    if (tuple === 0) continue;
    const isHeld = inState(tuple) !== 0;
    if (isHeld && tuple === own) ofState = pair;
    if (isHeld || (itself !== null && compareFilling(pair, itself) < 0)) continue;
    if (cites(event, tuple, memory)) itself = pair;
  }
  return itself !== null && (ofState === null || compareFilling(itself, ofState) > 0);
}

function compareFilling(left: StateKeyPair, right: StateKeyPair): number {
  return (
    FILLING_ORDER.indexOf(left[0]) - FILLING_ORDER.indexOf(right[0]) ||
    compareCodePoints(left[1], right[1])
  );
}

/** Has it an auth event of that key which was not rejected? */
function cites(event: EventNumber, tuple: TupleNumber, memory: RoomMemory): boolean {
  const { authEdges } = memory.events;
  for (let at = authEdges.start(event); at < authEdges.end(event); at++) {
    const cited = authEdges.cited(at);
    if (memory.tupleOf(cited) === tuple && !memory.events.isRejected(cited)) return true;
  }
  return false;
}
