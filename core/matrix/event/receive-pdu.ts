import { sameBase64 } from '../../base/base64';
import type { Hashing } from '../../base/platform-port';
import { failure, type Result, success } from '../../base/result';
import type { RoomVersionRules } from '../room-versions/rules';
import { CanonicalForms } from './canonical-forms';
import { NotCanonicalError } from './canonical-json';
import { hashedEventId, withoutForeignId } from './event-id';
import { checkFormatLimits, checkNesting, checkStrictText } from './format-limits';
import { isObject, type JsonObject } from './json';
import type { ContentHashCheck, EventId, Pdu, ReceivedPdu, RoomId, UserId } from './pdu';
import {
  FieldError,
  readInteger,
  readObject,
  readOptionalString,
  readReferences,
  readString,
} from './read-fields';
import { redact } from './redact';
import { signersOf } from './signers';

/** What is wrong with an event that cannot be read at all: which field, and why. */
export interface UnreadableEvent {
  readonly field: string;
  readonly reason: string;
}

/** Scratch memory, filled anew by every event. */
const forms = new CanonicalForms();

/**
 * Reads one event of a room of known version: checks the types of its fields, computes its content
 * hash and event ID, and takes the redacted form for decisions where the hash does not verify
 * (server-server API, "Checks performed on receipt of a PDU", steps 1 and 3).
 * `json` is the event's text as received; `value` the same, parsed.
 */
export function receivePdu(
  value: JsonObject,
  json: Uint8Array,
  rules: RoomVersionRules,
  hashing: Hashing,
): Result<ReceivedPdu, UnreadableEvent> {
  try {
    const { event, givenId } = withoutGivenId(value, rules);
    forms.read(event, json, rules);
    const hash = checkContentHash(event, hashing);
    const trusted = hash === 'valid' ? event : redact(event, rules.redaction);
    const eventId = eventIdOf(givenId, rules, hashing);
    const pdu = readPdu(trusted, event, eventId, rules);
    const formatRefusal = checkFormat(pdu, json, rules);
    const differs = givenId !== null && givenId !== eventId;
    return success({
      pdu,
      json,
      contentHash: hash,
      signatures: 'unchecked',
      formatRefusal,
      givenEventId: differs ? (givenId as EventId) : null,
    });
  } catch (error) {
    if (error instanceof FieldError) return failure({ field: error.field, reason: error.reason });
    if (error instanceof NotCanonicalError) {
      return failure({ field: 'event', reason: error.message });
    }
    throw error;
  }
}

function withoutGivenId(
  value: JsonObject,
  rules: RoomVersionRules,
): { event: JsonObject; givenId: string | null } {
  if (value.event_id === undefined) return { event: value, givenId: null };
  const givenId = readString(value, 'event_id');
  return { event: withoutForeignId(value, rules.events), givenId };
}

function eventIdOf(givenId: string | null, rules: RoomVersionRules, hashing: Hashing): EventId {
  if (rules.events.eventId !== 'field')
    return hashedEventId(forms.referenceBytes(), rules.events, hashing);
  if (givenId === null) throw new FieldError('event_id', 'missing, expected a string');
  return givenId as EventId;
}

function checkContentHash(event: JsonObject, hashing: Hashing): ContentHashCheck {
  const unsigned = event.unsigned;
  if (isObject(unsigned) && unsigned.redacted_because !== undefined) return 'redacted';
  const given = readString(readObject(event, 'hashes'), 'sha256');
  const computed = hashing.sha256Base64(forms.contentHashBytes(), 'standard');
  return sameBase64(given, computed) ? 'valid' : 'mismatch';
}

function readPdu(
  trusted: JsonObject,
  event: JsonObject,
  eventId: EventId,
  rules: RoomVersionRules,
): Pdu {
  const type = readString(event, 'type');
  const content = readObject(event, 'content');
  const isImplied = rules.events.roomIdIsCreateHash && type === 'm.room.create';
  const hasRoomIdField = event.room_id !== undefined;
  return {
    eventId,
    roomId: (isImplied ? `!${eventId.slice(1)}` : readString(event, 'room_id')) as RoomId,
    hasRoomIdField,
    type,
    stateKey: readOptionalString(event, 'state_key'),
    sender: readString(event, 'sender') as UserId,
    content: trusted === event ? content : readObject(trusted, 'content'),
    depth: readInteger(event, 'depth'),
    originServerTs: Number(readInteger(event, 'origin_server_ts')),
    prevEventIds: readReferences(event, 'prev_events', rules.events.references) as EventId[],
    authEventIds: readReferences(event, 'auth_events', rules.events.references) as EventId[],
    redacts: readRedacts(trusted, rules),
    signedBy: readSigners(event),
  };
}

/** Generated and stripped events carry no signatures at all: nobody signed them. */
function readSigners(event: JsonObject): readonly string[] {
  return event.signatures === undefined ? [] : signersOf(readObject(event, 'signatures'));
}

/** A redaction's target is not checked for its type here: a wrong one redacts nothing. */
function readRedacts(trusted: JsonObject, rules: RoomVersionRules): string | null {
  if (rules.redaction.redactsIn === 'top-level') return asString(trusted.redacts);
  const content = trusted.content;
  return isObject(content) ? asString(content.redacts) : null;
}

function asString(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Text this short cannot exceed the limit as canonical JSON, which never is longer than 6 times it. */
const SURELY_SMALL = 10_000;

function checkFormat(pdu: Pdu, json: Uint8Array, rules: RoomVersionRules) {
  const size = json.length <= SURELY_SMALL ? json.length : forms.size();
  const refusal = checkFormatLimits(pdu, size, rules.events) ?? checkNesting(forms.nesting());
  if (refusal !== null || !rules.events.strictCanonicalJson) return refusal;
  return checkStrictText(forms.findForbiddenNumber(), forms.findDuplicateKey());
}
