import type { KeyAtMerge } from './merge-states';

/** Per parent, on how many keys its state differs from the result; `resultOf` gives 0 for absent. */
export function differCounts(
  keys: readonly KeyAtMerge[],
  parents: number,
  resultOf: (key: KeyAtMerge) => number,
): number[] {
  const counts = new Array<number>(parents).fill(0);
  for (const key of keys) {
    const result = resultOf(key);
    for (const [parent, value] of key.values.entries())
      if (value !== result) counts[parent] = (counts[parent] ?? 0) + 1;
  }
  return counts;
}
