import type { Csr } from '../base/csr';
import { LifelineSpans } from './lifeline-spans';
import { type LifelineView, LifelineViewBuilder } from './lifeline-view';
import { NONE, SnapshotLists } from './snapshot-lists';

export interface LifelineInput {
  readonly rows: number;
  /** Index of the snapshot that is the state before each row's event; -1 where none is known. */
  readonly snapshotBefore: Int32Array;
  /** The same after it; the snapshot before it where the state after is not stored. */
  readonly snapshotAfter: Int32Array;
  /** Block indices of each snapshot, in the order of its list. */
  readonly snapshots: Csr;
  /** Parallel to `snapshots.targets`. 1: an entry of the block is in force in that snapshot. */
  readonly inForce: Uint8Array;
  /** Per block. 1: a full copy. */
  readonly full: Uint8Array;
}

export interface Lifelines {
  readonly fullColumns: number;
  readonly deltaColumns: number;
  readonly before: LifelineView;
  readonly after: LifelineView;
}

/**
 * One bar per block over every row whose snapshot lists it. Bars stand in two groups, full and
 * delta, each in the lowest column of its group that is free in both views, so that switching
 * between State before and State after moves nothing sideways.
 */
export function layoutLifelines(input: LifelineInput): Lifelines {
  const lists = new SnapshotLists(input.snapshots, input.inForce);
  const spans = new LifelineSpans(lists, input.full.length);
  spans.walk(input.snapshotBefore, input.snapshotAfter);
  const { column, fullColumns, deltaColumns } = packColumns(spans, input.full);
  const view = (snapshots: Int32Array) =>
    new LifelineViewBuilder(input.rows, input.full, lists, spans, column).build(snapshots);
  return {
    fullColumns,
    deltaColumns,
    before: view(input.snapshotBefore),
    after: view(input.snapshotAfter),
  };
}

/** Last rows taken in one column, in the two views. */
interface Column {
  lastBefore: number;
  lastAfter: number;
}

/** O(spans x columns); columns are few, since at most 64 blocks are listed at once on a branch. */
function packColumns(spans: LifelineSpans, full: Uint8Array) {
  const column = new Int32Array(spans.count);
  const fullColumns: Column[] = [];
  const deltaColumns: Column[] = [];
  for (let span = 0; span < spans.count; span++) {
    const group = full[spans.block(span)] === 1 ? fullColumns : deltaColumns;
    let at = group.findIndex(({ lastBefore, lastAfter }) =>
      spans.fits(span, lastBefore, lastAfter),
    );
    if (at === -1) at = group.push({ lastBefore: NONE, lastAfter: NONE }) - 1;
    column[span] = at;
    const taken = group[at];
    if (!taken) continue;
    taken.lastBefore = Math.max(taken.lastBefore, spans.lastBefore(span));
    taken.lastAfter = Math.max(taken.lastAfter, spans.lastAfter(span));
  }
  return { column, fullColumns: fullColumns.length, deltaColumns: deltaColumns.length };
}
