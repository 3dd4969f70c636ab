import {
  BarGroup,
  SEGMENT_STRIDE,
  SegmentField,
  SegmentFlag,
  SegmentKind,
} from '../../core/contract/room-view';
import type { Side } from '../state/view-state';
import { barsOf, type RoomPages } from './room-pages';

export interface Segment {
  readonly blockNid: number;
  readonly isFull: boolean;
  readonly column: number;
  readonly from: number;
  readonly to: number;
  readonly kind: number;
  readonly flags: number;
}

/** Bar segments that touch rows `from` to `to`; each once, though it lies in several tiles. */
export function segmentsOfRows(
  pages: RoomPages,
  side: Side,
  from: number,
  to: number,
): readonly Segment[] {
  const found: Segment[] = [];
  let covered = Number.NEGATIVE_INFINITY;
  for (const tile of pages.tilesOfRows(from, to)) {
    const { segments } = barsOf(tile, side);
    for (let at = 0; at < segments.length; at += SEGMENT_STRIDE) {
      const start = segments[at + SegmentField.from] ?? 0;
      const end = segments[at + SegmentField.to] ?? 0;
      const seen = start < covered && covered > Number.NEGATIVE_INFINITY;
      if (!seen && start < to && end > from) found.push(segmentAt(segments, at));
    }
    covered = tile.to;
  }
  return found;
}

function segmentAt(segments: Float64Array, at: number): Segment {
  const field = (index: number) => segments[at + index] ?? 0;
  return {
    blockNid: field(SegmentField.block),
    isFull: field(SegmentField.group) === BarGroup.full,
    column: field(SegmentField.column),
    from: field(SegmentField.from),
    to: field(SegmentField.to),
    kind: field(SegmentField.kind),
    flags: field(SegmentField.flags),
  };
}

/** Segments of the blocks that the snapshot of a row lists. */
export function listedAt(pages: RoomPages, side: Side, row: number): readonly Segment[] {
  return segmentsOfRows(pages, side, row, row + 1).filter(({ kind }) => kind !== SegmentKind.gap);
}

export function isCap(segment: Segment): boolean {
  return (segment.flags & SegmentFlag.cap) !== 0;
}

/** The lowest delta column in which neither bar nor connector stands at a row. */
export function freeDeltaColumn(segments: readonly Segment[], row: number): number {
  const taken = new Set<number>();
  for (const { isFull, column, from, to } of segments)
    if (!isFull && from <= row && row < to) taken.add(column);
  let column = 0;
  while (taken.has(column)) column++;
  return column;
}
