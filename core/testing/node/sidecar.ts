import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readJson } from './recorded-room';

/** What a real server held of a room, recorded beside its events. States map `type|key` to event IDs. */
export interface Sidecar {
  readonly room_id: string;
  readonly room_version: string;
  readonly events: readonly { readonly event_id: string; readonly rejected: boolean }[];
  readonly latest_event_ids: readonly string[];
  readonly current_state: Readonly<Record<string, string>>;
  readonly state_before: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly rejected_event_ids: readonly string[];
  readonly not_sent_to_output_event_ids: readonly string[];
  readonly outlier_event_ids: readonly string[];
  readonly redacted_event_ids: readonly string[];
  readonly missing_prev_events: Readonly<Record<string, readonly string[]>>;
  readonly missing_auth_events: Readonly<Record<string, readonly string[]>>;
  readonly counts: Readonly<Record<string, number>>;
}

/** One server's recording of a room: `ROOM.SERVER.ndjson[.gz]` beside `ROOM.SERVER.json[.gz]`. */
export interface Recording {
  readonly room: string;
  readonly server: string;
  readonly eventsPath: string;
  readonly sidecarPath: string;
}

export function recordingsIn(folder: string): readonly Recording[] {
  const names = readdirSync(folder);
  return names
    .map((name) => /^(?<room>.+)\.(?<server>[^.]+)\.ndjson(\.gz)?$/.exec(name))
    .flatMap((match) => {
      const { room = '', server = '' } = match?.groups ?? {};
      const sidecar = names.find((name) =>
        [`${room}.${server}.json`, `${room}.${server}.json.gz`].includes(name),
      );
      if (!match || !sidecar) return [];
      const eventsPath = join(folder, match[0]);
      return [{ room, server, eventsPath, sidecarPath: join(folder, sidecar) }];
    });
}

export function readSidecar(recording: Recording): Sidecar {
  return readJson(recording.sidecarPath);
}

/** For test names. */
export function titleOf({ eventsPath }: Recording): string {
  return `${basename(dirname(eventsPath))}/${basename(eventsPath)}`;
}
