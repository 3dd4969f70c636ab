import { resolve } from 'node:path';
import { REPOSITORY_ROOT } from './shared';

/** Absolute path of a room that lies in the repository (core/testing/rooms/SOURCES.md). */
export function ownRoomPath(relative: string): string {
  return resolve(REPOSITORY_ROOT, 'core/testing/rooms', relative);
}
