import { PREASSIGNED_EVENT_TYPES, type RoomNid, type StateSnapshotNid } from '../../../types/nids';
import type { SqljsDatabase } from '../sqljs-database';
import { corrupt } from './corrupt';
import { CORE_TABLES } from './layout';
import { decodeNids } from './nid-list';
import { numberOf, textOf } from './values';

/** SQLite's own check of its pages takes about 3 ms per megabyte; beyond this it is left out. */
const PAGE_CHECK_BYTES = 64_000_000;

const CREATE = PREASSIGNED_EVENT_TYPES.get('m.room.create');

/**
 * The empty snapshot, which all rooms share, as it was before a purge took it away: Dendrite deletes
 * the snapshots of a purged room by their room_nid, and that of the empty one is the newest room's.
 */
export interface PurgedEmptySnapshot {
  readonly stateSnapshotNid: StateSnapshotNid;
  /** A room whose create event still points at it. */
  readonly roomNid: RoomNid;
}

/**
 * Throws `corrupt_database` where a number points at nothing: afterwards every snapshot can be loaded
 * to its events. One pass over each table, linear in the file. The state before a create event is
 * empty by definition, so that one missing snapshot is no loss: it is returned.
 */
export function checkContents(database: SqljsDatabase): readonly PurgedEmptySnapshot[] {
  checkPages(database);
  checkPreassigned(database);
  checkEvents(database);
  const events = nidsOf(database, 'roomserver_events', 'event_nid');
  const blocks = checkBlocks(database, events);
  const snapshots = checkSnapshots(database, blocks);
  checkRooms(database, events, snapshots);
  return checkSnapshotUses(database, snapshots);
}

function checkPages(database: SqljsDatabase): void {
  const bytes = database.number('PRAGMA page_count') * database.number('PRAGMA page_size');
  if (bytes > PAGE_CHECK_BYTES) return;
  for (const table of CORE_TABLES) {
    const found = textOf(database.first(`PRAGMA quick_check('${table}')`)?.[0] ?? null);
    if (found !== 'ok') corrupt(`table ${table} is broken (${found})`);
  }
}

function checkPreassigned(database: SqljsDatabase): void {
  for (const row of database.rows(
    'SELECT event_type_nid, event_type FROM roomserver_event_types',
  )) {
    const [nid = 0, type = ''] = row;
    const expected = PREASSIGNED_EVENT_TYPES.get(textOf(type));
    if (expected !== undefined && expected !== numberOf(nid))
      corrupt(`event type ${textOf(type)} has NID ${numberOf(nid)} instead of ${expected}`);
  }
}

const EVENT_FAULTS: readonly (readonly [sql: string, fault: string])[] = [
  ['json.event_nid IS NULL', 'has no JSON'],
  ['type.event_type_nid IS NULL', 'has an unknown event type'],
  ['room.room_nid IS NULL', 'belongs to no known room'],
  [
    'e.event_state_key_nid <> 0 AND state_key.event_state_key_nid IS NULL',
    'has an unknown state key',
  ],
];

function checkEvents(database: SqljsDatabase): void {
  const faults = EVENT_FAULTS.map(([sql], index) => `WHEN ${sql} THEN ${index}`).join(' ');
  const row = database.first(
    `SELECT e.event_nid, e.event_id, CASE ${faults} END AS fault
     FROM roomserver_events e
     LEFT JOIN roomserver_event_json json ON json.event_nid = e.event_nid
     LEFT JOIN roomserver_event_types type ON type.event_type_nid = e.event_type_nid
     LEFT JOIN roomserver_rooms room ON room.room_nid = e.room_nid
     LEFT JOIN roomserver_event_state_keys state_key
       ON state_key.event_state_key_nid = e.event_state_key_nid
     WHERE fault IS NOT NULL LIMIT 1`,
  );
  if (!row) return;
  const [nid = 0, id = '', fault = 0] = row;
  const what = EVENT_FAULTS[numberOf(fault)]?.[1] ?? 'is incomplete';
  corrupt(`event ${numberOf(nid)} ${what}`, textOf(id));
}

