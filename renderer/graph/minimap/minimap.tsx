import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react';
import { type GraphStore, setView } from '../graph-store';
import { sizedContext } from '../sized-context';
import { type Graph, usePalette } from '../use-graph';
import { useRoomOverview } from '../use-overview';
import { rowsOnScreen, spokenRange } from '../viewport';
import { brushOf, moveByKey } from './brush';
import './minimap.css';
import { MINIMAP_WIDTH, paintMinimap } from './paint-minimap';
import { useBrush } from './use-brush';

interface MinimapProps {
  readonly graph: Graph;
  readonly height: number;
  /** After the rows were moved. */
  onMove(): void;
}

/** The whole room in a strip, and a brush about the rows on screen: a slider to the keyboard. */
export function Minimap({ graph, height, onMove }: MinimapProps) {
  const { store } = graph;
  const strip = useRef<HTMLDivElement>(null);
  const brush = useRef<HTMLDivElement>(null);
  const pointer = useBrush(store, strip, height, onMove);
  useFollowView(store, strip, brush, height);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const moved = moveByKey(store.getState().view, event.key);
    if (!moved) return;
    event.preventDefault();
    setView(store, () => moved);
    onMove();
  };
  return (
    <div
      ref={strip}
      role="slider"
      tabIndex={0}
      className="minimap"
      style={{ height }}
      aria-label="Minimap: rows on screen"
      aria-orientation="vertical"
      aria-valuemin={1}
      aria-valuemax={graph.room.rows}
      aria-valuenow={1}
      onKeyDown={onKeyDown}
      {...pointer}
    >
      <MinimapCanvas graph={graph} height={height} />
      <div ref={brush} className="minimap-brush" />
    </div>
  );
}

function MinimapCanvas({ graph, height }: { readonly graph: Graph; readonly height: number }) {
  const ref = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  const overview = useRoomOverview(graph, height);
  useEffect(() => {
    const canvas = ref.current && sizedContext(ref.current, MINIMAP_WIDTH, height);
    if (canvas && overview) paintMinimap(canvas, palette, overview, height);
  }, [palette, overview, height]);
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas without a tab index takes no focus.
  return <canvas ref={ref} className="minimap-canvas" aria-hidden="true" />;
}

/** Written to the elements themselves: React need not be asked for every pixel of scrolling. */
function useFollowView(
  store: GraphStore,
  strip: React.RefObject<HTMLElement | null>,
  brush: React.RefObject<HTMLElement | null>,
  height: number,
): void {
  useLayoutEffect(() => {
    const follow = () => {
      const { view } = store.getState();
      const { top, height: tall } = brushOf(view, height);
      if (brush.current) {
        brush.current.style.transform = `translateY(${top}px)`;
        brush.current.style.height = `${tall}px`;
      }
      const { from, to, rows } = spokenRange(view);
      strip.current?.setAttribute('aria-valuenow', String(rowsOnScreen(view).from + 1));
      strip.current?.setAttribute('aria-valuetext', `Rows ${from} to ${to} of ${rows}`);
    };
    follow();
    return store.subscribe((state, last) => {
      if (state.view !== last.view) follow();
    });
  }, [store, strip, brush, height]);
}
