import type { Pdu } from '../event/pdu';
import type { RoomVersionRules } from '../room-versions/rules';
import { roomVersionRules } from '../room-versions/versions';
import { refuse } from './auth-check';
import { isUserId, serverOf } from './identifiers';
import type { Refusal } from './verdict';

/** Rule R1: the create event. It is checked against nothing but itself. */
export function checkCreate(event: Pdu, rules: RoomVersionRules): Refusal | null {
  return (
    checkIsFirst(event, rules) ??
    checkRoomId(event, rules) ??
    checkRoomVersion(event, rules) ??
    checkCreatorField(event, rules) ??
    checkAdditionalCreators(event, rules)
  );
}

function checkIsFirst(event: Pdu, rules: RoomVersionRules): Refusal | null {
  if (event.prevEventIds.length === 0) return null;
  return refuse(rules, 'R1.prev-events', 'A create event must be the first event of its room.');
}

function checkRoomId(event: Pdu, rules: RoomVersionRules): Refusal | null {
  if (rules.events.roomIdIsCreateHash) {
    if (!event.hasRoomIdField) return null;
    const because = 'The create event has a room_id field, which its own event ID stands for.';
    return refuse(rules, 'R1.room-id', because);
  }
  // Whose server that is only the member event says, which comes later.
  if (rules.events.senders === 'room-keys') return null;
  const server = serverOf(event.roomId);
  if (server !== null && server === serverOf(event.sender)) return null;
  const because = `The room ID ${event.roomId} is not of the server of its creator ${event.sender}.`;
  return refuse(rules, 'R1.room-id', because);
}

function checkRoomVersion(event: Pdu, rules: RoomVersionRules): Refusal | null {
  const version = event.content.room_version;
  if (version === undefined) return null;
  if (typeof version === 'string' && roomVersionRules(version) !== undefined) return null;
  const because = 'The create event names a room version that is not known.';
  return refuse(rules, 'R1.room-version', because);
}

function checkCreatorField(event: Pdu, rules: RoomVersionRules): Refusal | null {
  if (rules.auth.creators !== 'content-creator' || event.content.creator !== undefined) return null;
  return refuse(rules, 'R1.creator', 'The create event does not say who created the room.');
}

function checkAdditionalCreators(event: Pdu, rules: RoomVersionRules): Refusal | null {
  const additional = event.content.additional_creators;
  if (rules.auth.creators !== 'sender-and-additional' || additional === undefined) return null;
  const areUserIds =
    Array.isArray(additional) &&
    additional.every((creator) => typeof creator === 'string' && isUserId(creator));
  if (areUserIds) return null;
  const because = 'additional_creators of the create event is not a list of user IDs.';
  return refuse(rules, 'R1.additional-creators', because);
}
