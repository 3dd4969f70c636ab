import { required } from '../base/assert';
import type { Platform } from '../base/platform-port';
import type { Work } from '../base/work';
import type { VerifyKeys } from '../matrix/event/verify-keys';
import {
  type AlgorithmChoice,
  algorithmText,
  withAlgorithm,
} from '../matrix/room-versions/algorithm';
import type { RoomVersionRules } from '../matrix/room-versions/rules';
import { Roomserver } from '../roomserver/roomserver';
import type { Storage } from '../roomserver/storage/interface';
import { createDendriteStorage } from '../roomserver/storage/sqljs/open';
import type { DetectedFile } from './detect-format';
import { orderEvents } from './order-events';
import { readEvents } from './read-events';
import { type CollectedRoom, RoomCollector } from './room-collector';

export interface ImportOptions {
  /** Events of other rooms are left out; null: there must be none. */
  readonly roomId: string | null;
  readonly policy: 'dendrite';
  /** Holds from the create event on; null: the room version's own. */
  readonly algorithm: AlgorithmChoice | null;
  /** With these signatures are checked. */
  readonly keys: VerifyKeys;
}

/** What the database that an import makes does not keep. */
export interface ImportFacts {
  /** Copies of events beyond the one kept, over all files. */
  readonly duplicates: number;
  /** Events whose given `event_id` is not the computed one. */
  readonly idMismatches: readonly string[];
}

export interface ReadFile {
  readonly name: string;
  readonly format: 'ndjson' | 'json-array';
  /** Of the room. */
  readonly events: number;
  readonly skipped: readonly never[];
}

export interface ImportedRoom {
  readonly storage: Storage;
  readonly roomId: string;
  readonly files: readonly ReadFile[];
  readonly facts: ImportFacts;
  readonly seconds: number;
}

/**
 * Reads files of one room and puts its events, each after those it cites, into a new database. Throws
 * `bad_input`, and leaves nothing behind, where any of them cannot be read.
 */
export async function importRoom(
  files: readonly DetectedFile[],
  options: ImportOptions,
  platform: Platform,
  work: Work,
): Promise<ImportedRoom> {
  const from = platform.now();
  const collector = new RoomCollector(options.roomId, options.keys, platform);
  const read: ReadFile[] = [];
  for (const file of files) read.push(await readFile(file, collector, work));
  const room = collector.finish(files.map((file) => file.name));
  const order = await orderEvents(room, work);
  const storage = await storeEvents(room, order, options, platform, work);
  return {
    storage,
    roomId: room.roomId,
    files: read,
    facts: { duplicates: room.duplicates, idMismatches: idMismatches(room) },
    seconds: (platform.now() - from) / 1000,
  };
}

async function readFile(
  file: DetectedFile,
  collector: RoomCollector,
  work: Work,
): Promise<ReadFile> {
  let events = 0;
  for await (const batch of readEvents(file, work))
    for (const event of batch) if (collector.add(event)) events += 1;
  const format = file.format === 'json-array' ? 'json-array' : 'ndjson';
  return { name: file.name, format, events, skipped: [] };
}

async function storeEvents(
  room: CollectedRoom,
  order: Int32Array,
  options: ImportOptions,
  platform: Platform,
  work: Work,
): Promise<Storage> {
  const { algorithm, policy } = options;
  const rules = withAlgorithm(room.rules, algorithm);
  const events = Array.from(order, (index) => required(room.events[index], 'ordered').received);
  const storage = await createDendriteStorage(platform);
  try {
    const roomserver = new Roomserver({ storage, platform, policy });
    await roomserver.inputRoomEvents({ roomId: room.roomId, rules, events }, work);
    recordProperties(storage, options, rules);
    return storage;
  } catch (error) {
    storage.close();
    throw error;
  }
}

/** What the database must say about itself when it is opened again. */
function recordProperties(storage: Storage, options: ImportOptions, rules: RoomVersionRules): void {
  storage.transaction(() => {
    storage.side.setProperty('block_policy', options.policy);
    storage.side.setProperty('state_resolution', algorithmText(options.algorithm, rules));
  });
}

function idMismatches(room: CollectedRoom): string[] {
  return room.events
    .filter(({ received }) => received.givenEventId !== null)
    .map(({ received }) => received.pdu.eventId);
}
