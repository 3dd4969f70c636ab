import { looksLikeRoomKey } from '../event-auth/identifiers';
import type { Refusal } from '../event-auth/verdict';
import type { EventFormatRules } from '../room-versions/rules';
import type { EventId, Pdu } from './pdu';

const MAX_PDU_BYTES = 65_536;
const MAX_FIELD_BYTES = 255;
const MAX_PREV_EVENTS = 20;
const MAX_AUTH_EVENTS = 10;
const encoder = new TextEncoder();

/**
 * Checks the limits of the event format (server-server API "PDUs", client-server API "Size limits").
 * `size` is the event's length as canonical JSON in bytes.
 */
export function checkFormatLimits(pdu: Pdu, size: number, rules: EventFormatRules): Refusal | null {
  return (
    checkSize(size) ??
    checkFieldLengths(pdu) ??
    checkListLengths(pdu) ??
    checkCitesNoCreate(pdu, rules) ??
    checkDepth(pdu, rules) ??
    checkIdentifiers(pdu, rules)
  );
}

function refuse(rule: string, because: string): Refusal {
  return { ruleId: `format.${rule}`, section: 'Event format', because, evidence: [] };
}

function checkSize(size: number): Refusal | null {
  if (size <= MAX_PDU_BYTES) return null;
  return refuse('size', `The event has ${size} bytes; the limit is ${MAX_PDU_BYTES}.`);
}

function checkFieldLengths(pdu: Pdu): Refusal | null {
  const fields: readonly (readonly [string, string | null])[] = [
    ['sender', pdu.sender],
    ['room_id', pdu.roomId],
    ['type', pdu.type],
    ['state_key', pdu.stateKey],
    ['event_id', pdu.eventId],
  ];
  for (const [name, text] of fields) {
    if (text !== null && text.length * 3 > MAX_FIELD_BYTES) {
      const bytes = encoder.encode(text).length;
      if (bytes > MAX_FIELD_BYTES) {
        return refuse(
          'field-length',
          `${name} has ${bytes} bytes; the limit is ${MAX_FIELD_BYTES}.`,
        );
      }
    }
  }
  return null;
}

function checkListLengths(pdu: Pdu): Refusal | null {
  if (pdu.prevEventIds.length > MAX_PREV_EVENTS) {
    const count = pdu.prevEventIds.length;
    return refuse('prev-events', `It names ${count} prev events; the limit is ${MAX_PREV_EVENTS}.`);
  }
  if (pdu.authEventIds.length > MAX_AUTH_EVENTS) {
    const count = pdu.authEventIds.length;
    return refuse('auth-events', `It cites ${count} auth events; the limit is ${MAX_AUTH_EVENTS}.`);
  }
  return null;
}

/** Version 12: the room ID says which event created the room, so that no event cites it. */
function checkCitesNoCreate(pdu: Pdu, rules: EventFormatRules): Refusal | null {
  if (!rules.roomIdIsCreateHash) return null;
  const create = `$${pdu.roomId.slice(1)}`;
  if (!pdu.authEventIds.some((id) => id === create)) return null;
  const because = 'It cites the create event, which its room ID stands for.';
  return { ...refuse('cites-create', because), evidence: [create as EventId] };
}

function checkDepth(pdu: Pdu, rules: EventFormatRules): Refusal | null {
  if (pdu.depth >= 0 && pdu.depth <= rules.maxDepth) return null;
  return refuse('depth', `Its depth is ${pdu.depth}; it must be from 0 to ${rules.maxDepth}.`);
}

const USER_ID = /^@[^:\0]*:.+$/s;
const ROOM_ID = /^!.+$/s;

function checkIdentifiers(pdu: Pdu, { senders }: EventFormatRules): Refusal | null {
  const isSender = senders === 'user-ids' ? USER_ID.test(pdu.sender) : looksLikeRoomKey(pdu.sender);
  if (!isSender) {
    const wanted = senders === 'user-ids' ? 'a user ID' : "a user's key";
    return refuse('sender', `The sender ${JSON.stringify(pdu.sender)} is not ${wanted}.`);
  }
  if (!ROOM_ID.test(pdu.roomId)) {
    return refuse('room-id', `${JSON.stringify(pdu.roomId)} is not a room ID.`);
  }
  return null;
}

/**
 * The specification sets no limit to nesting; deployed servers cannot read an event nested deeper
 * than this (Python stops near 1,000 levels, Go at 10,000), so that it never gets into a room.
 */
const MAX_NESTING = 1000;

export function checkNesting(levels: number): Refusal | null {
  if (levels <= MAX_NESTING) return null;
  return refuse('nesting', `It is nested ${levels} levels deep; the limit is ${MAX_NESTING}.`);
}

/**
 * What versions with strict canonical JSON refuse besides: a number written as it forbids, and a key
 * that stands twice in one object (null: there is none). Older versions take numbers as they come, and
 * of a key's values the last.
 */
export function checkStrictText(number: string | null, key: string | null): Refusal | null {
  if (number !== null)
    return refuse('number', `It holds the number ${number}, which canonical JSON forbids.`);
  if (key === null) return null;
  const because = `It holds the key ${JSON.stringify(key)} twice in one object.`;
  return refuse('duplicate-key', because);
}
