import type { Work } from '../base/work';

/** Columns over all rows; of `counts` sums are asked for, of `maxima` the largest. */
export interface PyramidInput {
  readonly rows: number;
  readonly counts: readonly Uint8Array[];
  readonly maxima: readonly Uint16Array[];
}

/** Rows `from` to `to` in `buckets` parts; both arrays hold one column after the other. */
export interface Buckets {
  readonly counts: Int32Array;
  readonly maxima: Uint16Array;
}

interface Level {
  readonly counts: readonly (Uint8Array | Int32Array)[];
  readonly maxima: readonly Uint16Array[];
}

/** Levels of fewer rows per cell than this are not kept: they cost memory and save little. */
const FIRST_SHIFT = 4;

/**
 * Sums and maxima of any range of rows. Level k holds them for every 2^k rows, so that a range costs
 * its logarithm. Nothing is ever sampled: one refusal among a million rows is in the sum of every
 * range that holds it.
 */
export class Pyramid {
  readonly #rows: number;
  /** Cells of 1, 16, 32, 64, … rows. */
  readonly #levels: readonly Level[];

  private constructor(rows: number, levels: readonly Level[]) {
    this.#rows = rows;
    this.#levels = levels;
  }

  /** O(rows x columns). */
  static async build({ rows, counts, maxima }: PyramidInput, work: Work): Promise<Pyramid> {
    let level: Level = { counts, maxima };
    const levels = [level];
    for (let width = 2 ** FIRST_SHIFT, factor = width; ; width *= 2, factor = 2) {
      const cells = Math.ceil(rows / width);
      level = {
        counts: level.counts.map((column) => summed(column, factor, cells)),
        maxima: level.maxima.map((column) => largest(column, factor, cells)),
      };
      levels.push(level);
      await work.breathe();
      if (cells <= 1) return new Pyramid(rows, levels);
    }
  }

  /** O(buckets x columns x log rows). Every row of the range is in exactly one bucket. */
  buckets(from: number, to: number, buckets: number): Buckets {
    const [base] = this.#levels;
    const columns = base?.counts.length ?? 0;
    const tops = base?.maxima.length ?? 0;
    const counts = new Int32Array(columns * buckets);
    const maxima = new Uint16Array(tops * buckets);
    for (let bucket = 0; bucket < buckets; bucket++) {
      const start = bucketStart(from, to, buckets, bucket);
      const end = Math.min(this.#rows, bucketStart(from, to, buckets, bucket + 1));
      this.#cells(start, end, (level, cell) => {
        for (let column = 0; column < columns; column++) {
          const at = column * buckets + bucket;
          counts[at] = (counts[at] ?? 0) + (level.counts[column]?.[cell] ?? 0);
        }
        for (let column = 0; column < tops; column++) {
          const at = column * buckets + bucket;
          maxima[at] = Math.max(maxima[at] ?? 0, level.maxima[column]?.[cell] ?? 0);
        }
      });
    }
    return { counts, maxima };
  }

  /** The fewest cells that together are rows `from` to `to`: small ones at the ends, wide within. */
  #cells(from: number, to: number, add: (level: Level, cell: number) => void): void {
    let [start, end] = [from, to];
    for (const [depth, level] of this.#levels.entries()) {
      const factor = depth === 0 ? 2 ** FIRST_SHIFT : 2;
      const isTop = depth === this.#levels.length - 1;
      while (start < end && (isTop || start % factor !== 0)) add(level, start++);
      while (start < end && end % factor !== 0) add(level, --end);
      if (start >= end) return;
      start /= factor;
      end /= factor;
    }
  }
}

/** First row of a bucket; the buckets divide the rows as evenly as whole rows can be. */
export function bucketStart(from: number, to: number, buckets: number, bucket: number): number {
  return from + Math.floor((bucket * (to - from)) / buckets);
}

function summed(column: Uint8Array | Int32Array, factor: number, cells: number): Int32Array {
  const sums = new Int32Array(cells);
  for (let at = 0; at < column.length; at++) {
    const cell = Math.floor(at / factor);
    sums[cell] = (sums[cell] ?? 0) + (column[at] ?? 0);
  }
  return sums;
}

function largest(column: Uint16Array, factor: number, cells: number): Uint16Array {
  const tops = new Uint16Array(cells);
  for (let at = 0; at < column.length; at++) {
    const cell = Math.floor(at / factor);
    tops[cell] = Math.max(tops[cell] ?? 0, column[at] ?? 0);
  }
  return tops;
}
