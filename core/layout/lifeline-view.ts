import { SegmentFlag, SegmentKind } from './format/segment-fields';
import { Int32List } from './int32-list';
import type { LifelineSpans } from './lifeline-spans';
import { NONE, type SnapshotLists } from './snapshot-lists';

/** The bars of one view, State before or State after. */
export interface LifelineView {
  /** {@link SEGMENT_STRIDE} numbers per segment, ascending by last row. */
  readonly segments: Int32Array;
  /** Per row: a block whose first row is here, or -1. Where several are, the two newest. */
  readonly newBlock: Int32Array;
  readonly secondNewBlock: Int32Array;
}

/** Turns the snapshot of each row into bar segments, by the differences from row to row. */
export class LifelineViewBuilder {
  readonly #lists: SnapshotLists;
  readonly #spans: LifelineSpans;
  readonly #column: Int32Array;
  readonly #full: Uint8Array;
  readonly #segments = new Int32List();
  readonly #newBlock: Int32Array;
  readonly #secondNewBlock: Int32Array;
  /** First row of the segment that is being drawn; NONE where the block is not listed. */
  readonly #from: Int32Array;
  readonly #kind: Uint8Array;
  readonly #flags: Uint8Array;
  /** Row after the last use; NONE before the first. */
  readonly #restsSince: Int32Array;
  readonly #span: Int32Array;
  /** The change at which a block was last listed: tells who stays from who leaves. */
  readonly #stamp: Int32Array;

  constructor(
    rows: number,
    full: Uint8Array,
    lists: SnapshotLists,
    spans: LifelineSpans,
    column: Int32Array,
  ) {
    const blocks = full.length;
    this.#full = full;
    this.#lists = lists;
    this.#spans = spans;
    this.#column = column;
    this.#newBlock = new Int32Array(rows).fill(NONE);
    this.#secondNewBlock = new Int32Array(rows).fill(NONE);
    this.#from = new Int32Array(blocks).fill(NONE);
    this.#kind = new Uint8Array(blocks);
    this.#flags = new Uint8Array(blocks);
    this.#restsSince = new Int32Array(blocks).fill(NONE);
    this.#span = Int32Array.from(full, (_, block) => spans.firstSpanOf(block));
    this.#stamp = new Int32Array(blocks).fill(NONE);
  }

  /** O(rows + list differences between consecutive rows + segments). */
  build(snapshots: Int32Array): LifelineView {
    let at = NONE;
    for (let row = 0; row < snapshots.length; row++) {
      const next = snapshots[row] ?? NONE;
      if (next !== at) this.#change(at, next, row);
      at = next;
    }
    this.#change(at, NONE, snapshots.length);
    return {
      segments: this.#segments.toArray(),
      newBlock: this.#newBlock,
      secondNewBlock: this.#secondNewBlock,
    };
  }

  #change(from: number, to: number, row: number): void {
    const same = this.#lists.commonStart(from, to);
    const toStart = this.#lists.start(to) + same;
    const toEnd = this.#lists.end(to);
    for (let at = toStart; at < toEnd; at++) this.#stamp[this.#lists.block(at)] = row;
    for (let at = this.#lists.start(from) + same; at < this.#lists.end(from); at++) {
      const block = this.#lists.block(at);
      if (this.#stamp[block] !== row) this.#leave(block, row);
    }
    for (let at = toStart; at < toEnd; at++)
      this.#enter(
        this.#lists.block(at),
        this.#lists.inForce(at) ? SegmentKind.body : SegmentKind.stem,
        row,
      );
  }

  #leave(block: number, row: number): void {
    this.#close(block, row, SegmentFlag.bottom);
    this.#from[block] = NONE;
    this.#restsSince[block] = row;
  }

  #enter(block: number, kind: number, row: number): void {
    if (this.#from[block] !== NONE) {
      if (this.#kind[block] === kind) return;
      this.#close(block, row, 0);
      this.#open(block, kind, row, 0);
      return;
    }
    const since = this.#restsSince[block] ?? NONE;
    const before = this.#span[block] ?? NONE;
    const span = this.#spans.spanAt(before, row);
    this.#span[block] = span;
    if (since === NONE) this.#addNew(block, row);
    else if (span === before) this.#push(block, since, row, SegmentKind.gap, 0);
    this.#open(block, kind, row, SegmentFlag.top | (since === NONE ? SegmentFlag.cap : 0));
  }

  #open(block: number, kind: number, row: number, flags: number): void {
    this.#from[block] = row;
    this.#kind[block] = kind;
    this.#flags[block] = flags;
  }

  #close(block: number, row: number, flags: number): void {
    const from = this.#from[block] ?? 0;
    this.#push(block, from, row, this.#kind[block] ?? 0, (this.#flags[block] ?? 0) | flags);
  }

  #push(block: number, from: number, to: number, kind: number, flags: number): void {
    const group = this.#full[block] === 1 ? 0 : 1;
    const column = this.#column[this.#span[block] ?? 0] ?? 0;
    this.#segments.push(block, group, column, from, to, kind, flags);
  }

  #addNew(block: number, row: number): void {
    if (this.#newBlock[row] === NONE) {
      this.#newBlock[row] = block;
      return;
    }
    const second = this.#secondNewBlock[row] ?? NONE;
    if (second !== NONE) this.#newBlock[row] = second;
    this.#secondNewBlock[row] = block;
  }
}
