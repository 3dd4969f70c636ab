import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { RoomView } from '../../core/contract/room-view';
import { useEngine } from '../client/engine';
import { useRoomRef } from '../client/use-inspection';
import { isTimeActive, useTime } from '../state/time';
import { useViewState } from '../state/view-state';
import { useTheme } from '../theme/theme';
import { detailOf } from './detail';
import { createGraphStore, type GraphState, type GraphStore } from './graph-store';
import { type Look, lookOf } from './look';
import { type Palette, readPalette } from './palette';
import { RoomPages } from './room-pages';
import { planScene, type Scene } from './scene';
import { rowsOnScreen } from './viewport';

/** What the parts of one graph share. */
export interface Graph {
  readonly room: RoomView;
  readonly pages: RoomPages;
  readonly store: GraphStore;
  readonly scene: Scene;
}

export function useRoomPages(room: RoomView): RoomPages | null {
  const engine = useEngine();
  const ref = useRoomRef();
  const documentId = ref?.documentId;
  const { roomId, rows } = room;
  return useMemo(
    () => (documentId === undefined ? null : new RoomPages(engine, { documentId, roomId }, rows)),
    [engine, documentId, roomId, rows],
  );
}

export function useGraphStore(room: RoomView): GraphStore {
  return useMemo(() => createGraphStore(room.rows), [room.rows]);
}

export function useScene(room: RoomView, store: GraphStore, width: number): Scene {
  const detail = useStore(store, (state) => detailOf(state.view.rowHeight));
  return useMemo(() => planScene(room, width, detail), [room, width, detail]);
}

export function useGraphState<Part>(graph: Graph, select: (state: GraphState) => Part): Part {
  return useStore(graph.store, select);
}

/** Draws anew whenever a tile or a page of texts arrives. */
export function usePagesVersion({ pages }: Graph): number {
  const tiles = useSyncExternalStore(pages.tiles.subscribe, pages.tiles.version);
  const texts = useSyncExternalStore(pages.texts.subscribe, pages.texts.version);
  return tiles + texts;
}

/** What the selection and the pointer light. */
export function useLook(graph: Graph): Look {
  const side = useViewState((state) => state.side);
  const selection = useViewState((state) => state.selection);
  const highlightedSnapshots = useViewState((state) => state.highlightedSnapshots);
  const highlightedBlocks = useViewState((state) => state.highlightedBlocks);
  const hoveredBlock = useGraphState(graph, (state) => state.hovered?.blockNid ?? null);
  const hoveredRow = useGraphState(graph, (state) => state.hovered?.row ?? null);
  const timeActive = useTime(isTimeActive);
  const version = usePagesVersion(graph);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for what the pages hold.
  return useMemo(
    () =>
      lookOf(
        {
          side,
          selection,
          highlightedSnapshots,
          highlightedBlocks,
          hoveredBlock,
          hoveredRow,
          isTimeActive: timeActive,
        },
        graph.pages,
      ),
    [
      side,
      selection,
      highlightedSnapshots,
      highlightedBlocks,
      hoveredBlock,
      hoveredRow,
      timeActive,
      graph.pages,
      version,
    ],
  );
}

export function usePalette(): Palette {
  const theme = useTheme((state) => state.theme);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tokens are those of the theme.
  return useMemo(() => readPalette(), [theme]);
}

/** Asks for what is on screen and near it, and tells the status bar which rows these are. */
export function useVisibleRows(graph: Graph): void {
  const setVisibleRows = useViewState((state) => state.setVisibleRows);
  const from = useGraphState(graph, ({ view }) => rowsOnScreen(view).from);
  const to = useGraphState(graph, ({ view }) => rowsOnScreen(view).to);
  const pixelsPerRow = useGraphState(graph, ({ view }) => view.rowHeight);
  const selection = useViewState((state) => state.selection);
  useEffect(() => {
    if (to === from) return;
    if (detailOf(pixelsPerRow) !== 'overview') graph.pages.wantTiles(from, to);
    if (detailOf(pixelsPerRow) === 'labels') graph.pages.wantTexts(from, to);
    setVisibleRows({ from, to, pixelsPerRow });
  }, [graph.pages, from, to, pixelsPerRow, setVisibleRows]);
  useEffect(() => {
    if (selection.kind !== 'event') return;
    graph.pages.wantTiles(selection.row, selection.row + 1);
    graph.pages.wantTexts(selection.row, selection.row + 1);
  }, [graph.pages, selection]);
}
