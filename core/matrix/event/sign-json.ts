import { base64 } from '../../base/base64';
import type { Signing } from '../../base/platform-port';
import { canonicalJsonWithout } from './canonical-json';
import { isObject, type JsonObject } from './json';
import { checkServerSignature, type ServerSignature } from './server-signature';
import type { ServerKeys } from './verify-keys';

/** A server's private key. */
export interface SigningKey {
  readonly server: string;
  /** `ed25519:1` */
  readonly keyId: string;
  /** 32 bytes. */
  readonly seed: Uint8Array;
}

const NOT_SIGNED: ReadonlySet<string> = new Set(['signatures', 'unsigned']);
const encoder = new TextEncoder();

/** The bytes of an object that are signed (appendices, "Signing JSON"). Throws `NotCanonicalError`. */
export function signedBytes(object: JsonObject): Uint8Array {
  return encoder.encode(canonicalJsonWithout(object, NOT_SIGNED));
}

/** The object with one more signature. Throws `NotCanonicalError`. */
export function signJson(object: JsonObject, key: SigningKey, signing: Signing): JsonObject {
  return withSignature(object, key, signing.sign(key.seed, signedBytes(object)));
}

/** Throws `NotCanonicalError`. */
export function verifyJson(
  object: JsonObject,
  server: string,
  keys: ServerKeys,
  signing: Signing,
): ServerSignature {
  return checkServerSignature(object, server, keys, () => signedBytes(object), signing);
}

export function withSignature(
  object: JsonObject,
  { server, keyId }: SigningKey,
  signature: Uint8Array,
): JsonObject {
  const signatures = isObject(object.signatures) ? object.signatures : {};
  const own = Object.hasOwn(signatures, server) ? signatures[server] : {};
  const signed = { ...(isObject(own) ? own : {}), [keyId]: base64(signature) };
  return { ...object, signatures: { ...signatures, [server]: signed } };
}
