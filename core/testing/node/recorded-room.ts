import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { ByteSource, Platform } from '../../base/platform-port';
import { Work } from '../../base/work';
import { detectFile } from '../../interchange/detect-format';
import { importRoom } from '../../interchange/import-room';
import { NO_KEYS } from '../../matrix/event/verify-keys';
import type { AlgorithmChoice } from '../../matrix/room-versions/algorithm';
import { loadRoomEvents, type RoomEvents } from '../../roomserver/internal/query/room-events';
import { StateStorage } from '../../roomserver/state/state-storage';
import type { Storage } from '../../roomserver/storage/interface';
import { openDendriteDatabase } from '../../roomserver/storage/sqljs/open';
import type { EventNid } from '../../roomserver/types/nids';
import { nodePlatform } from './node-platform';

/** A file, unpacked where it is gzip. */
export function readUnpacked(path: string): Buffer {
  const bytes = readFileSync(path);
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

export function readJson<Value>(path: string): Value {
  return JSON.parse(readUnpacked(path).toString('utf8')) as Value;
}

/** Work that nobody cancels or watches. */
export function quietWork(platform: Platform = nodePlatform()): Work {
  return new Work(platform, new AbortController().signal, () => undefined);
}

/** One room of a database, loaded for questions. */
export interface LoadedRoom {
  readonly storage: Storage;
  readonly states: StateStorage;
  readonly events: RoomEvents;
}

export async function loadRoom(storage: Storage, roomId: string): Promise<LoadedRoom> {
  const row = storage.rooms.find(roomId);
  if (!row) throw new Error(`the database holds no room ${roomId}`);
  const work = quietWork();
  const states = new StateStorage(storage);
  await states.load(work);
  return { storage, states, events: await loadRoomEvents(storage, row.roomNid, work) };
}

/** Imports files of one room as the application does. */
export async function importSources(
  sources: readonly ByteSource[],
  algorithm: AlgorithmChoice | null = null,
): Promise<LoadedRoom> {
  const platform = nodePlatform();
  const files = [];
  for (const source of sources) files.push(await detectFile(source, platform));
  const options = { roomId: null, policy: 'dendrite', algorithm, keys: NO_KEYS } as const;
  const { storage, roomId } = await importRoom(files, options, platform, quietWork(platform));
  return loadRoom(storage, roomId);
}

export function openRecordedDatabase(path: string): Promise<Storage> {
  return openDendriteDatabase(nodePlatform(), new Uint8Array(readUnpacked(path)), path);
}

/** Event IDs in an order of their own, to compare states as sets. */
export function eventIdsOf(room: LoadedRoom, events: readonly EventNid[]): string[] {
  const ids = events.map((nid) => room.events.eventId[room.events.rowOfNid(nid)] ?? `NID ${nid}`);
  return ids.sort();
}
