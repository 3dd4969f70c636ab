import { RoomscopeError } from '../base/errors';
import type { ByteSource, Platform } from '../base/platform-port';
import type { Work } from '../base/work';
import type { Storage } from '../roomserver/storage/interface';
import {
  MAX_DATABASE_BYTES,
  refuseUnreadableDatabase,
} from '../roomserver/storage/sqljs/database-file';
import { openDendriteDatabase } from '../roomserver/storage/sqljs/open';
import { collectBytes } from './collect-bytes';
import type { DetectedFile } from './detect-format';

/**
 * Opens a Dendrite's SQLite database, plain or gzip, read-only. `file` is `source`, detected. Throws
 * `bad_input` where it cannot be one, `corrupt_database` where it is damaged.
 */
export async function openDatabase(
  source: ByteSource,
  file: DetectedFile,
  platform: Platform,
  work: Work,
): Promise<Storage> {
  refuseUnreadableDatabase(source);
  const expected = file.packed ? null : source.size;
  const chunks = withProgress(file, expected, work);
  const bytes = await collectBytes(chunks, expected, MAX_DATABASE_BYTES, () => tooLarge(file.name));
  work.throwIfCancelled();
  return openDendriteDatabase(platform, bytes, file.name);
}

async function* withProgress(
  file: DetectedFile,
  total: number | null,
  work: Work,
): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const chunk of file.bytes) {
    done += chunk.length;
    yield chunk;
    await work.breathe({ phase: `Reading ${file.name} (bytes)`, done, total });
  }
}

function tooLarge(file: string): RoomscopeError {
  return new RoomscopeError(
    'bad_input',
    `${file} unpacks to a database over 3.5 GB, the most that can be opened.`,
    { file },
  );
}
