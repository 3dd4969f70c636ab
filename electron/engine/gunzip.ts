import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

const CHUNK_BYTES = 256 * 1024;

/** Unpacks chunk by chunk; what is not gzip, or is cut off, rejects. Leaving the loop stops it. */
export async function* gunzip(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = Readable.from(packed, { objectMode: true });
  const unpacker = createGunzip({ chunkSize: CHUNK_BYTES });
  source.on('error', (error) => unpacker.destroy(error));
  source.pipe(unpacker);
  try {
    for await (const chunk of unpacker) yield chunk;
  } finally {
    source.destroy();
    unpacker.destroy();
  }
}
