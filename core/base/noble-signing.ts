import { ed25519 } from '@noble/curves/ed25519.js';
import type { Signing } from './platform-port';

/** RFC 8032 to the letter: encodings that other libraries refuse are refused here, too. */
const STRICT = { zip215: false } as const;

/** Ed25519 in pure JavaScript, the same everywhere; about a millisecond for each signature. */
export const nobleSigning: Signing = {
  sign: (seed, message) => ed25519.sign(message, seed),
  verify: (publicKey, message, signature) => ed25519.verify(signature, message, publicKey, STRICT),
};
