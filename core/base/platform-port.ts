import type { Base64Alphabet } from './base64';

/**
 * What the engine needs of the machine it runs on. A host (worker thread, test) hands one in, so
 * that the core stays free of `node:`, DOM and Electron.
 */
export interface Platform {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Lets queued messages (cancel, other requests) be handled, then goes on. */
  yieldNow(): Promise<void>;
  readonly hashing: Hashing;
  readonly signing: Signing;
  /** Unpacks a gzip stream chunk by chunk; rejects with a plain `Error` where it is not valid gzip. */
  gunzip(packed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /** The bytes of `sql-wasm.wasm`. */
  readonly sqlWasm: Uint8Array;
}

/** Hash functions; noble in core by default, native ones where the host has them. */
export interface Hashing {
  sha256(bytes: Uint8Array): Uint8Array;
  /** The same as unpadded base64, which native functions give for less than they give bytes. */
  sha256Base64(bytes: Uint8Array, alphabet: Base64Alphabet): string;
  sha1(bytes: Uint8Array): Uint8Array;
  /** BLAKE2b with a 32-byte digest, unkeyed (Dendrite's block and snapshot hashes). */
  blake2b256(bytes: Uint8Array): Uint8Array;
}

/** Ed25519; noble in core by default, native where the host has it. */
export interface Signing {
  /** The signature (64 bytes) by a private key, given as its 32-byte seed. */
  sign(seed: Uint8Array, message: Uint8Array): Uint8Array;
  /** `publicKey` has 32 bytes and `signature` 64, whatever they say; false where they say nothing. */
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
}

/** A file as the host hands it over. */
export interface ByteSource {
  /** As the user knows it, for messages: `room.ndjson.gz`. */
  readonly name: string;
  /** Bytes as stored (packed); null where it is not known beforehand (standard input). */
  readonly size: number | null;
  /** Reads from the start; may be called again unless `size` is null. */
  stream(): AsyncIterable<Uint8Array>;
  /** Files that lie beside it and hold part of it: `roomserver.db-wal`. Only non-empty ones. */
  readonly siblings: readonly string[];
}
