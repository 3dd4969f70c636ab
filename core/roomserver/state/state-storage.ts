import type { Work } from '../../base/work';
import type { Storage } from '../storage/interface';
import type { SnapshotLabel } from '../storage/tables/interface';
import type { EventNid, RoomNid, StateBlockNid, StateSnapshotNid } from '../types/nids';
import { missingBlock, missingEvent, missingSnapshot, unknownBlock } from './corrupt-state';
import { differenceOfStates } from './difference';
import { inForce } from './in-force';
import { StateBlocks } from './state-blocks';
import { StateSnapshots } from './state-snapshots';
import { StateView } from './state-view';
import type { Tuple, TupleIndex } from './tuples';

/** What changed from one state to another: a replaced entry is in both. Sorted by tuple. */
export interface StateDifference {
  readonly removed: readonly EventNid[];
  readonly added: readonly EventNid[];
}

const EMPTY_LIST = new Int32Array(0);
const ROWS_PER_BREATH = 512;

/**
 * Every state that a database holds: its snapshots and blocks, decoded once, and read without a
 * query. Damage is found when a state is used, so that the healthy rooms of a damaged database open.
 */
export class StateStorage {
  readonly storage: Storage;
  readonly #blocks = new StateBlocks();
  readonly #snapshots = new StateSnapshots();
  /** The one pass over the tables, wherever it stands: callers that load at the same time share it. */
  readonly #rows = this.#readTables();
  #loaded = false;

  constructor(storage: Storage) {
    this.storage = storage;
  }

  /** Reads the tables, letting the thread breathe. Without it, the first question reads them at once. */
  async load(work: Work): Promise<void> {
    let done = 0;
    while (!this.#rows.next().done) {
      if (++done % ROWS_PER_BREATH === 0)
        await work.breathe({ phase: 'Reading state', done, total: null });
    }
  }

