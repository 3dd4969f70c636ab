import {
  OVERVIEW_COUNTS,
  OVERVIEW_MAXIMA,
  type OverviewCount,
  type OverviewMaximum,
  type RoomOverview,
} from '../../core/contract/room-view';

/** One count of every bucket, as a view. */
export function countsOf({ counts, buckets }: RoomOverview, name: OverviewCount): Int32Array {
  const at = OVERVIEW_COUNTS.indexOf(name) * buckets;
  return counts.subarray(at, at + buckets);
}

/** One maximum of every bucket, as a view. */
export function maximaOf({ maxima, buckets }: RoomOverview, name: OverviewMaximum): Uint16Array {
  const at = OVERVIEW_MAXIMA.indexOf(name) * buckets;
  return maxima.subarray(at, at + buckets);
}

/** First row of a bucket; of the bucket after the last, the row after the last. */
export function bucketRow({ from, to, buckets }: RoomOverview, bucket: number): number {
  return from + Math.floor((bucket * (to - from)) / buckets);
}

/** Rows `from` to `to` as counted by the buckets that touch them. O(buckets). */
export function totalIn(overview: RoomOverview, name: OverviewCount, from: number, to: number) {
  const counts = countsOf(overview, name);
  let total = 0;
  for (let bucket = 0; bucket < overview.buckets; bucket++)
    if (bucketRow(overview, bucket) < to && bucketRow(overview, bucket + 1) > from)
      total += counts[bucket] ?? 0;
  return total;
}

export const HEAT_LEVELS = 4;

/**
 * How strong a count is drawn, 1 to `HEAT_LEVELS` beside the largest on screen; 0 only where there is
 * nothing: a single one is always seen.
 */
export function heatLevel(count: number, largest: number): number {
  if (count <= 0) return 0;
  return Math.max(1, Math.ceil((HEAT_LEVELS * count) / Math.max(1, largest)));
}

export interface HeatRun {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly level: number;
}

/** Neighbouring buckets of one level as one piece; buckets without any are left out. */
export function heatRuns(counts: Int32Array): readonly HeatRun[] {
  let largest = 0;
  for (const value of counts) largest = Math.max(largest, value);
  const runs: HeatRun[] = [];
  for (let from = 0; from < counts.length; ) {
    const level = heatLevel(counts[from] ?? 0, largest);
    let to = from + 1;
    while (to < counts.length && heatLevel(counts[to] ?? 0, largest) === level) to++;
    if (level > 0) runs.push({ from, to, level });
    from = to;
  }
  return runs;
}
