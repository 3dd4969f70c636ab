import { select } from 'd3-selection';
import { type D3ZoomEvent, zoom, zoomIdentity } from 'd3-zoom';
import { useEffect, useMemo, useRef } from 'react';
import { LABELLED_ROW, MIN_ROW } from './detail';
import { type GraphStore, setView } from './graph-store';
import { zoomTo } from './viewport';

const KEY_STEP = 1.5;

export interface RowZoom {
  /** Taller (`+1`) or lower (`-1`) rows, around a height in the window. */
  step(direction: 1 | -1, y: number): void;
  /** Rows of this height, around a height in the window. */
  to(rowHeight: number, y: number): void;
  /** Back to rows with their text. */
  reset(y: number): void;
}

/** Zooms the height of rows with Ctrl and the wheel, pinching, or by keys; the row there stays. */
export function useZoom(
  store: GraphStore,
  element: HTMLElement | null,
  onZoom: () => void,
): RowZoom {
  /** Where a zoom by key holds fast; null while it is the pointer's. */
  const anchor = useRef<number | null>(null);
  const behaviour = useMemo(() => zoom<HTMLElement, unknown>(), []);

  useEffect(() => {
    if (!element) return;
    behaviour
      .scaleExtent([MIN_ROW / LABELLED_ROW, 1])
      .filter((event: Event) => event instanceof WheelEvent && (event.ctrlKey || event.metaKey))
      .on('zoom', ({ transform, sourceEvent }: D3ZoomEvent<HTMLElement, unknown>) => {
        const pointer = sourceEvent instanceof WheelEvent ? yIn(element, sourceEvent) : 0;
        const y = anchor.current ?? pointer;
        setView(store, (view) => zoomTo(view, transform.k * LABELLED_ROW, y));
        onZoom();
      });
    const selection = select(element);
    selection.call(behaviour).on('dblclick.zoom', null);
    return () => {
      selection.on('.zoom', null);
    };
  }, [behaviour, element, store, onZoom]);

  return useMemo(() => {
    const scaleTo = (scale: number, y: number) => {
      if (!element) return;
      anchor.current = y;
      const clamped = Math.max(MIN_ROW / LABELLED_ROW, Math.min(1, scale));
      select(element).call(behaviour.transform, zoomIdentity.scale(clamped));
      anchor.current = null;
    };
    const scale = () => store.getState().view.rowHeight / LABELLED_ROW;
    return {
      step: (direction, y) => scaleTo(scale() * KEY_STEP ** direction, y),
      to: (rowHeight, y) => scaleTo(rowHeight / LABELLED_ROW, y),
      reset: (y) => scaleTo(1, y),
    };
  }, [behaviour, element, store]);
}

function yIn(element: HTMLElement, event: WheelEvent): number {
  return event.clientY - element.getBoundingClientRect().top;
}
