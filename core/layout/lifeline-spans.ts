import { Int32List } from './int32-list';
import { NONE, type SnapshotLists } from './snapshot-lists';

/** A block that no row used for this long gives its column up; used again, it takes another. */
const RESUME_ROWS = 512;

/** Fields of one span. Rows are inclusive; a view that never uses the block holds nothing. */
const STRIDE = 6;
const Field = { block: 0, firstBefore: 1, lastBefore: 2, firstAfter: 3, lastAfter: 4, next: 5 };

/** After every row: the span ends nowhere in this view. */
const NEVER = 0x7fffffff;

/**
 * The stretches of rows over which blocks hold a column, in the order in which they begin: one per
 * block, more where it rests for very long. Both views (state before, state after) are walked
 * together, since one packing serves both.
 */
export class LifelineSpans {
  readonly #lists: SnapshotLists;
  readonly #records = new Int32List();
  readonly #firstSpan: Int32Array;
  readonly #currentSpan: Int32Array;
  readonly #lastUsed: Int32Array;
  /** In how many of the two views the block is listed at the current row. */
  readonly #listed: Uint8Array;

  constructor(lists: SnapshotLists, blocks: number) {
    this.#lists = lists;
    this.#firstSpan = new Int32Array(blocks).fill(NONE);
    this.#currentSpan = new Int32Array(blocks).fill(NONE);
    this.#lastUsed = new Int32Array(blocks).fill(NONE);
    this.#listed = new Uint8Array(blocks);
  }

  /** O(rows + list differences between consecutive rows). */
  walk(before: Int32Array, after: Int32Array): void {
    const rows = before.length;
    let atBefore = NONE;
    let atAfter = NONE;
    for (let row = 0; row < rows; row++) {
      const nextBefore = before[row] ?? NONE;
      const nextAfter = after[row] ?? NONE;
      this.#change(atBefore, nextBefore, row, Field.firstBefore);
      this.#change(atAfter, nextAfter, row, Field.firstAfter);
      atBefore = nextBefore;
      atAfter = nextAfter;
    }
    this.#change(atBefore, NONE, rows, Field.firstBefore);
    this.#change(atAfter, NONE, rows, Field.firstAfter);
  }

  get count(): number {
    return this.#records.length / STRIDE;
  }

  block(span: number): number {
    return this.#records.at(span * STRIDE + Field.block);
  }

  /** Whether a column whose users end at these rows can take the span in both views. */
  fits(span: number, lastBefore: number, lastAfter: number): boolean {
    return (
      lastBefore < this.#records.at(span * STRIDE + Field.firstBefore) &&
      lastAfter < this.#records.at(span * STRIDE + Field.firstAfter)
    );
  }

  lastBefore(span: number): number {
    return this.#records.at(span * STRIDE + Field.lastBefore);
  }

  lastAfter(span: number): number {
    return this.#records.at(span * STRIDE + Field.lastAfter);
  }

  firstSpanOf(block: number): number {
    return this.#firstSpan[block] ?? NONE;
  }

  /** The span to which a row at or after `span` belongs. */
  spanAt(span: number, row: number): number {
    let at = span;
    for (;;) {
      const next = this.#records.at(at * STRIDE + Field.next);
      if (next === NONE || this.#firstRow(next) > row) return at;
      at = next;
    }
  }

  #firstRow(span: number): number {
    const at = span * STRIDE;
    return Math.min(
      this.#records.at(at + Field.firstBefore),
      this.#records.at(at + Field.firstAfter),
    );
  }

  #change(from: number, to: number, row: number, firstField: number): void {
    if (from === to) return;
    const same = this.#lists.commonStart(from, to);
    for (let at = this.#lists.start(from) + same; at < this.#lists.end(from); at++)
      this.#leave(this.#lists.block(at), row - 1, firstField);
    for (let at = this.#lists.start(to) + same; at < this.#lists.end(to); at++)
      this.#enter(this.#lists.block(at), row, firstField);
  }

  #leave(block: number, row: number, firstField: number): void {
    this.#listed[block] = (this.#listed[block] ?? 0) - 1;
    this.#lastUsed[block] = row;
    this.#records.set((this.#currentSpan[block] ?? 0) * STRIDE + firstField + 1, row);
  }

  #enter(block: number, row: number, firstField: number): void {
    const rested = this.#listed[block] === 0 && row - (this.#lastUsed[block] ?? 0) > RESUME_ROWS;
    if (this.#currentSpan[block] === NONE || rested) this.#begin(block);
    const field = (this.#currentSpan[block] ?? 0) * STRIDE + firstField;
    if (this.#records.at(field) === NEVER) this.#records.set(field, row);
    this.#listed[block] = (this.#listed[block] ?? 0) + 1;
  }

  #begin(block: number): void {
    const span = this.count;
    const previous = this.#currentSpan[block] ?? NONE;
    if (previous === NONE) this.#firstSpan[block] = span;
    else this.#records.set(previous * STRIDE + Field.next, span);
    this.#records.push(block, NEVER, NONE, NEVER, NONE, NONE);
    this.#currentSpan[block] = span;
  }
}
