import { type Csr, CsrBuilder, reverseCsr, targetsOf } from '../../base/csr';
import type { Work } from '../../base/work';
import type { RoomEvents } from '../../roomserver/internal/query/room-events';
import type { StateStorage } from '../../roomserver/state/state-storage';
import type { SnapshotLabel } from '../../roomserver/storage/tables/interface';
import { ROW_ORIGINS, type RowOrigin, rowOrigin } from './row-origin';
import { indexSnapshots, type SnapshotIndex } from './snapshot-index';
import { traceBlocks } from './trace-blocks';

/** Which blocks and snapshots a room has, who shares them, and how they came to be. */
export interface RoomSharing extends SnapshotIndex {
  /** Parallel to `lists.targets`: 1 where an entry of the block is in force in that snapshot. */
  readonly inForce: Uint8Array;
  /** Entries of each snapshot's state. */
  readonly size: Int32Array;
  /** Entries of each block. */
  readonly entries: Int32Array;
  /** 1: the block is a full copy, 0: a delta. */
  readonly full: Uint8Array;
  /** Snapshots that list a block, ascending. */
  readonly snapshotsOfBlock: Csr;
  /** Rows whose state before is a snapshot, ascending. */
  readonly rowsBefore: Csr;
  /** Row of the oldest event whose state before made the snapshot; -1 where there is none. */
  readonly madeBefore: Int32Array;
  /** Row of the oldest event whose entry made the snapshot; -1 where there is none. */
  readonly madeAfter: Int32Array;
  origin(row: number): RowOrigin;
}

const ROWS_PER_BREATH = 1024;

/** O(events + listed blocks + entries). */
export async function loadRoomSharing(
  events: RoomEvents,
  states: StateStorage,
  work: Work,
): Promise<RoomSharing> {
  const index = indexSnapshots(events, states);
  const tuples = new BlockTuples(states, index);
  const traced = await traceBlocks(
    index.lists,
    (block) => tuples.of(block),
    states.tuples.limit,
    work,
  );
  const origins = await originsOf(events, index, work);
  const origin = (row: number) => ROW_ORIGINS[origins[row] ?? 0] ?? 'unknown';
  const madeBefore = oldestRows(events, index.before, index, (row) => MAKING.has(origin(row)));
  return {
    ...index,
    ...traced,
    entries: tuples.counts,
    full: fullBlocks(states, index, tuples.counts, madeBefore, origin),
    snapshotsOfBlock: reverseLists(index),
    rowsBefore: rowsBySnapshot(index),
    madeBefore,
    madeAfter: oldestRows(
      events,
      index.after,
      index,
      (row) => index.after[row] !== index.before[row],
    ),
    origin,
  };
}

/** Origins under which a snapshot was composed rather than taken over from the parent. */
const MAKING: ReadonlySet<RowOrigin> = new Set(['empty', 'delta', 'limit', 'merge', 'given']);

/** Tuples of each block's entries, kept only as counts: lists are walked once. */
class BlockTuples {
  readonly counts: Int32Array;
  readonly #states: StateStorage;
  readonly #index: SnapshotIndex;

  constructor(states: StateStorage, index: SnapshotIndex) {
    this.#states = states;
    this.#index = index;
    this.counts = Int32Array.from(index.blocks.nids, (block) => states.blockEvents(block).length);
  }

  of(block: number): Int32Array {
    const events = this.#states.blockEvents(this.#index.blocks.nid(block));
    return Int32Array.from(events, (event) => this.#states.tupleOf(event));
  }
}

async function originsOf(
  events: RoomEvents,
  index: SnapshotIndex,
  work: Work,
): Promise<Uint8Array> {
  const origins = new Uint8Array(events.count);
  for (let row = 0; row < events.count; row++) {
    if (row % ROWS_PER_BREATH === 0)
      await work.breathe({ phase: 'Tracing states', done: row, total: events.count });
    origins[row] = ROW_ORIGINS.indexOf(rowOrigin(events, index, row));
  }
  return origins;
}

/** Per snapshot, of the rows that qualify the one whose event was stored first. */
function oldestRows(
  events: RoomEvents,
  snapshotOf: Int32Array,
  index: SnapshotIndex,
  qualifies: (row: number) => boolean,
): Int32Array {
  const oldest = new Int32Array(index.snapshots.size).fill(-1);
  for (let row = 0; row < events.count; row++) {
    const snapshot = snapshotOf[row] ?? -1;
    if (snapshot < 0 || !qualifies(row)) continue;
    const known = oldest[snapshot] ?? -1;
    if (known < 0 || (events.eventNid[row] ?? 0) < (events.eventNid[known] ?? 0))
      oldest[snapshot] = row;
  }
  return oldest;
}

const FULL_LABELS: ReadonlySet<SnapshotLabel> = new Set([
  'full_state_no_conflicts',
  'full_state_with_conflicts',
]);
const FULL_ORIGINS: ReadonlySet<RowOrigin> = new Set(['limit', 'merge']);

/**
 * A block is full where a full-state label wrote it, whatever its number of entries. Where that is not known,
 * several entries make it full. Of two snapshots that list it alone, the older one wrote it.
 */
function fullBlocks(
  states: StateStorage,
  index: SnapshotIndex,
  entries: Int32Array,
  madeBefore: Int32Array,
  origin: (row: number) => RowOrigin,
): Uint8Array {
  const full = Uint8Array.from(entries, (count) => (count > 1 ? 1 : 0));
  const told = new Set<number>();
  for (const [snapshot, nid] of index.snapshots.nids.entries()) {
    const list = targetsOf(index.lists, snapshot);
    const last = list[list.length - 1];
    if (last === undefined || told.has(last)) continue;
    const label = states.label(nid);
    const made = madeBefore[snapshot] ?? -1;
    if (label === null && made < 0) continue;
    told.add(last);
    const isFull = label === null ? FULL_ORIGINS.has(origin(made)) : FULL_LABELS.has(label);
    if (isFull && list.length === 1) full[last] = 1;
  }
  return full;
}

function reverseLists({ lists, blocks }: SnapshotIndex): Csr {
  // Reversing wants as many nodes as there are targets' numbers; snapshots and blocks differ.
  const reversed = reverseCsr({ start: padded(lists.start, blocks.size), targets: lists.targets });
  return { start: reversed.start.subarray(0, blocks.size + 1), targets: reversed.targets };
}

function padded(start: Int32Array, nodes: number): Int32Array {
  if (start.length > nodes) return start;
  const longer = new Int32Array(nodes + 1).fill(start[start.length - 1] ?? 0);
  longer.set(start);
  return longer;
}

function rowsBySnapshot({ before, snapshots }: SnapshotIndex): Csr {
  const rows = new CsrBuilder();
  for (const snapshot of before) {
    if (snapshot >= 0) rows.add(snapshot);
    rows.endNode();
  }
  const byRow = rows.build();
  const reversed = reverseCsr({
    start: padded(byRow.start, snapshots.size),
    targets: byRow.targets,
  });
  return { start: reversed.start.subarray(0, snapshots.size + 1), targets: reversed.targets };
}