function checkBlocks(database: SqljsDatabase, events: ReadonlySet<number>): ReadonlySet<number> {
  return checkLists(
    database,
    { table: 'roomserver_state_block', nid: 'state_block_nid', list: 'event_nids' },
    (nid, entries) => {
      if (!entries) corrupt(`state block ${nid} has a malformed list of events`);
      const missing = entries.find((event) => !events.has(event));
      if (missing !== undefined)
        corrupt(`state block ${nid} lists event ${missing}, which is missing`);
    },
  );
}

function checkSnapshots(database: SqljsDatabase, blocks: ReadonlySet<number>): ReadonlySet<number> {
  return checkLists(
    database,
    { table: 'roomserver_state_snapshots', nid: 'state_snapshot_nid', list: 'state_block_nids' },
    (nid, entries) => {
      if (!entries) corrupt(`snapshot ${nid} has a malformed list of blocks`);
      const missing = entries.find((block) => !blocks.has(block));
      if (missing !== undefined)
        corrupt(`snapshot ${nid} lists state block ${missing}, which is missing`);
    },
  );
}

function checkLists(
  database: SqljsDatabase,
  names: { readonly table: string; readonly nid: string; readonly list: string },
  check: (nid: number, entries: readonly number[] | null) => void,
): ReadonlySet<number> {
  const nids = new Set<number>();
  for (const row of database.rows(`SELECT ${names.nid}, ${names.list} FROM ${names.table}`)) {
    const nid = numberOf(row[0] ?? 0);
    check(nid, decodeNids(row[1] ?? null));
    nids.add(nid);
  }
  return nids;
}

function checkSnapshotUses(
  database: SqljsDatabase,
  snapshots: ReadonlySet<number>,
): readonly PurgedEmptySnapshot[] {
  const purged: PurgedEmptySnapshot[] = [];
  const rows = database.rows(
    `SELECT state_snapshot_nid, min(event_nid), max(event_type_nid), max(room_nid)
     FROM roomserver_events WHERE state_snapshot_nid <> 0
     GROUP BY state_snapshot_nid ORDER BY state_snapshot_nid`,
  );
  for (const [nid = 0, event = 0, highestType = 0, room = 0] of rows) {
    if (snapshots.has(numberOf(nid))) continue;
    if (numberOf(highestType) !== CREATE)
      corrupt(`snapshot ${numberOf(nid)}, the state before event ${numberOf(event)}, is missing`);
    purged.push({
      stateSnapshotNid: numberOf(nid) as StateSnapshotNid,
      roomNid: numberOf(room) as RoomNid,
    });
  }
  return purged;
}

function checkRooms(
  database: SqljsDatabase,
  events: ReadonlySet<number>,
  snapshots: ReadonlySet<number>,
): void {
  const rows = database.rows(
    'SELECT room_id, latest_event_nids, state_snapshot_nid FROM roomserver_rooms',
  );
  for (const [roomId = '', latest = null, snapshotNid = 0] of rows) {
    const room = textOf(roomId);
    const nids =
      decodeNids(latest) ?? corrupt(`room ${room} has a malformed list of latest events`);
    const missing = nids.find((event) => !events.has(event));
    if (missing !== undefined) corrupt(`latest event ${missing} of room ${room} is missing`);
    const snapshot = numberOf(snapshotNid);
    if (snapshot !== 0 && !snapshots.has(snapshot))
      corrupt(`snapshot ${snapshot}, the current state of room ${room}, is missing`);
  }
}

function nidsOf(database: SqljsDatabase, table: string, column: string): ReadonlySet<number> {
  const nids = new Set<number>();
  for (const row of database.rows(`SELECT ${column} FROM ${table}`))
    nids.add(numberOf(row[0] ?? 0));
  return nids;
}
