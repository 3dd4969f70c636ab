import { useEffect } from 'react';
import { detailOf } from './detail';
import { type Graph, useGraphState, usePagesVersion } from './use-graph';
import { yOfRow } from './viewport';

const HEIGHT = 26;

/** Where rows are too low for text: the sentence of the one under the pointer. */
export function RowPeek({ graph }: { readonly graph: Graph }) {
  const detail = useGraphState(graph, ({ view }) => detailOf(view.rowHeight));
  return detail === 'labels' || detail === 'overview' ? null : <Peek graph={graph} />;
}

function Peek({ graph }: { readonly graph: Graph }) {
  const { pages, scene } = graph;
  const view = useGraphState(graph, (state) => state.view);
  const hovered = useGraphState(graph, (state) => state.hovered);
  usePagesVersion(graph);
  const isShown = hovered !== null && hovered.blockNid === null;
  const row = isShown ? hovered.row : null;
  useEffect(() => {
    if (row !== null) pages.wantTexts(row, row + 1);
  }, [pages, row]);

  const text = row === null ? undefined : pages.textOfRow(row);
  if (row === null || !text) return null;
  const middle = yOfRow(view, row) + view.rowHeight / 2;
  const top = Math.max(0, Math.min(middle - HEIGHT / 2, view.height - HEIGHT));
  return (
    <div
      className="row-peek"
      role="tooltip"
      style={{ left: scene.textX - 8, top, maxWidth: scene.textWidth + 8 }}
    >
      <span className="row-peek-nid">{text.eventNid}</span>
      <span className={`sentence ${text.tone}`}>{text.sentence}</span>
    </div>
  );
}
