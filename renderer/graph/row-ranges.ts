import { isCap, type Segment } from './segments';

/** Rows between full copies, for the labels beside rows that are too low for text. */
export interface RowRange {
  readonly from: number;
  /** Exclusive; null where the range ends below the window. */
  readonly to: number | null;
  /** The one full copy with which it begins; null where there is none. */
  readonly fullBlock: number | null;
  /** Full copies made in it: more than one where they come so close that a label holds several. */
  readonly fullCopies: number;
  /** Delta blocks listed in its last row, or first used in it where it holds several copies. */
  readonly deltaBlocks: number;
}

interface Start {
  readonly row: number;
  readonly fullBlock: number | null;
}

/** Ranges that touch rows `from` to `to`, each at least `minRows` long. O(segments log segments). */
export function rowRanges(
  segments: readonly Segment[],
  from: number,
  to: number,
  rows: number,
  minRows: number,
): readonly RowRange[] {
  const starts = rangeStarts(segments, from);
  const ranges: RowRange[] = [];
  for (let first = 0; first < starts.length; ) {
    const start = starts[first];
    if (!start) break;
    let next = first + 1;
    while (next < starts.length && (starts[next]?.row ?? 0) - start.row < minRows) next++;
    const end = starts[next]?.row ?? (to >= rows ? rows : null);
    const fullCopies = starts
      .slice(first, next)
      .filter(({ fullBlock }) => fullBlock !== null).length;
    ranges.push({
      from: start.row,
      to: end,
      fullBlock: fullCopies === 1 ? start.fullBlock : null,
      fullCopies,
      deltaBlocks: countDeltas(segments, start.row, end ?? to, fullCopies > 1),
    });
    first = next;
  }
  return ranges;
}

function rangeStarts(segments: readonly Segment[], from: number): readonly Start[] {
  const starts = segments
    .filter((segment) => segment.isFull && isCap(segment))
    .map(({ from: row, blockNid }) => ({ row, fullBlock: blockNid }))
    .sort((a, b) => a.row - b.row);
  const [first] = starts;
  return first && first.row <= from ? starts : [{ row: 0, fullBlock: null }, ...starts];
}

function countDeltas(segments: readonly Segment[], from: number, to: number, within: boolean) {
  const blocks = new Set<number>();
  for (const segment of segments) {
    if (segment.isFull) continue;
    const counts = within
      ? isCap(segment) && segment.from >= from && segment.from < to
      : segment.from < to && segment.to >= to && segment.kind !== 2;
    if (counts) blocks.add(segment.blockNid);
  }
  return blocks.size;
}
