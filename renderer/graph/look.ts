import type { Selection, Side } from '../state/view-state';
import type { RoomPages } from './room-pages';
import { listedAt, type Segment } from './segments';

/** What of the room is lit: by the selection, or by a bar under the pointer. */
export interface Look {
  readonly side: Side;
  readonly selectedRow: number | null;
  readonly selectedBlock: number | null;
  /** Blocks of the selected event's state or of the selected snapshot; null: all are alike. */
  readonly litBlocks: ReadonlySet<number> | null;
  /** Snapshots that list the selected block, or the selected one itself; null: all are alike. */
  readonly litSnapshots: ReadonlySet<number> | null;
  readonly hoveredBlock: number | null;
  readonly hoveredRow: number | null;
  /** The first row that has not happened yet, while one plays or scrubs; null: all have. */
  readonly futureFrom: number | null;
}

interface LookInput {
  readonly side: Side;
  readonly selection: Selection;
  readonly highlightedSnapshots: ReadonlySet<number>;
  readonly highlightedBlocks: ReadonlySet<number>;
  readonly hoveredBlock: number | null;
  readonly hoveredRow: number | null;
  readonly isTimeActive: boolean;
}

export function lookOf(input: LookInput, pages: RoomPages): Look {
  const { selection, side } = input;
  const selectedRow = selection.kind === 'event' ? selection.row : null;
  return {
    side,
    selectedRow,
    selectedBlock: selection.kind === 'block' ? selection.blockNid : null,
    litBlocks: litBlocks(input, pages, selectedRow),
    litSnapshots: litSnapshots(input),
    hoveredBlock: input.hoveredBlock,
    hoveredRow: input.hoveredRow,
    futureFrom: input.isTimeActive && selectedRow !== null ? selectedRow + 1 : null,
  };
}

function litBlocks(input: LookInput, pages: RoomPages, row: number | null) {
  if (row !== null) {
    const listed = listedAt(pages, input.side, row);
    return new Set(listed.map(({ blockNid }) => blockNid));
  }
  return input.selection.kind === 'snapshot' ? input.highlightedBlocks : null;
}

function litSnapshots({ selection, highlightedSnapshots }: LookInput) {
  if (selection.kind === 'snapshot') return new Set([selection.snapshotNid]);
  return selection.kind === 'block' ? highlightedSnapshots : null;
}

/** How a bar is drawn: as it is, dimmed beside lit ones, lit, or itself selected. */
export type BarState = 'plain' | 'dim' | 'lit' | 'selected';

export function barState(look: Look, { blockNid }: Segment): BarState {
  if (look.selectedBlock === blockNid) return 'selected';
  if (look.litBlocks === null) return 'plain';
  return look.litBlocks.has(blockNid) ? 'lit' : 'dim';
}

/** Whether the row's snapshot is among the lit ones; null where none is. */
export function isRowLit(look: Look, snapshotNid: number | undefined): boolean | null {
  if (look.litSnapshots === null) return null;
  return snapshotNid !== undefined && look.litSnapshots.has(snapshotNid);
}
