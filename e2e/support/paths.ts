import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'roomscope-e2e-'));
}

/** Chromium and Electron refuse to run as root with their sandbox. */
export const isRoot = process.getuid?.() === 0;
