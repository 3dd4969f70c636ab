import type { Hashing } from '../../../../base/platform-port';
import {
  assertNid,
  type RoomNid,
  type StateBlockNid,
  type StateSnapshotNid,
} from '../../../types/nids';
import type { StateSnapshotsTable } from '../../interface';
import type { StateSnapshotRow } from '../../tables/interface';
import type { SqljsDatabase } from '../sqljs-database';
import type { PurgedEmptySnapshot } from './check-contents';
import { corrupt } from './corrupt';
import { assertSortedNids, decodeNids, encodeNids } from './nid-list';
import { bytesOf, numberOf } from './values';

// As for blocks. The room is not part of the hash, so rooms share the empty snapshot, and it belongs
// to the one that stored it last.
const UPSERT = `INSERT INTO roomserver_state_snapshots
    (state_snapshot_hash, room_nid, state_block_nids) VALUES (?, ?, ?)
  ON CONFLICT (state_snapshot_hash) DO UPDATE SET room_nid = excluded.room_nid
  RETURNING state_snapshot_nid`;

/** `roomserver_state_snapshots`. */
export class StateSnapshotTable implements StateSnapshotsTable {
  readonly #database: SqljsDatabase;
  readonly #hashing: Hashing;
  readonly #purged: readonly PurgedEmptySnapshot[];

  constructor(database: SqljsDatabase, hashing: Hashing, purged: readonly PurgedEmptySnapshot[]) {
    this.#database = database;
    this.#hashing = hashing;
    this.#purged = purged;
  }

  *all(): Generator<StateSnapshotRow> {
    const stateSnapshotHash = this.#hashing.blake2b256(bytesOf(encodeNids([])));
    let next = 0;
    for (const row of this.#stored()) {
      for (; next < this.#purged.length; next += 1) {
        const purged = this.#purged[next];
        if (!purged || purged.stateSnapshotNid > row.stateSnapshotNid) break;
        yield { ...purged, stateSnapshotHash, stateBlockNids: [] };
      }
      yield row;
    }
    for (const purged of this.#purged.slice(next))
      yield { ...purged, stateSnapshotHash, stateBlockNids: [] };
  }

  *#stored(): Generator<StateSnapshotRow> {
    const rows = this.#database.rows(
      `SELECT state_snapshot_nid, state_snapshot_hash, room_nid, state_block_nids
       FROM roomserver_state_snapshots ORDER BY state_snapshot_nid`,
    );
    for (const [nid = 0, hash = null, room = 0, list = null] of rows) {
      const stateSnapshotNid = numberOf(nid) as StateSnapshotNid;
      const stateBlockNids =
        decodeNids(list) ?? corrupt(`snapshot ${stateSnapshotNid} has a malformed list of blocks`);
      yield {
        stateSnapshotNid,
        stateSnapshotHash: bytesOf(hash),
        roomNid: numberOf(room) as RoomNid,
        stateBlockNids: stateBlockNids as StateBlockNid[],
      };
    }
  }

  hash(nid: StateSnapshotNid): Uint8Array | undefined {
    const sql =
      'SELECT state_snapshot_hash FROM roomserver_state_snapshots WHERE state_snapshot_nid = ?';
    const row = this.#database.first(sql, [nid]);
    if (row) return bytesOf(row[0] ?? null);
    return this.#purged.some((row) => row.stateSnapshotNid === nid)
      ? this.#hashing.blake2b256(bytesOf(encodeNids([])))
      : undefined;
  }

  upsert(roomNid: RoomNid, stateBlockNids: readonly StateBlockNid[]): StateSnapshotNid {
    assertNid(roomNid, 'room_nid');
    assertSortedNids(stateBlockNids, 'blocks of a snapshot');
    const list = encodeNids(stateBlockNids);
    const hash = this.#hashing.blake2b256(bytesOf(list));
    return this.#database.insert(UPSERT, [hash, roomNid, list]) as StateSnapshotNid;
  }
}
