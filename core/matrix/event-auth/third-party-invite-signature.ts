import { decodeBase64 } from '../../base/base64';
import { nobleSigning } from '../../base/noble-signing';
import type { Signing } from '../../base/platform-port';
import { NotCanonicalError } from '../event/canonical-json';
import { isObject, type JsonObject, type JsonValue } from '../event/json';
import type { Pdu } from '../event/pdu';
import { signedBytes } from '../event/sign-json';
import { isEd25519 } from '../event/verify-keys';

/**
 * Does any signature in `signed` (the member event's `third_party_invite.signed`) verify with any
 * public key of `invite` (the `m.room.third_party_invite` event)?
 */
export type ThirdPartyInviteVerifier = (signed: JsonObject, invite: Pdu) => boolean;

const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
/**
 * Pairs that are tried, lest one event of 64 KiB keep the machine busy for minutes. Real invites have
 * one signature and at most two keys.
 */
const MOST_PAIRS = 100;

/** By what was signed and by the invite: state resolution asks the same again and again. */
const known = new WeakMap<JsonObject, WeakMap<Pdu, boolean>>();

/** Tries every signature with every key: one that does not verify says nothing about the others. */
export function thirdPartyInviteVerifier(verify: Signing['verify']): ThirdPartyInviteVerifier {
  return (signed, invite) => {
    const ofSigned = known.get(signed) ?? new WeakMap<Pdu, boolean>();
    known.set(signed, ofSigned);
    const found = ofSigned.get(invite) ?? isSignedFor(signed, invite, verify);
    ofSigned.set(invite, found);
    return found;
  };
}

/** The verifier where no faster one is handed in. */
export const verifyThirdPartyInvite: ThirdPartyInviteVerifier = thirdPartyInviteVerifier(
  nobleSigning.verify,
);

function isSignedFor(signed: JsonObject, invite: Pdu, verify: Signing['verify']): boolean {
  const signatures = decoded(ed25519Signatures(signed), SIGNATURE_BYTES);
  const keys = decoded(publicKeys(invite), KEY_BYTES);
  if (signatures.length === 0 || keys.length === 0) return false;
  const message = messageOf(signed);
  if (message === null) return false;
  let pairs = 0;
  for (const signature of signatures) {
    for (const key of keys) {
      pairs += 1;
      if (pairs > MOST_PAIRS) return false;
      if (verify(key, message, signature)) return true;
    }
  }
  return false;
}

/** null where it cannot be canonical JSON: nobody can have signed it then. */
function messageOf(signed: JsonObject): Uint8Array | null {
  try {
    return signedBytes(signed);
  } catch (error) {
    if (error instanceof NotCanonicalError) return null;
    throw error;
  }
}

/** Each text once, as bytes; those of another length are none. */
function decoded(texts: readonly string[], bytes: number): readonly Uint8Array[] {
  const decodedTexts = [...new Set(texts)].map(decodeBase64);
  return decodedTexts.filter((each) => each?.length === bytes) as Uint8Array[];
}

/** All Ed25519 signatures of a signed object, whoever's, as they stand there (base64). */
function ed25519Signatures(signed: JsonObject): readonly string[] {
  const found: string[] = [];
  for (const signatures of Object.values(objectOr(signed.signatures))) {
    for (const [keyId, signature] of Object.entries(objectOr(signatures))) {
      if (isEd25519(keyId) && typeof signature === 'string') found.push(signature);
    }
  }
  return found;
}

/** The keys that may sign: `public_key`, and every `public_keys[].public_key` (base64). */
function publicKeys(invite: Pdu): readonly string[] {
  const { public_key: single, public_keys: list } = invite.content;
  const entries: readonly JsonValue[] = Array.isArray(list) ? list : [];
  return [single, ...entries.map((entry) => objectOr(entry).public_key)].filter(
    (key) => typeof key === 'string',
  );
}

function objectOr(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}
