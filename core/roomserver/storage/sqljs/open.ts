import { RoomscopeError } from '../../../base/errors';
import type { Platform } from '../../../base/platform-port';
import type { Storage } from '../interface';
import { checkDatabaseFile } from './database-file';
import { checkContents } from './dendrite/check-contents';
import { DendriteStorage } from './dendrite/dendrite-storage';
import { checkLayout, readLayout } from './dendrite/layout';
import { createSchema } from './dendrite/schema';
import { SqljsDatabase } from './sqljs-database';

/** A new database of our own, empty but for what a Dendrite writes at its first start. */
export async function createDendriteStorage(platform: Platform): Promise<Storage> {
  const database = await SqljsDatabase.create(platform.sqlWasm);
  createSchema(database, platform.now());
  const storage = new DendriteStorage(database, readLayout(database), platform.hashing);
  // Dendrite looks this type up when it loads the server ACLs, and looking up mints.
  storage.transaction(() => storage.eventTypes.assign('m.room.server_acl'));
  return storage;
}

/**
 * A Dendrite's database, or one that we exported, to read. Nothing is ever written to it: `bytes`,
 * which nobody may change while it is open, stay as they are, and `export` returns them. Throws
 * `bad_input` for what is no such database, `corrupt_database` for one whose numbers point nowhere.
 */
export async function openDendriteDatabase(
  platform: Platform,
  bytes: Uint8Array,
  fileName: string,
): Promise<Storage> {
  checkDatabaseFile(bytes, fileName);
  let database: SqljsDatabase | undefined;
  try {
    database = await SqljsDatabase.openReadOnly(platform.sqlWasm, bytes);
    const layout = readLayout(database);
    checkLayout(layout, fileName);
    const purged = checkContents(database);
    return new DendriteStorage(database, layout, platform.hashing, purged);
  } catch (error) {
    database?.close();
    throw named(error, fileName);
  }
}

function named(error: unknown, file: string): unknown {
  if (!(error instanceof RoomscopeError) || error.file !== null) return error;
  return new RoomscopeError(error.code, error.message, { ...error.report(), file });
}
