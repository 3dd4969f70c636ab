import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { RoomscopeError } from '../../core/base/errors';
import { systemErrorCode } from './file-source';

/**
 * Replaces `path` so that a crash at any point leaves the old file or the new one, never a mix: the
 * bytes reach the disk under another name before the name is moved over.
 */
export async function writeFileAtomically(path: string, bytes: Uint8Array): Promise<void> {
  const suffix = randomBytes(6).toString('hex');
  const temporary = join(dirname(path), `.${basename(path)}.${suffix}`);
  try {
    await writeAndSync(temporary, bytes);
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true });
    const code = systemErrorCode(error);
    if (code === null) throw error;
    throw new RoomscopeError(
      'bad_input',
      `${path} could not be written (${code}). Check that the folder exists, may be written to and has room.`,
      { file: path },
    );
  }
}

async function writeAndSync(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the rename itself last. Windows has no handles of folders; there the rename is enough. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
