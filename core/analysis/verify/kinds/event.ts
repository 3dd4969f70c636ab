import { base64 } from '../../../base/base64';
import { canonicalJson, NotCanonicalError } from '../../../matrix/event/canonical-json';
import { hashedEventId, withoutForeignId } from '../../../matrix/event/event-id';
import { contentHash, referenceBytes, referenceHash } from '../../../matrix/event/hashes';
import type { JsonObject } from '../../../matrix/event/json';
import { receivePdu } from '../../../matrix/event/receive-pdu';
import { redact } from '../../../matrix/event/redact';
import type { RoomVersionRules } from '../../../matrix/room-versions/rules';
import type { CaseKind, VerifyContext } from '../case-kind';
import type { Fields } from '../fields';

const encoder = new TextEncoder();

/** What a redaction leaves of an event; nothing more where it is redacted again. */
export const redactionCases: CaseKind = {
  kinds: ['redaction'],
  name: 'redactions',
  check(fields, _context, checks) {
    const { redaction } = fields.rules();
    const redacted = redact(fields.object('event'), redaction);
    const expected = canonicalJson(fields.object('expected'));
    checks.same('redacted event', null, expected, canonicalJson(redacted));
    checks.same('redacted again', null, expected, canonicalJson(redact(redacted, redaction)));
  },
};

/** Whether an event is of the format of its room version. */
export const formatCases: CaseKind = {
  kinds: ['event-format'],
  name: 'event formats',
  check(fields, context, checks) {
    const offence = formatOffence(fields, context);
    const valid = fields.boolean('valid');
    const got = offence ?? 'valid';
    checks.verdict(valid === (offence === null), 'event format', null, valid, got);
  },
};

/** null: none. */
function formatOffence(fields: Fields, { platform }: VerifyContext): string | null {
  const event = withRoomId(fields.object('event'));
  try {
    const json = encoder.encode(canonicalJson(event));
    const received = receivePdu(event, json, fields.rules(), platform.hashing);
    if (received.ok) return received.value.formatRefusal?.because ?? null;
    return `${received.failure.field}: ${received.failure.reason}`;
  } catch (error) {
    if (error instanceof NotCanonicalError) return error.message;
    throw error;
  }
}

/** The exclamation mark of room IDs was lost (` not ` stands for it) where some cases were copied. */
function withRoomId(event: JsonObject): JsonObject {
  const { room_id: id } = event;
  return typeof id === 'string' ? { ...event, room_id: id.replace(/^ not /, '!') } : event;
}

/** Content hash, reference hash and event ID. */
export const hashCases: CaseKind = {
  kinds: ['event-hash', 'content-hash'],
  name: 'event hashes',
  check(fields, { platform: { hashing } }, checks) {
    const rules = rulesOfHash(fields);
    const event = withoutForeignId(fields.object('event'), rules.events);
    const given = fields.fields('event').fields('hashes').string('sha256');
    const id = fields.stringOr('event_id', null);
    const hash = contentHash(event, hashing);
    checks.same('content hash', id, fields.string('content_hash'), hash);
    const matches = fields.boolean('content_hash_matches');
    checks.same('content hash verifies', id, matches, hash === given);
    if (fields.value.kind === 'content-hash') return;
    const reference = referenceHash(event, rules, hashing);
    const expected = fields.string('reference_hash_base64');
    checks.same('reference hash', id, expected, base64(reference));
    const isGiven = rules.events.eventId === 'field';
    const ours = isGiven
      ? fields.fields('event').string('event_id')
      : hashedEventId(referenceBytes(event, rules), rules.events, hashing);
    checks.same('event ID', id, fields.string('event_id'), ours);
  },
};

/** The content hash is the same in every version. */
function rulesOfHash(fields: Fields): RoomVersionRules {
  const isAny = fields.string('room_version') === 'any';
  return isAny ? fields.rulesOf('11') : fields.rules();
}
