import type { EventNid, RoomNid, StateSnapshotNid } from '../../../types/nids';
import type { RoomsTable } from '../../interface';
import type { RoomRow } from '../../tables/interface';
import type { SqljsDatabase, SqlRow } from '../sqljs-database';
import { corrupt } from './corrupt';
import { decodeNids, encodeNids } from './nid-list';
import { numberOf, textOf } from './values';

const SELECT = `SELECT room_nid, room_id, room_version, latest_event_nids, last_event_sent_nid,
  state_snapshot_nid FROM roomserver_rooms`;

/** `roomserver_rooms`. */
export class DendriteRoomsTable implements RoomsTable {
  readonly #database: SqljsDatabase;

  constructor(database: SqljsDatabase) {
    this.#database = database;
  }

  all(): readonly RoomRow[] {
    return [...this.#database.rows(`${SELECT} ORDER BY room_nid`)].map(roomRow);
  }

  find(roomId: string): RoomRow | undefined {
    const row = this.#database.first(`${SELECT} WHERE room_id = ?`, [roomId]);
    return row && roomRow(row);
  }

  insert(roomId: string, roomVersion: string): RoomNid {
    return this.#database.insert(
      'INSERT INTO roomserver_rooms (room_id, room_version) VALUES (?, ?) RETURNING room_nid',
      [roomId, roomVersion],
    ) as RoomNid;
  }

  update(
    roomNid: RoomNid,
    latest: readonly EventNid[],
    lastSent: EventNid,
    snapshot: StateSnapshotNid,
  ): void {
    this.#database.run(
      `UPDATE roomserver_rooms
       SET latest_event_nids = ?, last_event_sent_nid = ?, state_snapshot_nid = ?
       WHERE room_nid = ?`,
      [encodeNids(latest), lastSent, snapshot, roomNid],
    );
  }
}

function roomRow(row: SqlRow): RoomRow {
  const [roomNid = 0, roomId = '', version = '', latest = null, sent = 0, snapshot = 0] = row;
  const latestEventNids =
    decodeNids(latest) ?? corrupt(`room ${textOf(roomId)} has a malformed list of latest events`);
  return {
    roomNid: numberOf(roomNid) as RoomNid,
    roomId: textOf(roomId),
    roomVersion: textOf(version),
    latestEventNids: latestEventNids as EventNid[],
    lastEventSentNid: numberOf(sent) as EventNid,
    stateSnapshotNid: numberOf(snapshot) as StateSnapshotNid,
  };
}
