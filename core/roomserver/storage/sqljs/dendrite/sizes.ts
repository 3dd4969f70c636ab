import type { RoomNid } from '../../../types/nids';
import type { StorageSizes } from '../../interface';
import type { SqljsDatabase } from '../sqljs-database';
import { decodeNids } from './nid-list';
import { numberOf } from './values';

const BLOCK_BYTES = `length(CAST(event_nids AS BLOB)) + ifnull(length(state_block_hash), 0)`;
const SNAPSHOT_BYTES = `length(CAST(state_block_nids AS BLOB)) + ifnull(length(state_snapshot_hash), 0)`;

/** See `Storage.sizes`. A room's blocks are those that its snapshots list. */
export function storageSizes(database: SqljsDatabase, roomNid: RoomNid | null): StorageSizes {
  const pages = database.number('PRAGMA page_count');
  const file = pages * database.number('PRAGMA page_size');
  const payload = roomNid === null ? wholeDatabase(database) : oneRoom(database, roomNid);
  return { ...payload, file };
}

type Payload = Omit<StorageSizes, 'file'>;

function wholeDatabase(database: SqljsDatabase): Payload {
  return {
    blocks: database.number(`SELECT sum(${BLOCK_BYTES}) FROM roomserver_state_block`),
    snapshots: database.number(`SELECT sum(${SNAPSHOT_BYTES}) FROM roomserver_state_snapshots`),
    eventJson: database.number(
      'SELECT sum(length(CAST(event_json AS BLOB))) FROM roomserver_event_json',
    ),
  };
}

function oneRoom(database: SqljsDatabase, roomNid: RoomNid): Payload {
  const blocks = new Set<number>();
  let snapshotBytes = 0;
  // Rooms share the empty snapshot, whatever its room_nid says.
  const snapshots = database.rows(
    `SELECT state_block_nids, ${SNAPSHOT_BYTES} FROM roomserver_state_snapshots s
     WHERE room_nid = ?1 OR (length(state_block_nids) <= 2 AND EXISTS (
       SELECT 1 FROM roomserver_events e
       WHERE e.room_nid = ?1 AND e.state_snapshot_nid = s.state_snapshot_nid))`,
    [roomNid],
  );
  for (const [list = null, bytes = 0] of snapshots) {
    for (const block of decodeNids(list) ?? []) blocks.add(block);
    snapshotBytes += numberOf(bytes);
  }
  let blockBytes = 0;
  const all = database.rows(`SELECT state_block_nid, ${BLOCK_BYTES} FROM roomserver_state_block`);
  for (const [nid = 0, bytes = 0] of all)
    if (blocks.has(numberOf(nid))) blockBytes += numberOf(bytes);
  const eventJson = database.number(
    `SELECT sum(length(CAST(j.event_json AS BLOB)))
     FROM roomserver_events e JOIN roomserver_event_json j ON j.event_nid = e.event_nid
     WHERE e.room_nid = ?`,
    [roomNid],
  );
  return { blocks: blockBytes, snapshots: snapshotBytes, eventJson };
}
