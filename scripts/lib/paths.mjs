import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The clone's root folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const fromRoot = (...parts) => join(root, ...parts);
export const modulesFolder = fromRoot('node_modules');
export const distFolder = fromRoot('dist');
/** What set-up remembers between runs; never committed. */
export const cacheFolder = fromRoot('.cache');
