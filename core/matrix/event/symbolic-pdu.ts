import { isObject, type JsonObject, type JsonValue } from './json';
import type { EventId, Pdu, RoomId, UserId } from './pdu';

/**
 * An event as published test cases and drawn graphs have it: with a symbolic ID that no hash gives
 * (`$BAN`), and without the fields that do not matter to the case.
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
    depth: typeof raw.depth === 'number' || typeof raw.depth === 'bigint' ? raw.depth : 0,
    originServerTs: typeof raw.origin_server_ts === 'number' ? raw.origin_server_ts : 0,
    prevEventIds: references(raw.prev_events),
    authEventIds: references(raw.auth_events),
    redacts: text(raw.redacts) ?? text(content.redacts),
    signedBy: isObject(raw.signatures) ? Object.keys(raw.signatures) : [],
  };
}

function text(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
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
