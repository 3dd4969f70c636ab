import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { nobleHashing } from '../../base/noble-hashing';
import { nobleSigning } from '../../base/noble-signing';
import type { ByteSource, Hashing, Platform } from '../../base/platform-port';
import { REPOSITORY_ROOT } from './shared';

// OpenSSL cannot shorten BLAKE2b to 32 bytes properly, so that one stays with noble.
const nodeHashing: Hashing = {
  sha256: (bytes) => digest('sha256', bytes),
  sha256Base64: (bytes, alphabet) =>
    createHash('sha256')
      .update(bytes)
      .digest(alphabet === 'standard' ? 'base64' : 'base64url')
      .replace('=', ''),
  sha1: (bytes) => digest('sha1', bytes),
  blake2b256: nobleHashing.blake2b256,
};

function digest(algorithm: string, bytes: Uint8Array): Uint8Array {
  return plainBytes(createHash(algorithm).update(bytes).digest());
}

/** A view without Buffer's own `slice`, which would not copy. */
function plainBytes(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

async function* gunzip(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = Readable.from(packed, { objectMode: false });
  const unpacked = createGunzip();
  source.on('error', (error) => unpacked.destroy(error));
  source.pipe(unpacked);
  try {
    for await (const chunk of unpacked) yield plainBytes(chunk as Buffer);
  } finally {
    source.destroy();
  }
}

let sqlWasm: Uint8Array | undefined;

/** The platform of tests: what the hosts hand in, from Node alone. */
export function nodePlatform(): Platform {
  sqlWasm ??= plainBytes(
    readFileSync(resolve(REPOSITORY_ROOT, 'node_modules/sql.js/dist/sql-wasm.wasm')),
  );
  return {
    now: () => Date.now(),
    yieldNow: () => new Promise((done) => setImmediate(done)),
    hashing: nodeHashing,
    signing: nobleSigning,
    gunzip,
    sqlWasm,
  };
}

/** A file on disk as a host hands it over. */
export function fileSource(path: string): ByteSource {
  return {
    name: basename(path),
    size: statSync(path).size,
    stream: () => readChunks(path),
    siblings: ['-wal', '-journal']
      .map((ending) => path + ending)
      .filter((sibling) => existsSync(sibling) && statSync(sibling).size > 0)
      .map((sibling) => basename(sibling)),
  };
}

async function* readChunks(path: string): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }))
    yield plainBytes(chunk as Buffer);
}
