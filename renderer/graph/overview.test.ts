import { describe, expect, it } from 'vitest';
import { OVERVIEW_COUNTS, OVERVIEW_MAXIMA, type RoomOverview } from '../../core/contract/room-view';
import { bucketRow, countsOf, heatLevel, heatRuns, totalIn } from './overview';

function overviewOf(refused: readonly number[], rows: number): RoomOverview {
  const buckets = refused.length;
  const counts = new Int32Array(OVERVIEW_COUNTS.length * buckets);
  counts.set(refused, OVERVIEW_COUNTS.indexOf('refused') * buckets);
  return {
    from: 0,
    to: rows,
    buckets,
    counts,
    maxima: new Uint16Array(OVERVIEW_MAXIMA.length * buckets),
  };
}

describe('overview', () => {
  it('draws a single one however many others there are elsewhere', () => {
    expect(heatLevel(1, 1_000_000)).toBe(1);
    expect(heatLevel(0, 1_000_000)).toBe(0);
    expect(heatLevel(9, 9)).toBe(4);
    expect(heatLevel(1, 1)).toBe(4);
  });

  it('joins neighbours of one level, and leaves out those without any', () => {
    expect(heatRuns(Int32Array.of(0, 1, 1, 0, 0, 8, 1))).toEqual([
      { from: 1, to: 3, level: 1 },
      { from: 5, to: 6, level: 4 },
      { from: 6, to: 7, level: 1 },
    ]);
  });

  it('tells rows and totals of buckets', () => {
    const overview = overviewOf([2, 0, 5], 10);
    expect([0, 1, 2, 3].map((bucket) => bucketRow(overview, bucket))).toEqual([0, 3, 6, 10]);
    expect([...countsOf(overview, 'refused')]).toEqual([2, 0, 5]);
    expect(totalIn(overview, 'refused', 0, 10)).toBe(7);
    expect(totalIn(overview, 'refused', 3, 7)).toBe(5);
    expect(totalIn(overview, 'merge', 0, 10)).toBe(0);
  });
});
