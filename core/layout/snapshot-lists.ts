import type { Csr } from '../base/csr';

/** No snapshot, no block, no row. */
export const NONE = -1;

/** The block lists of all snapshots, as the walks over rows read them. */
export class SnapshotLists {
  readonly #snapshots: Csr;
  readonly #inForce: Uint8Array;

  constructor(snapshots: Csr, inForce: Uint8Array) {
    this.#snapshots = snapshots;
    this.#inForce = inForce;
  }

  start(snapshot: number): number {
    return snapshot === NONE ? 0 : (this.#snapshots.start[snapshot] ?? 0);
  }

  end(snapshot: number): number {
    return snapshot === NONE ? 0 : (this.#snapshots.start[snapshot + 1] ?? 0);
  }

  /** The block at a place between `start` and `end`. */
  block(place: number): number {
    return this.#snapshots.targets[place] ?? NONE;
  }

  inForce(place: number): boolean {
    return this.#inForce[place] === 1;
  }

  /** How many first blocks two lists have alike, in the same force: nothing changes for these. */
  commonStart(a: number, b: number): number {
    const startA = this.start(a);
    const startB = this.start(b);
    const shorter = Math.min(this.end(a) - startA, this.end(b) - startB);
    let same = 0;
    while (
      same < shorter &&
      this.block(startA + same) === this.block(startB + same) &&
      this.inForce(startA + same) === this.inForce(startB + same)
    )
      same++;
    return same;
  }
}
