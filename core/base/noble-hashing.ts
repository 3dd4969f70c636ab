import { blake2b } from '@noble/hashes/blake2.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { base64, base64UrlSafe } from './base64';
import type { Hashing } from './platform-port';

/** The default hash functions: pure JavaScript, the same everywhere. */
export const nobleHashing: Hashing = {
  sha256: (bytes) => sha256(bytes),
  sha256Base64: (bytes, alphabet) =>
    alphabet === 'standard' ? base64(sha256(bytes)) : base64UrlSafe(sha256(bytes)),
  sha1: (bytes) => sha1(bytes),
  blake2b256: (bytes) => blake2b(bytes, { dkLen: 32 }),
};
