import type { BenchResult } from '../../reports';

/** What was timed: `n` events (or entries) in each of `times`, in milliseconds. */
export function benchResult(
  name: string,
  n: number,
  times: readonly number[],
  rssMb: number,
  ratios: BenchResult['ratios'],
): BenchResult {
  const ms = spread(times);
  return {
    name,
    n,
    ms,
    per_second: ms.median > 0 ? (n * 1000) / ms.median : null,
    rss_mb: rssMb,
    ratios,
  };
}

export function spread(values: readonly number[]): BenchResult['ms'] {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  const median = sorted.length % 2 === 0 ? ((sorted[middle - 1] ?? 0) + upper) / 2 : upper;
  return { min: sorted[0] ?? 0, median, max: sorted.at(-1) ?? 0 };
}
