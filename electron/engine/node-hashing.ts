import { createHash } from 'node:crypto';
import { nobleHashing } from '../../core/base/noble-hashing';
import type { Hashing } from '../../core/base/platform-port';

/**
 * The host's own SHA functions. BLAKE2b stays with noble: OpenSSL offers only the 64-byte digest
 * (the 32-byte one is another function, not its first half), and Electron's BoringSSL has neither.
 */
export const nodeHashing: Hashing = {
  sha256: (bytes) => digest('sha256', bytes),
  sha1: (bytes) => digest('sha1', bytes),
  blake2b256: nobleHashing.blake2b256,
};

function digest(algorithm: string, bytes: Uint8Array): Uint8Array {
  return createHash(algorithm).update(bytes).digest();
}
