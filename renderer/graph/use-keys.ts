import { type KeyboardEvent, useCallback, useMemo } from 'react';
import { useViewState } from '../state/view-state';
import { openInspector } from '../widgets/open-inspector';
import { setView } from './graph-store';
import { type Move, moveOfKey, RowNavigator } from './navigation';
import type { Graph } from './use-graph';
import type { RowZoom } from './use-zoom';
import { revealRow, rowsOnScreen, yOfRow } from './viewport';

/** The keys of the list of events. */
export function useKeys(graph: Graph, zoom: RowZoom, onScroll: () => void) {
  const navigator = useMemo(() => new RowNavigator(graph.pages), [graph.pages]);
  return useCallback(
    (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const move = moveOfKey(event.key);
      if (move) void go(graph, navigator, move, onScroll);
      else if (!pressed(event.key, graph, zoom)) return;
      event.preventDefault();
    },
    [graph, navigator, zoom, onScroll],
  );
}

function pressed(key: string, graph: Graph, zoom: RowZoom): boolean {
  const { side, setSide, select } = useViewState.getState();
  switch (key) {
    case 'Enter':
      openInspector();
      return true;
    case 'Escape':
      if (graph.store.getState().hovered?.blockNid) graph.store.setState({ hovered: null });
      else select({ kind: 'none' });
      return true;
    case 'b':
      setSide(side === 'before' ? 'after' : 'before');
      return true;
    case '+':
    case '=':
      zoom.step(1, anchorOf(graph));
      return true;
    case '-':
      zoom.step(-1, anchorOf(graph));
      return true;
    case '0':
      zoom.reset(anchorOf(graph));
      return true;
    default:
      return false;
  }
}

async function go(graph: Graph, navigator: RowNavigator, move: Move, onScroll: () => void) {
  const { view } = graph.store.getState();
  const page = Math.max(1, Math.floor(view.height / view.rowHeight) - 1);
  const current = currentRow();
  const row =
    current === null ? rowsOnScreen(view).from : await navigator.target(move, current, page);
  const eventNid = row === null ? null : await navigator.eventNid(row);
  if (row === null || eventNid === null) return;
  useViewState.getState().select({ kind: 'event', row, eventNid });
  setView(graph.store, (now) => revealRow(now, row));
  onScroll();
}

function currentRow(): number | null {
  const { selection, selectedBlockRow } = useViewState.getState();
  return selection.kind === 'event' ? selection.row : selectedBlockRow;
}

/** Zooming by key holds the selected row where it is, or the middle of the window. */
function anchorOf({ store }: Graph): number {
  const { view } = store.getState();
  const row = currentRow();
  const y = row === null ? -1 : yOfRow(view, row) + view.rowHeight / 2;
  return y >= 0 && y < view.height ? y : view.height / 2;
}
