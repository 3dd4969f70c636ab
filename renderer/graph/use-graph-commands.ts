import { useMemo } from 'react';
import type { Command } from '../commands/command';
import { useCommands } from '../commands/registry';
import { anchorOf } from './anchor';
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
  ];
}
