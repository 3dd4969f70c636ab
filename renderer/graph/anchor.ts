import { useViewState } from '../state/view-state';
import type { Graph } from './use-graph';
import { yOfRow } from './viewport';

/** The row that the keys go on from; of a block the first row that it is used by. */
export function currentRow(): number | null {
  const { selection, selectedBlockRow } = useViewState.getState();
  return selection.kind === 'event' ? selection.row : selectedBlockRow;
}

/** Zooming by key holds the selected row where it is, or the middle of the window. */
export function anchorOf({ store }: Graph): number {
  const { view } = store.getState();
  const row = currentRow();
  const y = row === null ? -1 : yOfRow(view, row) + view.rowHeight / 2;
  return y >= 0 && y < view.height ? y : view.height / 2;
}
