import type { Hashing, Signing } from '../../base/platform-port';
import type { RoomVersionRules } from '../room-versions/rules';
import { contentHash } from './hashes';
import type { JsonObject } from './json';
import { redact } from './redact';
import { checkServerSignature, type ServerSignature } from './server-signature';
import { type SigningKey, signedBytes, withSignature } from './sign-json';
import type { ServerKeys } from './verify-keys';

/**
 * The event with its content hash and one more signature (server-server API, "Signing Events").
 * From version 3 on the event must not carry an `event_id`. Throws `NotCanonicalError`.
 */
export function signEvent(
  event: JsonObject,
  key: SigningKey,
  rules: RoomVersionRules,
  { hashing, signing }: { readonly hashing: Hashing; readonly signing: Signing },
): JsonObject {
  const hashed = { ...event, hashes: { sha256: contentHash(event, hashing) } };
  return withSignature(hashed, key, signing.sign(key.seed, signedEventBytes(hashed, rules)));
}

/** Checks one server's signature on an event; it covers the redacted form. Throws `NotCanonicalError`. */
export function verifyEvent(
  event: JsonObject,
  server: string,
  keys: ServerKeys | undefined,
  rules: RoomVersionRules,
  signing: Signing,
): ServerSignature {
  const message = () => signedEventBytes(event, rules);
  return checkServerSignature(event, server, keys, message, signing);
}

function signedEventBytes(event: JsonObject, rules: RoomVersionRules): Uint8Array {
  return signedBytes(redact(event, rules.redaction));
}
