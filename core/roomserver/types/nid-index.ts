import type { AnyNid } from './nids';

/** NIDs below this are looked up in an array (at most 64 MB), the rare ones above in a map. */
const DENSE_LIMIT = 1 << 24;

/**
 * Numbers the NIDs of one table 0, 1, 2, ... as they are added, so that arrays can be indexed by
 * them: NIDs have gaps, and a foreign database may start them anywhere.
 */
export class NidIndex<Nid extends AnyNid> {
  readonly #nids: Nid[] = [];
  /** Index + 1 by NID; 0 where the NID is not there. */
  #dense = new Int32Array(256);
  readonly #sparse = new Map<number, number>();

  get size(): number {
    return this.#nids.length;
  }

  /** In the order in which they were added. */
  get nids(): readonly Nid[] {
    return this.#nids;
  }

  nid(index: number): Nid {
    return this.#nids[index] as Nid;
  }

  /** -1 where the NID was not added. */
  indexOf(nid: number): number {
    if (nid >= 0 && nid < DENSE_LIMIT) return (this.#dense[nid] ?? 0) - 1;
    return this.#sparse.get(nid) ?? -1;
  }

  /** The index of `nid`, which is added where it is new. */
  add(nid: Nid): number {
    const known = this.indexOf(nid);
    if (known >= 0) return known;
    const index = this.#nids.length;
    this.#nids.push(nid);
    if (nid < 0 || nid >= DENSE_LIMIT) this.#sparse.set(nid, index);
    else this.#setDense(nid, index);
    return index;
  }

  #setDense(nid: number, index: number): void {
    if (nid >= this.#dense.length) {
      const grown = new Int32Array(Math.min(DENSE_LIMIT, Math.max(nid + 1, nid * 2)));
      grown.set(this.#dense);
      this.#dense = grown;
    }
    this.#dense[nid] = index + 1;
  }
}
