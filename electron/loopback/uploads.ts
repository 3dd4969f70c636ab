import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const MAX_NAME = 200;

/**
 * Files that the page handed over, kept in a folder of this user alone until the host ends. Files
 * of one batch lie side by side under their own names, so that a database finds its `-wal`.
 */
export class Uploads {
  readonly #folder = mkdtempSync(join(tmpdir(), 'roomscope-'));

  /** The stored file's path; rejects, leaving nothing, where the sender stops halfway. */
  async store(batch: string, name: string, body: Readable): Promise<string> {
    const folder = join(this.#folder, batch);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, name);
    try {
      await pipeline(body, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
    } catch (error) {
      if (!isTaken(error)) await rm(path, { force: true });
      throw error;
    }
    return path;
  }

  /** Synchronous, since it also runs while the process exits. */
  removeAll(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

/** The name as one part of a path; null where it is none. */
export function safeName(name: string): string | null {
  const last = basename(name.replaceAll('\\', '/'));
  const isUsable = last !== '' && last !== '.' && last !== '..' && !last.includes('\0');
  return isUsable && Buffer.byteLength(last) <= MAX_NAME ? last : null;
}

/** A batch is named by the page; nothing but letters, digits and hyphens becomes a folder. */
export function isBatchName(batch: string): boolean {
  return /^[\w-]{1,64}$/.test(batch);
}
