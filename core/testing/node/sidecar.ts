import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readJson } from './recorded-room';

/** What a real server held of a room, recorded beside its events. States map `type|key` to event IDs. */
export interface Sidecar {
  readonly room_id: string;
  readonly events: readonly { readonly event_id: string }[];
  readonly latest_event_ids: readonly string[];
  readonly current_state: Readonly<Record<string, string>>;
  readonly state_before: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly rejected_event_ids: readonly string[];
  readonly outlier_event_ids: readonly string[];
  readonly redacted_event_ids: readonly string[];
  readonly missing_prev_events: Readonly<Record<string, readonly string[]>>;
  readonly counts: Readonly<Record<string, number>>;
}

/** One server's recording of a room: `ROOM.SERVER.ndjson[.gz]`. */
export interface Recording {
  readonly room: string;
  readonly server: string;
  readonly eventsPath: string;
}

const RECORDING = /^(?<room>.+)\.(?<server>[^.]+)\.ndjson(\.gz)?$/;
const SIDECAR = /^(?<name>.+\.(?<server>[^.]+))\.json(\.gz)?$/;

export function recordingsIn(folder: string): readonly Recording[] {
  return readdirSync(folder).flatMap((file) => {
    const { room, server } = RECORDING.exec(file)?.groups ?? {};
    return room && server ? [{ room, server, eventsPath: join(folder, file) }] : [];
  });
}

/** What one server held of its rooms. */
export function sidecarsIn(folder: string, server: string) {
  return readdirSync(folder).flatMap((file) => {
    const groups = SIDECAR.exec(file)?.groups;
    if (groups?.server !== server) return [];
    return [{ name: groups.name ?? file, read: () => readJson<Sidecar>(join(folder, file)) }];
  });
}

/** For test names. */
export function titleOf({ eventsPath }: Recording): string {
  return `${basename(dirname(eventsPath))}/${basename(eventsPath)}`;
}
