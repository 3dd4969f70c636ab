import { decodeBase64 } from '../../base/base64';
import type { Signing } from '../../base/platform-port';
import { isObject, type JsonObject, type JsonValue } from './json';
import { isEd25519, type ServerKeys } from './verify-keys';

/**
 * What the signatures of one server on one object say.
 * `missing`: none, or none by an algorithm that is understood. `unknown-key`: there are some, but no
 * key for any of them is known. `invalid`: one by a known key does not verify. `valid`: all by known
 * keys verify.
 */
export type ServerSignature = 'valid' | 'invalid' | 'missing' | 'unknown-key';

const SIGNATURE_BYTES = 64;

/**
 * Checks for a server's signature (appendices, "Checking for a Signature"): signatures by unknown
 * algorithms or keys are passed over, but one good one by a known key is needed. `message` are the
 * canonical bytes that were signed.
 *
 * Not checked: when a key was valid (room version 5 on). Keys come from files that do not say.
 */
export function checkServerSignature(
  object: JsonObject,
  server: string,
  keys: ServerKeys | undefined,
  message: () => Uint8Array,
  signing: Signing,
): ServerSignature {
  const understood = signaturesOf(object, server);
  if (understood.length === 0) return 'missing';
  let isVerified = false;
  for (const [keyId, text] of understood) {
    const key = keys?.get(keyId);
    if (key === undefined) continue;
    const signature = typeof text === 'string' ? decodeBase64(text) : null;
    if (signature?.length !== SIGNATURE_BYTES) return 'invalid';
    if (!signing.verify(key, message(), signature)) return 'invalid';
    isVerified = true;
  }
  return isVerified ? 'valid' : 'unknown-key';
}

function signaturesOf(object: JsonObject, server: string): readonly [string, JsonValue][] {
  const all = object.signatures;
  const own = isObject(all) && Object.hasOwn(all, server) ? all[server] : undefined;
  return isObject(own) ? Object.entries(own).filter(([keyId]) => isEd25519(keyId)) : [];
}
