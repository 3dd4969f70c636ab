import type { Pdu } from '../event/pdu';
import type { RoomVersionRules } from '../room-versions/rules';
import { refuse } from './auth-check';
import { authEventSelection } from './auth-event-selection';
import type { HeldAuthEvent } from './auth-state';
import { checkCreate } from './create';
import type { Refusal } from './verdict';

/**
 * The rules that need no state: R1 for the create event, for all others R1b (version 12: the room
 * ID is that of an accepted create event) and R2 (the auth events that the event cites).
 * `cited` are those of its auth events that are held, in its order; `create` is the room's create
 * event whether cited or not.
 */
export function checkAuthEvents(
  event: Pdu,
  cited: readonly HeldAuthEvent[],
  create: HeldAuthEvent | undefined,
  rules: RoomVersionRules,
): Refusal | null {
  if (event.type === 'm.room.create')
    return checkCreate(event, rules) ?? checkIsOnlyOne(event, create, rules);
  return (
    checkRoomId(event, create, rules) ??
    checkDuplicates(event, cited, rules) ??
    checkSelection(event, cited, rules) ??
    checkNoneRejected(cited, rules) ??
    checkCitesCreate(event, cited, create, rules) ??
    checkSameRoom(event, cited, rules)
  );
}

/**
 * A room has one create event. The specification leaves it at that; without this a second one, which
 * needs no parent, would start the room anew.
 */
function checkIsOnlyOne(
  event: Pdu,
  create: HeldAuthEvent | undefined,
  rules: RoomVersionRules,
): Refusal | null {
  if (event.stateKey !== '' || create === undefined || create.rejected) return null;
  if (create.pdu.eventId === event.eventId) return null;
  return refuse(rules, 'R1.second', 'The room was created before, by another event.', [create.pdu]);
}

/** Rule R1b (version 12). */
function checkRoomId(
  event: Pdu,
  create: HeldAuthEvent | undefined,
  rules: RoomVersionRules,
): Refusal | null {
  if (!rules.auth.createEventIsImplied) return null;
  if (create === undefined) {
    const because = `No create event is known for the room ID ${event.roomId}.`;
    return refuse(rules, 'R1b', because);
  }
  if (create.rejected) {
    return refuse(rules, 'R1b', 'The create event of the room was itself refused.', [create.pdu]);
  }
  if (create.pdu.eventId.slice(1) === event.roomId.slice(1)) return null;
  const because = `The room ID ${event.roomId} is not the ID of the room's create event.`;
  return refuse(rules, 'R1b', because, [create.pdu]);
}

/** Rule R2, first entry. An event ID that is cited twice is a duplicate as well. */
function checkDuplicates(
  event: Pdu,
  cited: readonly HeldAuthEvent[],
  rules: RoomVersionRules,
): Refusal | null {
  const seen = new Map<string, Pdu>();
  for (const { pdu } of cited) {
    const key = JSON.stringify([pdu.type, pdu.stateKey]);
    const other = seen.get(key);
    if (other !== undefined) {
      const because = `It cites two auth events of type ${pdu.type} for ${named(pdu)}.`;
      return refuse(rules, 'R2.duplicate', because, [other, pdu]);
    }
    seen.set(key, pdu);
  }
  if (new Set(event.authEventIds).size === event.authEventIds.length) return null;
  return refuse(rules, 'R2.duplicate', 'It cites one of its auth events twice.');
}

/** Rule R2, second entry. */
function checkSelection(
  event: Pdu,
  cited: readonly HeldAuthEvent[],
  rules: RoomVersionRules,
): Refusal | null {
  const selection = authEventSelection(event, rules);
  const isSelected = (pdu: Pdu): boolean =>
    selection.some(([type, stateKey]) => type === pdu.type && stateKey === pdu.stateKey);
  const stray = cited.find(({ pdu }) => !isSelected(pdu))?.pdu;
  if (stray === undefined) return null;
  const because = `It cites ${stray.type} of ${named(stray)}, which has no bearing on it.`;
  return refuse(rules, 'R2.not-selected', because, [stray]);
}

/** Rule R2, third entry. */
function checkNoneRejected(
  cited: readonly HeldAuthEvent[],
  rules: RoomVersionRules,
): Refusal | null {
  const rejected = cited.find((held) => held.rejected)?.pdu;
  if (rejected === undefined) return null;
  const because = `It relies on ${rejected.type} of ${named(rejected)}, which was itself rejected.`;
  return refuse(rules, 'R2.rejected', because, [rejected]);
}

/** Rule R2, fourth entry. Where cited events are missing and no create event is known, nobody can tell. */
function checkCitesCreate(
  event: Pdu,
  cited: readonly HeldAuthEvent[],
  create: HeldAuthEvent | undefined,
  rules: RoomVersionRules,
): Refusal | null {
  if (rules.auth.createEventIsImplied) return null;
  if (cited.some(({ pdu }) => pdu.type === 'm.room.create' && pdu.stateKey === '')) return null;
  if (create === undefined && cited.length < event.authEventIds.length) return null;
  const because = 'It does not cite the create event of the room.';
  return refuse(rules, 'R2.no-create', because, [create?.pdu]);
}

/** Rule R2, last entry. */
function checkSameRoom(
  event: Pdu,
  cited: readonly HeldAuthEvent[],
  rules: RoomVersionRules,
): Refusal | null {
  const stranger = cited.find(({ pdu }) => pdu.roomId !== event.roomId)?.pdu;
  if (stranger === undefined) return null;
  const because = `It cites ${stranger.eventId}, which belongs to another room.`;
  return refuse(rules, 'R2.other-room', because, [stranger]);
}

function named({ stateKey, sender }: Pdu): string {
  if (stateKey === null) return `a message of ${sender}`;
  return stateKey === '' ? 'the room' : stateKey;
}
