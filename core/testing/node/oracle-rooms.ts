import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { JsonObject } from '../../matrix/event/json';
import { parseJson } from '../../matrix/event/parse-json';

/** A room with Synapse's verdicts and merges; the format is described in its folder's SOURCES.md. */
export interface OracleRoom {
  readonly id: string;
  readonly room_version: string;
  readonly event_ids: readonly string[];
  readonly events: readonly JsonObject[];
  readonly expected: readonly {
    readonly auth_events_ok: boolean;
    /** null: not reached. */
    readonly state_before_ok: boolean | null;
    readonly accepted: boolean;
    readonly why?: string;
  }[];
  readonly merges: readonly {
    readonly prev_events: readonly string[];
    readonly state_sets: readonly (readonly string[])[];
    readonly resolved: readonly string[];
    readonly spec_literal_resolved?: readonly string[];
  }[];
  readonly final: { readonly prev_events: readonly string[]; readonly state: readonly string[] };
}

/** The generated rooms of a folder by file name (`v10-seed4-n60.json`), plain or gzipped. */
export function oracleRoomFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /-n\d+\.json(\.gz)?$/.test(name))
    .sort();
}

export function readOracleRoom(folder: string, name: string): OracleRoom {
  const bytes = readFileSync(join(folder, name));
  const json = name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  return parseJson(json.toString('utf8')) as unknown as OracleRoom;
}
