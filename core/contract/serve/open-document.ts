import { RoomscopeError } from '../../base/errors';
import type { ByteSource } from '../../base/platform-port';
import type { Work } from '../../base/work';
import { type DetectedFile, detectFile } from '../../interchange/detect-format';
import { savedView } from '../../interchange/document-file';
import { type ImportOptions, importRoom } from '../../interchange/import-room';
import { memorySource } from '../../interchange/memory-source';
import { openDatabase } from '../../interchange/open-database';
import { readKeys } from '../../interchange/read-keys';
import { NO_KEYS, type VerifyKeys } from '../../matrix/event/verify-keys';
import type { Storage } from '../../roomserver/storage/interface';
import { lessonFacts } from '../../samples/lesson-facts';
import { findSample, SAMPLES } from '../../samples/registry';
import type { Sample } from '../../samples/sample';
import type { DocumentInfo, DocumentRoom, FileReport, OpenParams, SourceRef } from '../requests';
import type { EngineHost } from './engine-host';
import { checkedOptions } from './open-options';
import type { OpenDocument } from './open-room';

/**
 * Opens events of one room (importing them into a new database), a Dendrite database (read-only),
 * or a sample. Long; cancellable; leaves nothing behind where it fails.
 */
export async function openDocument(
  documentId: string,
  params: OpenParams,
  host: EngineHost,
  work: Work,
): Promise<OpenDocument> {
  const checked = checkedOptions(params);
  const { platform } = host;
  const keys = params.keys ? await readKeys(fileOf(params.keys, host), platform, work) : NO_KEYS;
  const options: ImportOptions = { ...checked, keys };
  const sample = sampleOf(params.sources);
  if (sample) return openSample(documentId, sample, options, host, work);
  const sources = params.sources.map((source) => fileOf(source, host));
  const files: DetectedFile[] = [];
  try {
    for (const source of sources) files.push(await detectFile(source, platform));
    const [source] = sources;
    const database = files.find((file) => file.format === 'dendrite-sqlite');
    if (!database || !source) return await openEvents(documentId, files, options, host, work);
    if (files.length > 1) throw notAlone(database.name);
    if (options.algorithm) throw notRecomputed(database.name);
    const storage = await openDatabase(source, database, platform, work);
    return databaseDocument(documentId, database.name, storage, keys);
  } finally {
    await Promise.all(files.map((file) => file.close()));
  }
}

async function openEvents(
  documentId: string,
  files: readonly DetectedFile[],
  options: ImportOptions,
  host: EngineHost,
  work: Work,
): Promise<OpenDocument> {
  const imported = await importRoom(files, options, host.platform, work);
  const info: DocumentInfo = {
    documentId,
    name: files.map((file) => file.name).join(' + '),
    kind: 'events',
    readOnly: false,
    schema: imported.storage.schema,
    policy: options.policy,
    rooms: roomsOf(imported.storage),
    files: imported.files,
    sampleId: null,
  };
  return {
    info,
    storage: imported.storage,
    imported: new Map([[imported.roomId, imported.facts]]),
    importSeconds: imported.seconds,
    keys: options.keys,
    lesson: null,
  };
}

async function openSample(
  documentId: string,
  sample: Sample,
  options: ImportOptions,
  host: EngineHost,
  work: Work,
): Promise<OpenDocument> {
  const source = memorySource(sample.title, sample.build(host.platform.hashing));
  const files = [await detectFile(source, host.platform)];
  const opened = await openEvents(documentId, files, options, host, work);
  const reports = opened.info.files.map((file): FileReport => ({ ...file, format: 'sample' }));
  return {
    ...opened,
    info: { ...opened.info, kind: 'sample', sampleId: sample.id, files: reports },
    lesson: (room) => sample.lesson(lessonFacts(room.state)),
  };
}

function databaseDocument(
  documentId: string,
  name: string,
  storage: Storage,
  keys: VerifyKeys,
): OpenDocument {
  const view = viewOf(storage, name);
  const rooms = roomsOf(storage);
  if (rooms.length === 0) {
    storage.close();
    throw new RoomscopeError('bad_input', `${name} holds no events of any room.`, { file: name });
  }
  const events = rooms.reduce((sum, room) => sum + room.events, 0);
  const info: DocumentInfo = {
    documentId,
    name,
    kind: 'database',
    readOnly: storage.readOnly,
    schema: storage.schema,
    policy: storage.side.property('block_policy') ?? 'dendrite',
    rooms,
    files: [{ name, format: 'dendrite-sqlite', events, skipped: [] }],
    sampleId: null,
    ...(view === null ? {} : { savedView: view }),
  };
  return { info, storage, imported: new Map(), importSeconds: 0, keys, lesson: null };
}

function viewOf(storage: Storage, name: string): string | null {
  try {
    return savedView(storage, name);
  } catch (error) {
    storage.close();
    throw error;
  }
}

/** Rooms that are only known by name (an invite, say) hold no event and are left out. */
function roomsOf(storage: Storage): DocumentRoom[] {
  return storage.rooms
    .all()
    .map(({ roomNid, roomId, roomVersion }) => {
      let events = 0;
      for (const _ of storage.events.ofRoom(roomNid)) events += 1;
      return { roomId, roomVersion, events };
    })
    .filter((room) => room.events > 0);
}

function sampleOf(sources: readonly SourceRef[]): Sample | null {
  const named = sources.find((source) => source.kind === 'sample');
  if (!named) return null;
  if (sources.length > 1)
    throw new RoomscopeError('usage', 'A sample is opened alone, without other files.');
  const sample = findSample(named.id);
  if (sample) return sample;
  const known = SAMPLES.map(({ id }) => id).join(', ');
  throw new RoomscopeError('usage', `There is no sample ${named.id}. There are: ${known}.`);
}

/** The file behind a handle; `usage` where the host granted no such handle. */
export function fileOf(source: SourceRef, host: EngineHost): ByteSource {
  const file = source.kind === 'file' ? host.resolve(source.handle) : undefined;
  if (file) return file;
  const name = source.kind === 'file' ? source.name : source.id;
  throw new RoomscopeError('usage', `The file ${name} is no longer at hand. Open it again.`);
}

function notAlone(name: string): RoomscopeError {
  return new RoomscopeError(
    'usage',
    `${name} is a database, which is opened alone. Open the other files by themselves.`,
    { file: name },
  );
}

function notRecomputed(name: string): RoomscopeError {
  return new RoomscopeError(
    'usage',
    `${name} is a database: its own states are shown, never recomputed, so an algorithm cannot be chosen.`,
    { file: name },
  );
}
