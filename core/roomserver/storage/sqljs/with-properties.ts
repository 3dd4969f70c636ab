import type { Platform } from '../../../base/platform-port';
import { SqljsDatabase } from './sqljs-database';

const PROPERTIES_TABLE = `CREATE TABLE IF NOT EXISTS roomscope_properties (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);`;

/**
 * A copy of the database in `bytes`, which stay as they are, with these `roomscope_properties` and the
 * application ID of SQLite's file header (by which `file` and its like tell files apart).
 */
export async function withProperties(
  platform: Platform,
  bytes: Uint8Array,
  properties: ReadonlyMap<string, string>,
  applicationId: number,
): Promise<Uint8Array> {
  const database = await SqljsDatabase.openCopy(platform.sqlWasm, bytes);
  try {
    database.script(`PRAGMA application_id = ${applicationId}; ${PROPERTIES_TABLE}`);
    database.transaction(() => {
      for (const [name, value] of properties)
        database.run('INSERT OR REPLACE INTO roomscope_properties VALUES (?, ?)', [name, value]);
    });
    return database.export();
  } finally {
    database.close();
  }
}
