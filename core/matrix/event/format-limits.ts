import type { Refusal } from '../event-auth/verdict';
import type { EventFormatRules } from '../room-versions/rules';
import type { Pdu } from './pdu';

const MAX_PDU_BYTES = 65_536;
const MAX_FIELD_BYTES = 255;
const MAX_PREV_EVENTS = 20;
const MAX_AUTH_EVENTS = 10;
const encoder = new TextEncoder();

/**
 * Checks the limits of the event format (server-server API "PDUs", client-server API "Size limits").
 * `size` is the event's length as canonical JSON in bytes, `forbiddenNumber` what strict canonical
 * JSON refuses (null: nothing).
 */
export function checkFormatLimits(
  pdu: Pdu,
  size: number,
  forbiddenNumber: string | null,
  rules: EventFormatRules,
): Refusal | null {
  return (
    checkSize(size) ??
    checkFieldLengths(pdu) ??
    checkListLengths(pdu) ??
    checkDepth(pdu, rules) ??
    checkIdentifiers(pdu) ??
    checkNumbers(forbiddenNumber, rules)
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

function checkDepth(pdu: Pdu, rules: EventFormatRules): Refusal | null {
  if (pdu.depth >= 0 && pdu.depth <= rules.maxDepth) return null;
  return refuse('depth', `Its depth is ${pdu.depth}; it must be from 0 to ${rules.maxDepth}.`);
}

const USER_ID = /^@[^:\0]*:.+$/s;
const ROOM_ID = /^!.+$/s;

function checkIdentifiers(pdu: Pdu): Refusal | null {
  if (!USER_ID.test(pdu.sender)) {
    return refuse('sender', `The sender ${JSON.stringify(pdu.sender)} is not a user ID.`);
  }
  if (!ROOM_ID.test(pdu.roomId)) {
    return refuse('room-id', `${JSON.stringify(pdu.roomId)} is not a room ID.`);
  }
  return null;
}

function checkNumbers(forbidden: string | null, rules: EventFormatRules): Refusal | null {
  if (!rules.strictCanonicalJson || forbidden === null) return null;
  return refuse('number', `It holds the number ${forbidden}, which canonical JSON forbids.`);
}
