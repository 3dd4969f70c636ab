import * as crypto from 'node:crypto';
import { nobleHashing } from '../../core/base/noble-hashing';
import type { Hashing } from '../../core/base/platform-port';

type BinaryToText = 'base64' | 'base64url';

/**
 * The host's own SHA functions. BLAKE2b stays with noble: OpenSSL offers only the 64-byte digest
 * (the 32-byte one is another function, not its first half), and Electron's BoringSSL has neither.
 */
export const nodeHashing: Hashing = {
  sha256: (bytes) => digest('sha256', bytes),
  sha256Base64(bytes, alphabet) {
    if (alphabet === 'url-safe') return sha256Text(bytes, 'base64url');
    // Node pads the standard alphabet only: 32 bytes are 43 letters and one `=`.
    return sha256Text(bytes, 'base64').slice(0, SHA256_LETTERS);
  },
  sha1: (bytes) => digest('sha1', bytes),
  blake2b256: nobleHashing.blake2b256,
};

const SHA256_LETTERS = 43;

function digest(algorithm: string, bytes: Uint8Array): Uint8Array {
  return crypto.createHash(algorithm).update(bytes).digest();
}

/** Hashing in one call takes half the time of a hash object; Node has it from 20.12 on. */
const sha256Text: (bytes: Uint8Array, encoding: BinaryToText) => string =
  typeof crypto.hash === 'function'
    ? (bytes, encoding) => crypto.hash('sha256', bytes, encoding)
    : (bytes, encoding) => crypto.createHash('sha256').update(bytes).digest(encoding);
