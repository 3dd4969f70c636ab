import type { EventNid, RoomNid, StateSnapshotNid } from '../../../types/nids';
import type { SideTables } from '../../interface';
import type {
  EventSideRow,
  OutputRow,
  SnapshotLabel,
  SnapshotSideRow,
} from '../../tables/interface';
import type { SqljsDatabase, SqlRow } from '../sqljs-database';
import { corrupt } from './corrupt';
import type { Layout } from './layout';
import { decodeNids, encodeNids } from './nid-list';
import { numberOf, textOf } from './values';

const SELECT_OUTPUT = `SELECT position, room_nid, event_nid, type, last_sent_event_nid,
  latest_event_nids, adds_state_event_nids, removes_state_event_nids, state_snapshot_nid
  FROM roomscope_output_log WHERE room_nid = ? ORDER BY position`;

const INSERT_OUTPUT = `INSERT INTO roomscope_output_log (room_nid, event_nid, type,
  last_sent_event_nid, latest_event_nids, adds_state_event_nids, removes_state_event_nids,
  state_snapshot_nid) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;

/** `roomscope_*`. Where the database is not ours they read as empty. */
export class RoomscopeSideTables implements SideTables {
  readonly present: boolean;
  readonly #database: SqljsDatabase;
  readonly #signatures: string;
  readonly #hasProperties: boolean;

  constructor(database: SqljsDatabase, layout: Layout) {
    const eventColumns = layout.get('roomscope_events');
    this.#database = database;
    // A document that was saved of a foreign database has these alone.
    this.#hasProperties = layout.has('roomscope_properties');
    this.present = eventColumns !== undefined;
    // A database written before signatures were checked lacks the column.
    this.#signatures = eventColumns?.has('signatures') === false ? "'unchecked'" : 's.signatures';
  }

  *events(roomNid: RoomNid): Generator<EventSideRow> {
    const rows = this.#read(
      `SELECT s.event_nid, s.kind, s.arrival, s.incomplete, s.content_hash, ${this.#signatures},
         s.ladder
       FROM roomserver_events e JOIN roomscope_events s ON s.event_nid = e.event_nid
       WHERE e.room_nid = ? ORDER BY e.event_nid`,
      [roomNid],
    );
    for (const row of rows) yield eventSideRow(row);
  }

  insertEvent(row: EventSideRow): void {
    this.#database.run('INSERT INTO roomscope_events VALUES (?, ?, ?, ?, ?, ?, ?)', [
      row.eventNid,
      row.kind,
      row.arrival,
      Number(row.incomplete),
      row.contentHash,
      row.signatures,
      row.ladder,
    ]);
  }

  *snapshots(): Generator<SnapshotSideRow> {
    const rows = this.#read(
      'SELECT state_snapshot_nid, label FROM roomscope_snapshots ORDER BY state_snapshot_nid',
      [],
    );
    for (const [nid = 0, label = ''] of rows)
      yield {
        stateSnapshotNid: numberOf(nid) as StateSnapshotNid,
        label: textOf(label) as SnapshotLabel,
      };
  }

  insertSnapshot(row: SnapshotSideRow): void {
    this.#database.run('INSERT INTO roomscope_snapshots VALUES (?, ?)', [
      row.stateSnapshotNid,
      row.label,
    ]);
  }

  *output(roomNid: RoomNid): Generator<OutputRow> {
    for (const row of this.#read(SELECT_OUTPUT, [roomNid])) yield outputRow(row);
  }

  appendOutput(row: Omit<OutputRow, 'position'>): void {
    this.#database.run(INSERT_OUTPUT, [
      row.roomNid,
      row.eventNid,
      row.type,
      row.lastSentEventNid,
      encodeNids(row.latestEventNids),
      encodeNids(row.addsStateEventNids),
      encodeNids(row.removesStateEventNids),
      row.stateSnapshotNid,
    ]);
  }

  property(name: string): string | undefined {
    if (!this.#hasProperties) return undefined;
    const sql = 'SELECT value FROM roomscope_properties WHERE name = ?';
    const value = this.#database.first(sql, [name])?.[0];
    return value === undefined ? undefined : textOf(value);
  }

  setProperty(name: string, value: string): void {
    this.#database.run('INSERT OR REPLACE INTO roomscope_properties VALUES (?, ?)', [name, value]);
  }

  #read(sql: string, parameters: SqlRow): Iterable<SqlRow> {
    return this.present ? this.#database.rows(sql, parameters) : [];
  }
}

function eventSideRow(row: SqlRow): EventSideRow {
  const [nid = 0, kind = 0, arrival = 0, incomplete = 0] = row;
  const [hash = '', signatures = '', ladder = ''] = row.slice(4);
  return {
    eventNid: numberOf(nid) as EventNid,
    kind: numberOf(kind) as EventSideRow['kind'],
    arrival: numberOf(arrival),
    incomplete: numberOf(incomplete) !== 0,
    contentHash: textOf(hash),
    signatures: textOf(signatures),
    ladder: textOf(ladder),
  };
}

function outputRow(row: SqlRow): OutputRow {
  const [position = 0, room = 0, event = 0, type = '', lastSent = 0] = row;
  const [latest = null, adds = null, removes = null, snapshot = 0] = row.slice(5);
  const nids = (list: typeof latest): EventNid[] =>
    (decodeNids(list) ??
      corrupt(`output ${numberOf(position)} has a malformed list`)) as EventNid[];
  return {
    position: numberOf(position),
    roomNid: numberOf(room) as RoomNid,
    eventNid: numberOf(event) as EventNid,
    type: textOf(type) as OutputRow['type'],
    lastSentEventNid: numberOf(lastSent) as EventNid,
    latestEventNids: nids(latest),
    addsStateEventNids: nids(adds),
    removesStateEventNids: nids(removes),
    stateSnapshotNid: numberOf(snapshot) as StateSnapshotNid,
  };
}
