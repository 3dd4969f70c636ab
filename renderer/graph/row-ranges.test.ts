import { describe, expect, it } from 'vitest';
import { SegmentFlag } from '../../core/contract/room-view';
import { rowRanges } from './row-ranges';
import type { Segment } from './segments';

function bar(blockNid: number, isFull: boolean, from: number, to: number): Segment {
  return { blockNid, isFull, column: 0, from, to, kind: 0, flags: SegmentFlag.cap };
}

const SEGMENTS = [
  bar(1, false, 1, 291),
  bar(3, false, 2, 291),
  bar(129, true, 291, 600),
  bar(131, false, 292, 600),
  bar(257, true, 600, 900),
];

describe('rowRanges', () => {
  it('parts the rows at full copies and counts the deltas listed at the end of each', () => {
    expect(rowRanges(SEGMENTS, 0, 680, 12_014, 80)).toEqual([
      { from: 0, to: 291, fullBlock: null, fullCopies: 0, deltaBlocks: 2 },
      { from: 291, to: 600, fullBlock: 129, fullCopies: 1, deltaBlocks: 1 },
      { from: 600, to: null, fullBlock: 257, fullCopies: 1, deltaBlocks: 0 },
    ]);
  });

  it('begins with the full copy that holds the first row on screen', () => {
    const segments = SEGMENTS.filter(({ to }) => to > 400);
    expect(rowRanges(segments, 400, 680, 12_014, 80)[0]).toMatchObject({ from: 291, to: 600 });
  });

  it('puts full copies that come close together under one label', () => {
    const [first] = rowRanges(SEGMENTS, 0, 900, 900, 1000);
    expect(first).toEqual({ from: 0, to: 900, fullBlock: null, fullCopies: 2, deltaBlocks: 3 });
  });
});
