import type { Hashing } from '../../base/platform-port';
import type { RoomVersionRules } from '../room-versions/rules';
import { canonicalJsonWithout } from './canonical-json';
import type { JsonObject } from './json';
import { redact } from './redact';

const NOT_HASHED: ReadonlySet<string> = new Set(['unsigned', 'signatures', 'hashes']);
const NOT_REFERENCED: ReadonlySet<string> = new Set(['unsigned', 'signatures']);
const encoder = new TextEncoder();

/**
 * What the content hash is over. Throws `NotCanonicalError`. By way of the value: `CanonicalForms`
 * has the same from an event's text, for less.
 */
export function contentHashBytes(event: JsonObject): Uint8Array {
  return encoder.encode(canonicalJsonWithout(event, NOT_HASHED));
}

/** What the reference hash is over, and the event's signatures. Throws `NotCanonicalError`. */
export function referenceBytes(event: JsonObject, rules: RoomVersionRules): Uint8Array {
  return encoder.encode(canonicalJsonWithout(redact(event, rules.redaction), NOT_REFERENCED));
}

/** The content hash (server-server API, "Calculating the content hash for an event"), base64. */
export function contentHash(event: JsonObject, hashing: Hashing): string {
  return hashing.sha256Base64(contentHashBytes(event), 'standard');
}

/** The reference hash (server-server API, "Calculating the reference hash for an event"). */
export function referenceHash(
  event: JsonObject,
  rules: RoomVersionRules,
  hashing: Hashing,
): Uint8Array {
  return hashing.sha256(referenceBytes(event, rules));
}
