import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));

/** The root of the repository. */
export const REPOSITORY_ROOT = resolve(HERE, '../../..');

/** Recorded rooms and fixtures beside the repository; a bare clone has none. */
const SHARED = resolve(REPOSITORY_ROOT, '../shared');

/** False in a bare clone: wide suites are then skipped (`describe.runIf(sharedIsThere)`). */
export const sharedIsThere: boolean = existsSync(resolve(SHARED, 'rooms'));

/** Absolute path of `relative` under ../shared: `sharedPath('rooms/dendrite')`. */
export function sharedPath(relative: string): string {
  return resolve(SHARED, relative);
}