  /** Block NIDs in list order. */
  blockNids(snapshot: StateSnapshotNid): readonly StateBlockNid[] {
    const list = this.snapshots.list(this.snapshotIndex(snapshot));
    return Array.from(list, (block) => this.#blocks.blocks.nid(block));
  }

  /** The block's events in ascending order, as stored. */
  blockEvents(block: StateBlockNid): readonly EventNid[] {
    const index = this.#blockIndex(block);
    const events = Array.from(this.#blocks.entries(index), (event) =>
      this.#blocks.events.nid(event),
    );
    return events.sort((a, b) => a - b);
  }

  /** 0 is the empty state. Throws `corrupt_database` where the snapshot or a part of it is missing. */
  view(snapshot: StateSnapshotNid | 0): StateView {
    if (snapshot === 0) return new StateView(this.blocks, EMPTY_LIST);
    return this.viewOf(this.snapshotIndex(snapshot));
  }

  /** As `view`, of a snapshot index. */
  viewOf(snapshot: number): StateView {
    const list = this.snapshots.list(snapshot);
    for (const block of list) this.#checkBlock(block, this.#snapshots.snapshots.nid(snapshot));
    return new StateView(this.#blocks, list);
  }

  /** What was removed and added on the way from state `a` to state `b`; 0 is the empty state. */
  difference(a: StateSnapshotNid | 0, b: StateSnapshotNid | 0): StateDifference {
    if (a === b) return { removed: [], added: [] };
    const { removed, added } = differenceOfStates(this.blocks, this.view(a), this.view(b));
    const nid = (event: number) => this.#blocks.events.nid(event);
    return { removed: removed.map(nid), added: added.map(nid) };
  }

  /** Parallel to `blockNids`: 1 = the block holds an entry that no later block replaces, 0 = none. */
  inForce(snapshot: StateSnapshotNid): Uint8Array {
    return inForce(this.blocks, this.view(snapshot).list);
  }

  /** All blocks of the database, in NID order where the table was read. */
  allBlocks(): readonly StateBlockNid[] {
    const { blocks } = this.blocks;
    return blocks.nids.filter((_, index) => !this.#blocks.isMissing(index));
  }

  allSnapshots(): readonly StateSnapshotNid[] {
    return this.snapshots.snapshots.nids;
  }

  /** How the snapshot was made; null where that was not recorded. */
  label(snapshot: StateSnapshotNid): SnapshotLabel | null {
    return this.snapshots.label(this.snapshotIndex(snapshot));
  }

  /** The room that stored the snapshot; of the empty one the room that did so last. */
  roomOf(snapshot: StateSnapshotNid): RoomNid {
    return this.snapshots.roomNid(this.snapshotIndex(snapshot));
  }

  /** The snapshot that is stored with exactly this list; 0 where none is. */
  snapshotWith(list: readonly StateBlockNid[]): StateSnapshotNid | 0 {
    const indices = list.map((block) => this.blocks.blocks.indexOf(block));
    if (indices.includes(-1)) return 0;
    const snapshot = this.snapshots.find(indices);
    return snapshot < 0 ? 0 : this.#snapshots.snapshots.nid(snapshot);
  }

  /** The block that holds just this event; 0 where none does. */
  oneEntryBlock(event: EventNid): StateBlockNid | 0 {
    const index = this.blocks.events.indexOf(event);
    const block = index < 0 ? -1 : this.#blocks.oneEntryBlock(index);
    return block < 0 ? 0 : this.#blocks.blocks.nid(block);
  }

  get tuples(): TupleIndex {
    return this.blocks.tuples;
  }

  /** 0 where the database does not hold the event. */
  tupleOf(event: EventNid): Tuple {
    const index = this.blocks.events.indexOf(event);
    return index < 0 ? 0 : this.#blocks.tupleOf(index);
  }

  /** For this folder: blocks and events by index. */
  get blocks(): StateBlocks {
    this.#loadNow();
    return this.#blocks;
  }

  /** For this folder: snapshots by index. */
  get snapshots(): StateSnapshots {
    this.#loadNow();
    return this.#snapshots;
  }

  snapshotIndex(snapshot: StateSnapshotNid): number {
    const index = this.snapshots.snapshots.indexOf(snapshot);
    if (index < 0) throw missingSnapshot(snapshot);
    return index;
  }

  #blockIndex(nid: StateBlockNid): number {
    const block = this.blocks.blocks.indexOf(nid);
    if (block < 0 || this.#blocks.isMissing(block)) throw unknownBlock(nid);
    const lacking = this.#blocks.missingEvent(block);
    if (lacking !== undefined) throw missingEvent(null, nid, lacking);
    return block;
  }

  #checkBlock(block: number, snapshot: StateSnapshotNid): void {
    if (!this.#blocks.isDamaged(block)) return;
    const nid = this.#blocks.blocks.nid(block);
    const lacking = this.#blocks.missingEvent(block);
    throw lacking === undefined
      ? missingBlock(snapshot, nid)
      : missingEvent(snapshot, nid, lacking);
  }

  #loadNow(): void {
    while (!this.#loaded) this.#rows.next();
  }

  /** One pass over events, blocks, snapshots and labels; yields after each row. */
  *#readTables(): Generator<void> {
    const { rooms, events, stateBlocks, stateSnapshots, side } = this.storage;
    for (const room of rooms.all()) {
      for (const row of events.ofRoom(room.roomNid)) {
        this.#blocks.addEvent(row.eventNid, row.eventTypeNid, row.eventStateKeyNid);
        yield;
      }
    }
    for (const row of stateBlocks.all()) {
      this.#blocks.addBlock(row.stateBlockNid, row.eventNids);
      yield;
    }
    for (const row of stateSnapshots.all()) {
      const list = row.stateBlockNids.map((block) => this.#blocks.indexOfListed(block));
      this.#snapshots.add(row.stateSnapshotNid, row.roomNid, list);
      yield;
    }
    for (const row of side.snapshots()) {
      const snapshot = this.#snapshots.snapshots.indexOf(row.stateSnapshotNid);
      if (snapshot >= 0) this.#snapshots.setLabel(snapshot, row.label);
    }
    this.#loaded = true;
  }
}
