import { RoomscopeError } from '../base/errors';
import type { Platform } from '../base/platform-port';
import type { Storage } from '../roomserver/storage/interface';
import { withProperties } from '../roomserver/storage/sqljs/with-properties';

/** "Rmsc" */
const APPLICATION_ID = 0x526d7363;
/** Counts up when an older Roomscope would misread what a document holds. */
const DOCUMENT_VERSION = 1;
const VERSION = 'document_version';
const VIEW = 'document_view';

/** The bytes of a `.roomscope` document: the database as it is, with what was on screen beside it. */
export function documentBytes(
  platform: Platform,
  storage: Storage,
  view: string,
): Promise<Uint8Array> {
  const properties = new Map([
    [VERSION, String(DOCUMENT_VERSION)],
    [VIEW, view],
  ]);
  return withProperties(platform, storage.export(), properties, APPLICATION_ID);
}

/**
 * What was on screen when the document was saved; null where the database is no document. Throws
 * `bad_input` where a later Roomscope wrote it.
 */
export function savedView(storage: Storage, file: string): string | null {
  const version = storage.side.property(VERSION);
  if (version === undefined) return null;
  if (Number(version) === DOCUMENT_VERSION) return storage.side.property(VIEW) ?? null;
  throw new RoomscopeError(
    'bad_input',
    `${file} is a Roomscope document of version ${version}; this Roomscope reads version ${DOCUMENT_VERSION}. Open it with a later Roomscope.`,
    { file },
  );
}
