import { SegmentKind } from '../../core/contract/room-view';
import { isRowLit, type Look } from './look';
import type { RoomPages } from './room-pages';
import type { Segment } from './segments';

/** Rows with a ground of their own: they use the hovered bar's block, or a lit snapshot. */
export function tintedRows(
  pages: RoomPages,
  look: Look,
  segments: readonly Segment[],
  from: number,
  to: number,
): ReadonlySet<number> {
  const rows = new Set<number>();
  for (const segment of segments) {
    if (segment.blockNid !== look.hoveredBlock || segment.kind === SegmentKind.gap) continue;
    for (let row = Math.max(from, segment.from); row < Math.min(to, segment.to); row++)
      rows.add(row);
  }
  if (look.hoveredBlock === null)
    for (let row = from; row < to; row++)
      if (isRowLit(look, pages.snapshotAt(row, look.side))) rows.add(row);
  return rows;
}
