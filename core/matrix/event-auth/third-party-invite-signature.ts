import { isObject, type JsonObject, type JsonValue } from '../event/json';
import type { Pdu } from '../event/pdu';

/**
 * Does any signature in `signed` (the member event's `third_party_invite.signed`) verify with any
 * public key of `invite` (the `m.room.third_party_invite` event)?
 */
export type ThirdPartyInviteVerifier = (signed: JsonObject, invite: Pdu) => boolean;

/**
 * The verifier without cryptography: true where there is an Ed25519 signature and a key that could
 * verify it. Ed25519 verification is not built yet and is injected where it is wanted.
 */
export function signatureIsPresent(signed: JsonObject, invite: Pdu): boolean {
  return ed25519Signatures(signed).length > 0 && publicKeys(invite).length > 0;
}

/** All Ed25519 signatures of a signed object, as they stand there (base64). */
export function ed25519Signatures(signed: JsonObject): readonly string[] {
  const found: string[] = [];
  for (const signatures of Object.values(objectOr(signed.signatures))) {
    for (const [key, signature] of Object.entries(objectOr(signatures))) {
      if (key.startsWith('ed25519:') && typeof signature === 'string') found.push(signature);
    }
  }
  return found;
}

/** The keys that may sign: `public_key`, and every `public_keys[].public_key` (base64). */
export function publicKeys(invite: Pdu): readonly string[] {
  const { public_key: single, public_keys: list } = invite.content;
  const entries: readonly JsonValue[] = Array.isArray(list) ? list : [];
  return [single, ...entries.map((entry) => objectOr(entry).public_key)].filter(
    (key) => typeof key === 'string',
  );
}

function objectOr(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}
