import { assert } from '../../../../base/assert';
import {
  assertNid,
  type EventNid,
  type EventStateKeyNid,
  type EventTypeNid,
  type RoomNid,
  type StateSnapshotNid,
} from '../../../types/nids';
import type { EventsTable } from '../../interface';
import type { EventRow } from '../../tables/interface';
import type { SqljsDatabase, SqlRow } from '../sqljs-database';
import { corrupt } from './corrupt';
import { EventJsonTable } from './event-json-table';
import { decodeNids, encodeNids } from './nid-list';
import { exactInteger, exactNumberOf, numberOf, textOf } from './values';

const SELECT = `SELECT event_nid, room_nid, event_type_nid, event_state_key_nid, sent_to_output,
  state_snapshot_nid, ${exactInteger('depth')}, event_id, auth_event_nids, is_rejected
  FROM roomserver_events`;

const INSERT = `INSERT INTO roomserver_events (room_nid, event_type_nid, event_state_key_nid,
  sent_to_output, state_snapshot_nid, depth, event_id, auth_event_nids, is_rejected)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING event_nid`;

const MAX_DEPTH = 2n ** 63n - 1n;

/** `roomserver_events`, with the JSON that lies beside it. */
export class DendriteEventsTable implements EventsTable {
  readonly #database: SqljsDatabase;
  readonly #json: EventJsonTable;

  constructor(database: SqljsDatabase) {
    this.#database = database;
    this.#json = new EventJsonTable(database);
  }

  *ofRoom(roomNid: RoomNid): Generator<EventRow> {
    for (const row of this.#database.rows(`${SELECT} WHERE room_nid = ? ORDER BY event_nid`, [
      roomNid,
    ]))
      yield eventRow(row);
  }

  byNids(nids: readonly EventNid[]): readonly EventRow[] {
    const sql = `${SELECT} WHERE event_nid IN (SELECT value FROM json_each(?)) ORDER BY event_nid`;
    return [...this.#database.rows(sql, [encodeNids(nids)])].map(eventRow);
  }

  byEventId(eventId: string): EventRow | undefined {
    const row = this.#database.first(`${SELECT} WHERE event_id = ?`, [eventId]);
    return row && eventRow(row);
  }

  json(nids: readonly EventNid[]): Iterable<readonly [EventNid, Uint8Array]> {
    return this.#json.byNids(nids);
  }

  jsonOfRoom(roomNid: RoomNid): Iterable<readonly [EventNid, Uint8Array]> {
    return this.#json.ofRoom(roomNid);
  }

  insert(row: Omit<EventRow, 'eventNid'>, json: Uint8Array): EventNid {
    assertNid(row.roomNid, 'room_nid');
    assertNid(row.eventTypeNid, 'event_type_nid');
    const eventNid = this.#database.insert(INSERT, [
      row.roomNid,
      row.eventTypeNid,
      row.eventStateKeyNid,
      Number(row.sentToOutput),
      row.stateSnapshotNid,
      storableDepth(row.depth),
      row.eventId,
      encodeNids(row.authEventNids),
      Number(row.isRejected),
    ]) as EventNid;
    this.#json.replace(eventNid, json);
    return eventNid;
  }

  setState(eventNid: EventNid, snapshot: StateSnapshotNid): void {
    assertNid(snapshot, 'state_snapshot_nid');
    this.#database.run('UPDATE roomserver_events SET state_snapshot_nid = ? WHERE event_nid = ?', [
      snapshot,
      eventNid,
    ]);
  }

  markSent(eventNid: EventNid): void {
    this.#database.run('UPDATE roomserver_events SET sent_to_output = 1 WHERE event_nid = ?', [
      eventNid,
    ]);
  }

  setRejected(eventNid: EventNid, rejected: boolean): void {
    if (rejected) {
      const row = this.#database.first(
        'SELECT 1 FROM roomserver_events WHERE event_nid = ? AND NOT is_rejected AND state_snapshot_nid <> 0',
        [eventNid],
      );
      assert(!row, `event ${eventNid} was accepted with its state before known; that is final`);
    }
    this.#database.run('UPDATE roomserver_events SET is_rejected = ? WHERE event_nid = ?', [
      Number(rejected),
      eventNid,
    ]);
  }
}

// SQLite turns larger integers into floating point; Dendrite cannot hold them either.
function storableDepth(depth: number | bigint): number | bigint {
  return depth > MAX_DEPTH ? MAX_DEPTH : depth;
}

function eventRow(row: SqlRow): EventRow {
  const [nid = 0, room = 0, type = 0, stateKey = 0, sent = 0, snapshot = 0] = row;
  const [depth = 0, id = '', auth = null, rejected = 0] = row.slice(6);
  const eventNid = numberOf(nid) as EventNid;
  const eventId = textOf(id);
  const authEventNids =
    decodeNids(auth) ?? corrupt(`event ${eventNid} has a malformed list of auth events`, eventId);
  return {
    eventNid,
    roomNid: numberOf(room) as RoomNid,
    eventTypeNid: numberOf(type) as EventTypeNid,
    eventStateKeyNid: numberOf(stateKey) as EventStateKeyNid,
    sentToOutput: numberOf(sent) !== 0,
    stateSnapshotNid: numberOf(snapshot) as StateSnapshotNid,
    depth: exactNumberOf(depth),
    eventId,
    authEventNids: authEventNids as EventNid[],
    isRejected: numberOf(rejected) !== 0,
  };
}
