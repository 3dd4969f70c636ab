import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { root, temporaryFolder } from './paths';

/** Recorded rooms that lie in the repository, and files made of them. */

const rooms = join(root, 'core', 'testing', 'rooms');

/** One room of 700 events, as a server stored them. */
export const EVENTS_FILE = join(rooms, 'linear', 'linear-v11-first-700.ndjson.gz');
/** A server's database with several rooms. */
export const DATABASE = join(rooms, 'databases', 'c.roomserver.db.gz');

/** The lines of a packed room, for files that are to be broken. */
export function linesOf(packed: string): string[] {
  return gunzipSync(readFileSync(packed)).toString().trimEnd().split('\n');
}

export function temporaryFile(name: string, content: string | Uint8Array): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(content) : content);
  return path;
}
