import { RowFlag } from '../../core/contract/room-view';
import type { Side } from '../state/view-state';
import { barsOf, type RoomPages } from './room-pages';

/**
 * What the snapshot column shows on a row: a chip where the snapshot is new, a plain number where
 * the row returns to an older one, nothing where it continues the row above.
 */
export type SnapshotMark =
  | { readonly kind: 'new' | 'again'; readonly snapshotNid: number }
  | { readonly kind: 'not-stored' }
  | { readonly kind: 'continues' }
  | { readonly kind: 'unknown' };

const UNKNOWN: SnapshotMark = { kind: 'unknown' };

/** `first`: the first row on screen, which shows its snapshot in any case. */
export function snapshotMark(
  pages: RoomPages,
  side: Side,
  row: number,
  first: number,
): SnapshotMark {
  const facts = pages.factsOfRow(row);
  const snapshotNid = pages.snapshotAt(row, side);
  if (!facts || snapshotNid === undefined) return UNKNOWN;
  if (side === 'after' && facts.flags & RowFlag.afterNotStored) return { kind: 'not-stored' };
  if (snapshotNid === 0) return UNKNOWN;
  const newFlag = side === 'before' ? RowFlag.newSnapshotBefore : RowFlag.newSnapshotAfter;
  if (facts.flags & newFlag) return { kind: 'new', snapshotNid };
  const above = row > 0 ? pages.snapshotAt(row - 1, side) : undefined;
  if (row !== first && above === snapshotNid) return { kind: 'continues' };
  return { kind: 'again', snapshotNid };
}

/** Blocks whose first row this is, oldest first. */
export function newBlocks(pages: RoomPages, side: Side, row: number): readonly number[] {
  const tile = pages.tileOfRow(row);
  if (!tile) return [];
  const bars = barsOf(tile, side);
  const at = row - tile.from;
  return [bars.newBlock[at] ?? 0, bars.secondNewBlock[at] ?? 0].filter((block) => block !== 0);
}
