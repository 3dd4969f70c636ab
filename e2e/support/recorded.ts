import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { root } from './paths';

/** What is known of a room beside its file: by its server, or by the specification's own answers. */
interface KnownRoom<Event> {
  readonly room_id: string;
  readonly events: readonly Event[];
}

interface RecordedRoom extends KnownRoom<{ readonly rejected: boolean }> {
  readonly counts: { readonly blocks: number; readonly snapshots: number };
}

type JudgedRoom = KnownRoom<{ readonly accepted: boolean }>;

const rooms = join(root, 'core', 'testing', 'rooms');

/** A room with events that every server refuses: a member of it wrote them by hand. */
export const REFUSALS_FILE = join(rooms, 'recorded', 'crafted-v10.s1.ndjson.gz');

/** What Dendrite's own tables say of the room `name` of the database in the repository. */
export function roomOfDatabase(name: string): RecordedRoom {
  return read('databases', `${name}.json.gz`) as RecordedRoom;
}

/** What the specification says of every event of the recorded room `name`. */
export function judgedRoom(name: string): JudgedRoom {
  return read('recorded', `${name}.oracle.json.gz`) as JudgedRoom;
}

function read(...path: readonly string[]): unknown {
  return JSON.parse(gunzipSync(readFileSync(join(rooms, ...path))).toString());
}
