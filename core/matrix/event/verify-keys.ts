import { decodeBase64 } from '../../base/base64';
import { isObject, type JsonObject, type JsonValue } from './json';
import { FieldError } from './read-fields';

const KEY_BYTES = 32;

/** Ed25519 public keys by server name and key ID (`ed25519:1`). */
export type VerifyKeys = ReadonlyMap<string, ServerKeys>;
export type ServerKeys = ReadonlyMap<string, Uint8Array>;

export const NO_KEYS: VerifyKeys = new Map();

/**
 * Reads `{server: {"ed25519:ID": base64}}`, or an object that holds such a thing as `verify_keys`.
 * Keys of other algorithms are left out. Throws {@link FieldError}.
 */
export function readVerifyKeys(value: JsonObject): VerifyKeys {
  const servers = isObject(value.verify_keys) ? value.verify_keys : value;
  const path = servers === value ? '' : 'verify_keys.';
  const found = new Map<string, ServerKeys>();
  for (const [server, keys] of Object.entries(servers))
    found.set(server, serverKeys(`${path}${server}`, keys));
  return found;
}

function serverKeys(path: string, keys: JsonValue): ServerKeys {
  if (!isObject(keys)) throw new FieldError(path, 'expected an object of keys by their IDs');
  const found = new Map<string, Uint8Array>();
  for (const [keyId, key] of Object.entries(keys)) {
    if (!isEd25519(keyId)) continue;
    const bytes = typeof key === 'string' ? decodeBase64(key) : null;
    if (bytes?.length !== KEY_BYTES)
      throw new FieldError(`${path}.${keyId}`, `expected a key of ${KEY_BYTES} bytes in base64`);
    found.set(keyId, bytes);
  }
  return found;
}

export function isEd25519(keyId: string): boolean {
  return keyId.startsWith('ed25519:');
}
