import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { RoomscopeError } from '../../core/base/errors';
import type { ByteSource } from '../../core/base/platform-port';
import type { Grant } from './messages';

const CHUNK_BYTES = 256 * 1024;
/** SQLite keeps changes that are not in the database file yet in these. */
const SIBLING_SUFFIXES = ['-wal', '-journal'];

/** Throws `bad_input` where there is no readable file. */
export function fileSource({ name, path }: Grant): ByteSource {
  if (path === null) return standardInput(name);
  return {
    name,
    size: sizeOf(path, name),
    siblings: SIBLING_SUFFIXES.filter((suffix) => isNonEmptyFile(path + suffix)).map(
      (suffix) => basename(path) + suffix,
    ),
    stream: () =>
      readChunks(name, path, () => createReadStream(path, { highWaterMark: CHUNK_BYTES })),
  };
}

function standardInput(name: string): ByteSource {
  return {
    name,
    size: null,
    siblings: [],
    stream: () =>
      // By number, not process.stdin: a worker's own stdin is not the process's.
      readChunks(name, name, () =>
        createReadStream('', { fd: 0, autoClose: false, highWaterMark: CHUNK_BYTES }),
      ),
  };
}

async function* readChunks(
  name: string,
  path: string,
  open: () => AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* open();
  } catch (error) {
    throw unreadable(name, path, error);
  }
}

/** null for a pipe, such as a shell's `<(zcat room.gz)`: what it holds is not known beforehand. */
function sizeOf(path: string, name: string): number | null {
  let isFolder: boolean;
  try {
    const stats = statSync(path);
    if (stats.isFile()) return stats.size;
    if (stats.isFIFO()) return null;
    isFolder = stats.isDirectory();
  } catch (error) {
    throw unreadable(name, path, error);
  }
  const sentence = isFolder
    ? `${path} is a folder. Open the files in it one by one.`
    : `${path} is not a file that can be read to its end. Choose a file of events or a database.`;
  throw new RoomscopeError('bad_input', sentence, { file: name });
}

function isNonEmptyFile(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.size > 0;
}

const REASONS: Record<string, string> = {
  ENOENT: 'There is no file',
  ENOTDIR: 'There is no file',
  EACCES: 'There is no permission to read',
  EPERM: 'There is no permission to read',
};

/** A consumer may throw into the generator as well; only errors of the system are translated. */
function unreadable(name: string, path: string, error: unknown): unknown {
  const code = systemErrorCode(error);
  if (code === null) return error;
  const reason = REASONS[code];
  const sentence = reason ? `${reason} ${path}.` : `${path} could not be read (${code}).`;
  return new RoomscopeError('bad_input', `${sentence} Check the path and try again.`, {
    file: name,
  });
}

/** "ENOENT" and its like; null for errors that are not the system's. */
export function systemErrorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
