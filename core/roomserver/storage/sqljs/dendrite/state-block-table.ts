import type { Hashing } from '../../../../base/platform-port';
import type { EventNid, StateBlockNid } from '../../../types/nids';
import type { StateBlocksTable } from '../../interface';
import type { StateBlockRow } from '../../tables/interface';
import type { SqljsDatabase } from '../sqljs-database';
import { corrupt } from './corrupt';
import { assertSortedNids, decodeNids, encodeNids } from './nid-list';
import { bytesOf, numberOf } from './values';

// Rewriting the list with itself is what makes a found block return its NID, as Dendrite does it.
// SQLite has taken the next NID by then: the gap is part of what the rows look like.
const UPSERT = `INSERT INTO roomserver_state_block (state_block_hash, event_nids) VALUES (?, ?)
  ON CONFLICT (state_block_hash) DO UPDATE SET event_nids = excluded.event_nids
  RETURNING state_block_nid`;

/** `roomserver_state_block`. */
export class StateBlockTable implements StateBlocksTable {
  readonly #database: SqljsDatabase;
  readonly #hashing: Hashing;

  constructor(database: SqljsDatabase, hashing: Hashing) {
    this.#database = database;
    this.#hashing = hashing;
  }

  *all(): Generator<StateBlockRow> {
    const rows = this.#database.rows(
      'SELECT state_block_nid, state_block_hash, event_nids FROM roomserver_state_block ORDER BY state_block_nid',
    );
    for (const [nid = 0, hash = null, list = null] of rows) {
      const stateBlockNid = numberOf(nid) as StateBlockNid;
      const eventNids =
        decodeNids(list) ?? corrupt(`state block ${stateBlockNid} has a malformed list of events`);
      yield {
        stateBlockNid,
        stateBlockHash: bytesOf(hash),
        eventNids: eventNids as EventNid[],
      };
    }
  }

  hash(nid: StateBlockNid): Uint8Array | undefined {
    const sql = 'SELECT state_block_hash FROM roomserver_state_block WHERE state_block_nid = ?';
    const row = this.#database.first(sql, [nid]);
    return row ? bytesOf(row[0] ?? null) : undefined;
  }

  upsert(eventNids: readonly EventNid[]): StateBlockNid {
    assertSortedNids(eventNids, 'events of a state block');
    const list = bytesOf(encodeNids(eventNids));
    const hash = this.#hashing.blake2b256(list);
    return this.#database.insert(UPSERT, [hash, list]) as StateBlockNid;
  }
}
