import { useMemo } from 'react';
import type { Command } from '../commands/command';
import { useCommands } from '../commands/registry';
import { anchorOf, currentRow } from './anchor';
import { LABELLED_ROW } from './detail';
import type { Graph } from './use-graph';
import type { RowZoom } from './use-zoom';

/** The zoom of the list of events, as commands. */
export function useGraphCommands(graph: Graph, zoom: RowZoom): void {
  useCommands(useMemo(() => zoomCommands(graph, zoom), [graph, zoom]));
}

function zoomCommands(graph: Graph, zoom: RowZoom): readonly Command[] {
  const view = { group: 'View', scope: 'graph' } as const;
  return [
    {
      id: 'graph.zoom-in',
      label: 'Make rows taller',
      keys: ['+', '='],
      run: () => zoom.step(1, anchorOf(graph)),
      ...view,
    },
    {
      id: 'graph.zoom-out',
      label: 'Make rows lower',
      keys: ['-'],
      run: () => zoom.step(-1, anchorOf(graph)),
      ...view,
    },
    {
      id: 'graph.zoom-reset',
      label: 'Back to rows with their text',
      keys: ['0'],
      run: () => zoom.reset(anchorOf(graph)),
      ...view,
    },
    {
      id: 'graph.fit-room',
      label: 'Fit the whole room',
      // Shift and 0 write ) on most keyboards, = on some; with Alt the key is told by its place.
      keys: [')', 'Alt+0'],
      run: () => zoom.fit(0, graph.room.rows),
      ...view,
    },
    {
      id: 'graph.fit-selection',
      label: 'Fit what is selected',
      keys: ['F'],
      isEnabled: () => currentRow() !== null,
      disabledReason: 'Nothing is selected',
      run: () => fitSelection(graph, zoom),
      ...view,
    },
  ];
}

/** Rows with their text, the selected one in the middle. */
function fitSelection({ store }: Graph, zoom: RowZoom): void {
  const row = currentRow();
  if (row === null) return;
  const half = Math.floor(store.getState().view.height / LABELLED_ROW / 2);
  zoom.fit(Math.max(0, row - half), row + half);
}
