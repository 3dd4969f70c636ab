import { type PointerEvent, useRef } from 'react';
import { setView } from './graph-store';
import { type Graph, useGraphState } from './use-graph';
import { scrollTo, type Viewport } from './viewport';

const MIN_THUMB = 28;

/**
 * Lies over the right margin, so that bars end where they were drawn to end whatever the system's
 * scroll bars. For the pointer only: keys and wheel scroll the rows themselves.
 */
export function GraphScrollBar({ graph, onScroll }: { readonly graph: Graph; onScroll(): void }) {
  const view = useGraphState(graph, (state) => state.view);
  const grabbed = useRef<number | null>(null);
  const thumb = thumbOf(view);
  if (!thumb) return null;

  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (grabbed.current === null) return;
    const y = event.clientY - grabbed.current;
    setView(graph.store, (now) => scrollTo(now, (y / thumb.track) * thumb.range));
    onScroll();
  };
  return (
    <div className="graph-scroll-bar" aria-hidden="true">
      <div
        className="graph-scroll-thumb"
        style={{ top: thumb.top, height: thumb.height }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          grabbed.current = event.clientY - thumb.top;
        }}
        onPointerMove={drag}
        onPointerUp={() => {
          grabbed.current = null;
        }}
      />
    </div>
  );
}

function thumbOf(view: Viewport) {
  const total = view.rows * view.rowHeight;
  const range = total - view.height;
  if (range <= 0 || view.height <= 0) return null;
  const height = Math.max(MIN_THUMB, (view.height * view.height) / total);
  const track = view.height - height;
  return { height, track, range, top: (view.top / range) * track };
}
