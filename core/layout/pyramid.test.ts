import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Csr } from '../base/csr';
import { Work } from '../base/work';
import { nodePlatform } from '../testing/node/node-platform';
import { EDGE_STRIDE, EdgeField } from './format/edge-fields';
import { laneWidth } from './lane-width';
import { layoutLanes } from './lanes';
import { bucketStart, Pyramid } from './pyramid';

function work(): Work {
  return new Work(nodePlatform(), new AbortController().signal, () => undefined);
}

describe('pyramid', () => {
  test('a lone refusal among 100,000 rows is in exactly one bucket, however few there are', async () => {
    const rows = 100_000;
    const refused = new Uint8Array(rows);
    refused[77_777] = 1;
    const pyramid = await Pyramid.build({ rows, counts: [refused], maxima: [] }, work());
    for (const buckets of [1, 2, 3, 680, 4096]) {
      const { counts } = pyramid.buckets(0, rows, buckets);
      const hit = counts.findIndex((count) => count > 0);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
      expect(bucketStart(0, rows, buckets, hit)).toBeLessThanOrEqual(77_777);
      expect(bucketStart(0, rows, buckets, hit + 1)).toBeGreaterThan(77_777);
    }
  });

  test('any range in any buckets has the sums and maxima of its rows', async () => {
    const column = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(column, fc.nat(), fc.nat(), fc.nat(), async (values, a, b, c) => {
        const rows = values.length;
        const from = a % rows;
        const to = from + 1 + (b % (rows - from));
        const buckets = 1 + (c % (to - from));
        const input = {
          rows,
          counts: [Uint8Array.from(values)],
          maxima: [Uint16Array.from(values)],
        };
        const found = (await Pyramid.build(input, work())).buckets(from, to, buckets);
        for (let bucket = 0; bucket < buckets; bucket++) {
          const start = bucketStart(from, to, buckets, bucket);
          const part = values.slice(start, bucketStart(from, to, buckets, bucket + 1));
          expect(found.counts[bucket]).toBe(part.reduce((sum, value) => sum + value, 0));
          expect(found.maxima[bucket]).toBe(Math.max(...part));
        }
      }),
    );
  });
});

test('the width of a row is the rightmost lane of its node and of the edges beside it', () => {
  const parents: Csr = {
    // 0 <- 1 <- 2 <- 3, 0 <- 4, and 5 merges 3 and 4.
    start: Int32Array.from([0, 0, 1, 2, 3, 4, 6]),
    targets: Int32Array.from([0, 1, 2, 0, 3, 4]),
  };
  const lanes = layoutLanes({ rows: 6, parents, refused: new Uint8Array(6) });
  const expected = Array.from({ length: 6 }, (_, row) => (lanes.lane[row] ?? 0) + 1);
  for (let at = 0; at < lanes.edges.length; at += EDGE_STRIDE) {
    const field = (index: number) => lanes.edges[at + index] ?? 0;
    for (let row = field(EdgeField.parentRow) + 1; row < field(EdgeField.childRow); row++)
      expected[row] = Math.max(expected[row] ?? 0, field(EdgeField.lane) + 1);
  }
  expect([...laneWidth(lanes)]).toEqual(expected);
  expect(Math.max(...expected)).toBe(lanes.lanes);
});
