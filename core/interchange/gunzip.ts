import { RoomscopeError } from '../base/errors';
import type { Platform } from '../base/platform-port';

/**
 * Unpacks gzip chunk by chunk and refuses, while streaming, what unpacks beyond `maxBytes`. Throws
 * `bad_input` where the file is damaged or cut off.
 */
export async function* gunzipWithin(
  packed: AsyncIterable<Uint8Array>,
  fileName: string,
  platform: Platform,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  let unpacked = 0;
  const chunks = platform.gunzip(packed)[Symbol.asyncIterator]();
  let exhausted = false;
  try {
    for (;;) {
      const next = await nextChunk(chunks, fileName);
      exhausted = next.done === true;
      if (next.done) return;
      unpacked += next.value.length;
      if (unpacked > maxBytes) throw tooLarge(fileName, maxBytes);
      yield next.value;
    }
  } finally {
    if (!exhausted) await chunks.return?.();
  }
}

async function nextChunk(
  chunks: AsyncIterator<Uint8Array>,
  fileName: string,
): Promise<IteratorResult<Uint8Array>> {
  try {
    return await chunks.next();
  } catch (error) {
    if (error instanceof RoomscopeError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new RoomscopeError(
      'bad_input',
      `${fileName} cannot be unpacked: its gzip data is damaged or cut off (${reason}). Fetch the file again.`,
      { file: fileName },
    );
  }
}

function tooLarge(fileName: string, maxBytes: number): RoomscopeError {
  return new RoomscopeError(
    'bad_input',
    `${fileName} unpacks to more than ${describeBytes(maxBytes)}. Take a part of it.`,
    { file: fileName },
  );
}

function describeBytes(bytes: number): string {
  return bytes >= 1024 ** 3 ? `${bytes / 1024 ** 3} GiB` : `${bytes} bytes`;
}
