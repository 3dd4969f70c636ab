import { base64 } from '../../../../base/base64';
import type { SqljsDatabase, SqlRow, SqlValue } from '../sqljs-database';
import type { Layout } from './layout';
import { decodeNids } from './nid-list';
import { exactInteger } from './values';

/** Private keys of pseudonymous users. */
const PRIVATE_COLUMNS: ReadonlySet<string> = new Set(['pseudo_id_key']);
const LIST_COLUMN = /_nids$/;
const HASH_COLUMN = /(_hash|_sha256)$/;
/** A column of that name in a side table holds a word, not a digest. */
const WORD_COLUMNS: ReadonlySet<string> = new Set(['content_hash']);

/** See `Storage.browse`. */
export function browseTable(
  database: SqljsDatabase,
  layout: Layout,
  table: string,
  limit: number | null,
): Iterable<Record<string, unknown>> | null {
  const columns = layout.get(table);
  if (!columns) return null;
  const shown = [...columns].filter((column) => !PRIVATE_COLUMNS.has(column));
  return readRows(database, table, shown, limit);
}

function* readRows(
  database: SqljsDatabase,
  table: string,
  columns: readonly string[],
  limit: number | null,
): Generator<Record<string, unknown>> {
  const values = columns.map(quote).map((column) => `${exactValue(column)}, typeof(${column})`);
  const sql = `SELECT ${values.join(', ')} FROM ${quote(table)} LIMIT ?`;
  for (const row of database.rows(sql, [limit ?? -1])) yield shownRow(columns, row);
}

function shownRow(columns: readonly string[], row: SqlRow): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  const classes: Record<string, unknown> = {};
  for (const [index, column] of columns.entries()) {
    shown[column] = shownValue(column, row[2 * index] ?? null);
    classes[column] = row[2 * index + 1];
  }
  shown._class = classes;
  return shown;
}

function shownValue(column: string, value: SqlValue): unknown {
  if (value === null || typeof value === 'number') return value;
  if (LIST_COLUMN.test(column)) return decodeNids(value) ?? textOrBase64(value);
  if (HASH_COLUMN.test(column) && !WORD_COLUMNS.has(column) && value instanceof Uint8Array)
    return paddedBase64(value);
  return textOrBase64(value);
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function textOrBase64(value: Exclude<SqlValue, null | number>): string {
  if (!(value instanceof Uint8Array)) return String(value);
  try {
    return strictUtf8.decode(value);
  } catch {
    return paddedBase64(value);
  }
}

function paddedBase64(bytes: Uint8Array): string {
  const text = base64(bytes);
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

function exactValue(column: string): string {
  return `CASE typeof(${column}) WHEN 'integer' THEN ${exactInteger(column)} ELSE ${column} END`;
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
