import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { JsonObject } from '../../matrix/event/json';
import { parseJson } from '../../matrix/event/parse-json';

type Triple = readonly [type: string, stateKey: string, eventId: string];

/** The specification's answers for one recorded room; ../shared/rooms/oracle/README.md has the format. */
export interface RecordedOracle {
  readonly room_version: string;
  readonly event_order: readonly string[];
  readonly events: readonly {
    readonly event_id: string;
    readonly auth_events_ok: boolean;
    readonly state_before_ok: boolean | null;
    readonly accepted: boolean;
  }[];
  readonly state_before: Readonly<Record<string, readonly Triple[]>>;
  readonly extremities: readonly string[];
  readonly current_state: readonly Triple[];
}

/** Where the recorded files of an oracle's set lie, beside the oracle's folder. */
const FOLDERS: Readonly<Record<string, string>> = {
  'dendrite-fed': 'dendrite/fed',
  'dendrite-single': 'dendrite/single',
  synapse: 'synapse',
  mixed: 'mixed',
};

/** Names of all oracles under `rooms/oracle`: `synapse/forks-v6`. */
export function recordedOracleNames(rooms: string): readonly string[] {
  return Object.keys(FOLDERS).flatMap((set) =>
    readdirSync(join(rooms, 'oracle', set))
      .filter((name) => name.includes('.oracle.json'))
      .map((name) => `${set}/${name.slice(0, name.indexOf('.oracle.json'))}`),
  );
}

function readText(path: string): string {
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

function filesStarting(folder: string, prefix: string, marker: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && name.includes(marker))
    .map((name) => join(folder, name));
}

/** An oracle, and the events of the room as all its servers stored them, copies included. */
export function readRecordedOracle(
  rooms: string,
  name: string,
): { oracle: RecordedOracle; events: readonly JsonObject[] } {
  const [set = '', room = ''] = name.split('/');
  const [path = ''] = filesStarting(join(rooms, 'oracle', set), `${room}.`, '.oracle.json');
  const oracle = parseJson(readText(path)) as unknown as RecordedOracle;
  const folder = join(rooms, FOLDERS[set] ?? dirname(path));
  const events = filesStarting(folder, `${room}.`, '.ndjson').flatMap((file) =>
    readText(file)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => parseJson(line) as JsonObject),
  );
  return { oracle, events };
}
