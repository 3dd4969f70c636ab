import { create } from 'zustand';
import type { DocumentInfo } from '../../core/contract/requests';
import type { RoomView } from '../../core/contract/room-view';

/** State is always *before* or *after* an event; before is what the server stores. */
export type Side = 'before' | 'after';

export type Selection =
  | { readonly kind: 'none' }
  | { readonly kind: 'event'; readonly row: number; readonly eventNid: number }
  | { readonly kind: 'block'; readonly blockNid: number }
  | { readonly kind: 'snapshot'; readonly snapshotNid: number };

/** What of the room is on screen, for the status bar. `to` is exclusive. */
export interface VisibleRows {
  readonly from: number;
  readonly to: number;
  readonly pixelsPerRow: number;
}

export interface ViewState {
  readonly document: DocumentInfo | null;
  readonly room: RoomView | null;
  readonly side: Side;
  readonly selection: Selection;
  /** Of the selected block: every snapshot that lists it. Empty for other selections. */
  readonly highlightedSnapshots: ReadonlySet<number>;
  /** Of the selected snapshot: every block it lists. Empty for other selections. */
  readonly highlightedBlocks: ReadonlySet<number>;
  /** First row that the selected block is used by; null where no row uses it or none is selected. */
  readonly selectedBlockRow: number | null;
  readonly visibleRows: VisibleRows | null;
  /** A row that should be scrolled into view; `count` grows so that asking twice is seen twice. */
  readonly reveal: { readonly row: number; readonly count: number } | null;

  openDocument(document: DocumentInfo): void;
  showRoom(room: RoomView): void;
  /** Back to the start page. */
  leave(): void;
  select(selection: Selection): void;
  setSide(side: Side): void;
  setHighlights(highlights: Highlights): void;
  setVisibleRows(visibleRows: VisibleRows): void;
  revealRow(row: number): void;
}

export interface Highlights {
  readonly snapshots: ReadonlySet<number>;
  readonly blocks: ReadonlySet<number>;
  readonly blockRow: number | null;
}

const NOTHING: ReadonlySet<number> = new Set();

const NO_ROOM = {
  room: null,
  side: 'before',
  selection: { kind: 'none' },
  highlightedSnapshots: NOTHING,
  highlightedBlocks: NOTHING,
  selectedBlockRow: null,
  visibleRows: null,
  reveal: null,
} as const;

/** What the views share. Data that only one view needs stays in that view. */
export const useViewState = create<ViewState>()((set) => ({
  document: null,
  ...NO_ROOM,

  openDocument: (document) => set({ document, ...NO_ROOM }),
  showRoom: (room) => set({ ...NO_ROOM, room }),
  leave: () => set({ document: null, ...NO_ROOM }),
  select: (selection) =>
    set((state) =>
      sameSelection(state.selection, selection)
        ? {}
        : {
            selection,
            highlightedSnapshots: NOTHING,
            highlightedBlocks: NOTHING,
            selectedBlockRow: null,
          },
    ),
  setSide: (side) => set({ side }),
  setHighlights: ({ snapshots, blocks, blockRow }) =>
    set({
      highlightedSnapshots: snapshots,
      highlightedBlocks: blocks,
      selectedBlockRow: blockRow,
    }),
  setVisibleRows: (visibleRows) => set({ visibleRows }),
  revealRow: (row) => set((state) => ({ reveal: { row, count: (state.reveal?.count ?? 0) + 1 } })),
}));

function sameSelection(a: Selection, b: Selection): boolean {
  if (a.kind === 'event') return b.kind === 'event' && a.eventNid === b.eventNid;
  if (a.kind === 'block') return b.kind === 'block' && a.blockNid === b.blockNid;
  if (a.kind === 'snapshot') return b.kind === 'snapshot' && a.snapshotNid === b.snapshotNid;
  return b.kind === 'none';
}
