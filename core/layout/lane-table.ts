/** No row: before the first. */
export const NO_ROW = -1;

/** A lane waits this many rows for a child of the event that holds it, then anyone may have it. */
const WAIT_ROWS = 128;

/**
 * What each lane holds at the row that is being placed. Bounded by the number of lanes, whatever
 * the number of rows, so that events can be appended for ever.
 */
export class LaneTable {
  /** Last row at which the lane holds a node or the inside of an edge. */
  readonly #busyUntil: number[] = [];
  /** The parent to which all use of the lane since that parent's row belongs. */
  readonly #holder: number[] = [];
  /** The event whose first child may continue or merge the lane. */
  readonly #keptFor: number[] = [];

  get lanes(): number {
    return this.#busyUntil.length;
  }

  isKeptFor(lane: number, row: number): boolean {
    return this.#keptFor[lane] === row;
  }

  /** Whether nothing crossed or entered the lane after `row`. */
  freeSince(lane: number, row: number): boolean {
    return (this.#busyUntil[lane] ?? NO_ROW) <= row;
  }

  /** Whether an edge from the event at `parentRow` may run in the lane from there to here. */
  openTo(lane: number, parentRow: number): boolean {
    return this.#holder[lane] === parentRow || this.freeSince(lane, parentRow);
  }

  /** Lowest lane free since `row` and kept for nobody at `now`; a new one where there is none. */
  lowestFree(row: number, now: number, except: number = NO_ROW): number {
    for (let lane = 0; lane < this.lanes; lane++)
      if (lane !== except && this.freeSince(lane, row) && !this.#isKept(lane, now)) return lane;
    return this.lanes;
  }

  /** Lowest lane in which an edge from `parentRow` may run to the node at `now`. */
  lowestOpen(parentRow: number, now: number): number {
    for (let lane = 0; lane < this.lanes; lane++)
      if (this.openTo(lane, parentRow) && !this.#isKept(lane, now)) return lane;
    return this.lanes;
  }

  /** An edge of `parentRow` fills the lane up to the row before `childRow`. */
  runEdge(lane: number, parentRow: number, childRow: number): void {
    this.#grow(lane);
    const held = this.#holder[lane];
    const alone = held === parentRow || this.freeSince(lane, parentRow);
    this.#holder[lane] = alone ? parentRow : NO_ROW;
    if (this.#keptFor[lane] !== parentRow) this.#keptFor[lane] = NO_ROW;
    this.#busyUntil[lane] = Math.max(this.#busyUntil[lane] ?? NO_ROW, childRow - 1);
  }

  /** A node stands in the lane; `keep`: its first child may continue from it. */
  placeNode(lane: number, row: number, keep: boolean): void {
    this.#grow(lane);
    this.#holder[lane] = row;
    this.#busyUntil[lane] = row;
    this.#keptFor[lane] = keep ? row : NO_ROW;
  }

  release(lane: number, row: number): void {
    if (this.#keptFor[lane] === row) this.#keptFor[lane] = NO_ROW;
  }

  #isKept(lane: number, now: number): boolean {
    const row = this.#keptFor[lane] ?? NO_ROW;
    return row !== NO_ROW && now - row <= WAIT_ROWS;
  }

  #grow(lane: number): void {
    while (this.lanes <= lane) {
      this.#busyUntil.push(NO_ROW);
      this.#holder.push(NO_ROW);
      this.#keptFor.push(NO_ROW);
    }
  }
}
