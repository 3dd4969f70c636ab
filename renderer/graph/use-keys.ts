import { type KeyboardEvent, useCallback, useMemo } from 'react';
import { useViewState } from '../state/view-state';
import { currentRow } from './anchor';
import { detailOf } from './detail';
import { setView } from './graph-store';
import { type Move, moveOfKey, RowNavigator } from './navigation';
import type { Graph } from './use-graph';
import { revealRow, rowsOnScreen } from './viewport';

/** The keys that move in the list of events; all others are commands. */
export function useKeys(graph: Graph, onScroll: () => void) {
  const navigator = useMemo(() => new RowNavigator(graph.pages), [graph.pages]);
  return useCallback(
    (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      const move = moveOfKey(event.key);
      if (move) void go(graph, navigator, move, onScroll);
      else if (event.key === 'Escape') clear(graph);
      else return;
      event.preventDefault();
    },
    [graph, navigator, onScroll],
  );
}

function clear({ store }: Graph): void {
  if (store.getState().hovered?.blockNid) store.setState({ hovered: null });
  else useViewState.getState().select({ kind: 'none' });
}

async function go(graph: Graph, navigator: RowNavigator, move: Move, onScroll: () => void) {
  const { view } = graph.store.getState();
  const page = Math.max(1, Math.floor(view.height / view.rowHeight) - 1);
  const current = currentRow();
  const row =
    current === null
      ? rowsOnScreen(view).from
      : await target(navigator, move, current, { rowHeight: view.rowHeight, page });
  const eventNid = row === null ? null : await navigator.eventNid(row);
  if (row === null || eventNid === null) return;
  useViewState.getState().select({ kind: 'event', row, eventNid });
  setView(graph.store, (now) => revealRow(now, row));
  onScroll();
}

/** Where several rows share a pixel, Up and Down move by a pixel: less could not be seen. */
function target(
  navigator: RowNavigator,
  move: Move,
  row: number,
  { rowHeight, page }: { readonly rowHeight: number; readonly page: number },
): Promise<number | null> {
  const isOneByOne = detailOf(rowHeight) !== 'overview' || (move !== 'up' && move !== 'down');
  if (isOneByOne) return navigator.target(move, row, page);
  const step = Math.max(1, Math.round(1 / rowHeight));
  return navigator.target(move === 'up' ? 'page-up' : 'page-down', row, step);
}
