import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { nodePlatform } from '../../../../testing/node/node-platform';
import { sharedIsThere, sharedPath } from '../../../../testing/node/shared';
import { SqljsDatabase } from '../sqljs-database';
import { createSchema } from './schema';

const { sqlWasm } = nodePlatform();

/** Columns with type, default and key, and indexes with their columns and conditions. */
function shape(database: SqljsDatabase): unknown {
  const columns = database.rows(
    `SELECT t.name, c.name, lower(c.type), c."notnull", lower(c.dflt_value), c.pk
     FROM sqlite_schema t, pragma_table_info(t.name) c
     WHERE t.type = 'table' AND t.name NOT LIKE 'roomscope%' ORDER BY t.name, c.cid`,
  );
  const indexes = database.rows(
    `SELECT t.name, i.name, i."unique", i.origin, i.partial, group_concat(c.name)
     FROM sqlite_schema t, pragma_index_list(t.name) i, pragma_index_info(i.name) c
     WHERE t.type = 'table' AND t.name NOT LIKE 'roomscope%'
     GROUP BY t.name, i.name ORDER BY t.name, i.name`,
  );
  return { columns: [...columns], indexes: [...indexes] };
}

describe.runIf(sharedIsThere)('the schema', () => {
  test('is that of a real Dendrite, column for column and index for index', async () => {
    const path = sharedPath('rooms/dendrite/linear/linear/large-roomserver.db.gz');
    const bytes = new Uint8Array(gunzipSync(readFileSync(path)));
    const real = await SqljsDatabase.openReadOnly(sqlWasm, bytes);
    const ours = await SqljsDatabase.create(sqlWasm);
    createSchema(ours, 0);
    expect(shape(ours)).toEqual(shape(real));

    const migrations = 'SELECT version, dendrite_version FROM db_migrations';
    expect([...ours.rows(migrations)]).toEqual([...real.rows(migrations)]);
    const preassigned = 'SELECT * FROM roomserver_event_types WHERE event_type_nid < 8';
    expect([...ours.rows(preassigned)]).toEqual([...real.rows(preassigned)]);
  });
});
