import { isObject, type JsonObject, type JsonValue } from './json';
import type { EventId, Pdu, RoomId, UserId } from './pdu';
import { signersOf } from './signers';

/**
 * An event as published test cases and drawn graphs have it: with a symbolic ID that no hash gives
 * (`$BAN`), and without the fields that do not matter to the case. `redacts` is that of the top level:
 * only the versions that have it there decide by it.
 */
export function symbolicPdu(raw: JsonObject): Pdu {
  const eventId = text(raw.event_id) ?? '$unnamed';
  const roomId = text(raw.room_id) ?? (raw.type === 'm.room.create' ? `!${eventId.slice(1)}` : '');
  const content = isObject(raw.content) ? raw.content : {};
  return {
    eventId: eventId as EventId,
    roomId: roomId as RoomId,
    hasRoomIdField: raw.room_id !== undefined,
    type: text(raw.type) ?? '',
    stateKey: text(raw.state_key),
    sender: (text(raw.sender) ?? '') as UserId,
    content,
    depth: integer(raw.depth),
    originServerTs: Number(integer(raw.origin_server_ts)),
    prevEventIds: references(raw.prev_events),
    authEventIds: references(raw.auth_events),
    redacts: text(raw.redacts),
    signedBy: isObject(raw.signatures) ? signersOf(raw.signatures) : [],
  };
}

function text(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function integer(value: JsonValue | undefined): number | bigint {
  return typeof value === 'number' || typeof value === 'bigint' ? value : 0;
}

/** Plain IDs, or `[id, hashes]` pairs. A list of plain IDs is taken as it is. */
function references(value: JsonValue | undefined): readonly EventId[] {
  if (!Array.isArray(value)) return [];
  if (value.every(isText)) return value as readonly string[] as readonly EventId[];
  const ids = value.map((entry: JsonValue) => (Array.isArray(entry) ? entry[0] : entry));
  return ids.filter(isText) as EventId[];
}

function isText(value: JsonValue | undefined): value is string {
  return typeof value === 'string';
}
