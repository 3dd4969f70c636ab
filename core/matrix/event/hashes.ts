import { base64, base64UrlSafe } from '../../base/base64';
import type { Hashing } from '../../base/platform-port';
import type { RoomVersionRules } from '../room-versions/rules';
import { canonicalJsonWithout } from './canonical-json';
import type { JsonObject } from './json';
import type { EventId } from './pdu';
import { redact } from './redact';

const NOT_HASHED: ReadonlySet<string> = new Set(['unsigned', 'signatures', 'hashes']);
const NOT_REFERENCED: ReadonlySet<string> = new Set(['unsigned', 'signatures']);
const encoder = new TextEncoder();

/** The content hash (server-server API, "Calculating the content hash for an event"), base64. */
export function contentHash(event: JsonObject, hashing: Hashing): string {
  return base64(hashing.sha256(encoder.encode(canonicalJsonWithout(event, NOT_HASHED))));
}

/** The reference hash (server-server API, "Calculating the reference hash for an event"). */
export function referenceHash(
  event: JsonObject,
  rules: RoomVersionRules,
  hashing: Hashing,
): Uint8Array {
  const redacted = redact(event, rules.redaction);
  return hashing.sha256(encoder.encode(canonicalJsonWithout(redacted, NOT_REFERENCED)));
}

/** The event ID that the reference hash gives (room version 3 on). */
export function hashedEventId(
  event: JsonObject,
  rules: RoomVersionRules,
  hashing: Hashing,
): EventId {
  const hash = referenceHash(event, rules, hashing);
  const urlSafe = rules.events.eventId === 'hash-url-safe-base64';
  return `$${urlSafe ? base64UrlSafe(hash) : base64(hash)}` as EventId;
}
