import { RoomscopeError } from '../../../../base/errors';
import type { SqljsDatabase } from '../sqljs-database';
import { textOf } from './values';

/** Tables of a database by name, each with its columns. */
export type Layout = ReadonlyMap<string, ReadonlySet<string>>;

/** What every age of Dendrite that can be read has, by table. The others are optional. */
const CORE_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  roomserver_event_types: ['event_type_nid', 'event_type'],
  roomserver_event_state_keys: ['event_state_key_nid', 'event_state_key'],
  roomserver_events: [
    'event_nid',
    'room_nid',
    'event_type_nid',
    'event_state_key_nid',
    'sent_to_output',
    'state_snapshot_nid',
    'depth',
    'event_id',
    'auth_event_nids',
    'is_rejected',
  ],
  roomserver_event_json: ['event_nid', 'event_json'],
  roomserver_rooms: [
    'room_nid',
    'room_id',
    'room_version',
    'latest_event_nids',
    'last_event_sent_nid',
    'state_snapshot_nid',
  ],
  roomserver_state_block: ['state_block_nid', 'state_block_hash', 'event_nids'],
  roomserver_state_snapshots: [
    'state_snapshot_nid',
    'state_snapshot_hash',
    'room_nid',
    'state_block_nids',
  ],
  roomserver_previous_events: ['previous_event_id', 'event_nids'],
};

export const CORE_TABLES: readonly string[] = Object.keys(CORE_COLUMNS);

export function readLayout(database: SqljsDatabase): Layout {
  const layout = new Map<string, Set<string>>();
  const rows = database.rows(
    `SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c
     WHERE t.type = 'table' ORDER BY t.name, c.cid`,
  );
  for (const [tableName = null, columnName = null] of rows) {
    const table = textOf(tableName);
    const columns = layout.get(table) ?? new Set<string>();
    columns.add(textOf(columnName));
    layout.set(table, columns);
  }
  return layout;
}

/** Throws `bad_input` unless these are the tables of a Dendrite whose state is in blocks of events. */
export function checkLayout(layout: Layout, fileName: string): void {
  const place = { file: fileName };
  if (layout.get('roomserver_state_block')?.has('event_nid'))
    throw new RoomscopeError(
      'bad_input',
      `${fileName} was written by a Dendrite from before April 2021, which stored state in another way. Start a newer Dendrite on a copy, which converts it, and open that.`,
      place,
    );
  for (const [table, columns] of Object.entries(CORE_COLUMNS)) {
    const found = layout.get(table);
    if (!found)
      throw new RoomscopeError(
        'bad_input',
        `${fileName} is not the database of a Dendrite roomserver: the table ${table} is missing. Choose the roomserver.db of a server.`,
        place,
      );
    const missing = columns.find((column) => !found.has(column));
    if (missing !== undefined)
      throw new RoomscopeError(
        'bad_input',
        `${fileName} cannot be read: the table ${table} has no column ${missing}. Start a newer Dendrite on a copy, which adds it, and open that.`,
        { ...place, field: `${table}.${missing}` },
      );
  }
}
