import { expect, test } from 'vitest';
import { nodePlatform } from '../../../testing/node/node-platform';
import { SqljsDatabase } from './sqljs-database';

const { sqlWasm } = nodePlatform();

async function withNumbers(): Promise<SqljsDatabase> {
  const database = await SqljsDatabase.create(sqlWasm);
  database.script('CREATE TABLE numbers (n INTEGER, data BLOB)');
  database.transaction(() => {
    for (const n of [1, 2, 3]) database.run('INSERT INTO numbers VALUES (?, NULL)', [n]);
  });
  return database;
}

test('several readings of one table may be under way, and may be given up', async () => {
  const database = await withNumbers();
  const pairs: unknown[] = [];
  const sql = 'SELECT n FROM numbers ORDER BY n';
  for (const [a] of database.rows(sql)) {
    for (const [b] of database.rows(sql)) {
      if (b === 3) break;
      pairs.push(`${a}${b}`);
    }
  }
  expect(pairs).toEqual(['11', '12', '21', '22', '31', '32']);
  database.script('DROP TABLE numbers');
});

test('what fills the file is taken back, said in words, and the database stays usable', async () => {
  const database = await withNumbers();
  database.script('PRAGMA max_page_count = 20');
  expect(() =>
    database.transaction(() => {
      database.run('INSERT INTO numbers VALUES (4, NULL)', []);
      database.transaction(() => {
        database.run('INSERT INTO numbers VALUES (5, ?)', [new Uint8Array(200_000)]);
      });
    }),
  ).toThrow(
    expect.objectContaining({ code: 'bad_input', message: expect.stringContaining('3.5 GB') }),
  );
  expect(database.number('SELECT count(*) FROM numbers')).toBe(3);
  database.transaction(() => database.run('INSERT INTO numbers VALUES (4, NULL)', []));
  expect(database.number('SELECT count(*) FROM numbers')).toBe(4);
});

test('members are asked to write before the outermost commit, and told after it', async () => {
  const database = await withNumbers();
  const told: string[] = [];
  database.join({
    mark: () => 7,
    rollBackTo: (mark) => told.push(`back to ${mark}`),
    beforeCommit: () => {
      told.push('before');
      database.run('INSERT INTO numbers VALUES (9, NULL)', []);
    },
    afterCommit: () => told.push('after'),
  });
  database.transaction(() => database.transaction(() => undefined));
  expect(told).toEqual(['before', 'after']);
  expect(database.number('SELECT max(n) FROM numbers')).toBe(9);
  expect(() => database.transaction(() => database.run('nonsense', []))).toThrow(/syntax error/);
  expect(told).toEqual(['before', 'after', 'back to 7']);
});

test('a database opened to read takes no write, by whatever way', async () => {
  const bytes = (await withNumbers()).export();
  const database = await SqljsDatabase.openReadOnly(sqlWasm, bytes);
  expect(() => database.script('DELETE FROM numbers')).toThrow(/readonly/);
  expect(() => database.transaction(() => undefined)).toThrow(/read-only/);
  expect(database.number('SELECT count(*) FROM numbers')).toBe(3);
});
