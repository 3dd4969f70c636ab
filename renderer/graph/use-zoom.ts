import { select } from 'd3-selection';
import { type D3ZoomEvent, zoom, zoomIdentity, zoomTransform } from 'd3-zoom';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { LABELLED_ROW } from './detail';
import { type GraphStore, setView } from './graph-store';
import { fitRows, minRowHeight, zoomTo } from './viewport';

const KEY_STEP = 1.5;

export interface RowZoom {
  /** Taller (`+1`) or lower (`-1`) rows, around a height in the window. */
  step(direction: 1 | -1, y: number): void;
  /** Back to rows with their text. */
  reset(y: number): void;
  /** Rows `from` to `to` (exclusive) fill the window, as far as rows may be that high. */
  fit(from: number, to: number): void;
}

/** Zooms the height of rows with Ctrl and the wheel, pinching, or by keys; the row there stays. */
export function useZoom(
  store: GraphStore,
  element: HTMLElement | null,
  onZoom: () => void,
): RowZoom {
  const lowest = useStore(store, ({ view }) => minRowHeight(view));

  useEffect(() => {
    if (!element) return;
    const selection = select(element);
    let isFollowing = false;
    const behaviour = zoom<HTMLElement, unknown>()
      .scaleExtent([lowest / LABELLED_ROW, 1])
      .filter((event: Event) => event instanceof WheelEvent && (event.ctrlKey || event.metaKey))
      .on('zoom', ({ transform, sourceEvent }: D3ZoomEvent<HTMLElement, unknown>) => {
        if (isFollowing) return;
        const y = sourceEvent instanceof WheelEvent ? yIn(element, sourceEvent) : 0;
        setView(store, (view) => zoomTo(view, transform.k * LABELLED_ROW, y));
        onZoom();
      });
    /** Keys and the minimap change the height of rows, too: the wheel goes on from there. */
    const followStore = () => {
      const scale = store.getState().view.rowHeight / LABELLED_ROW;
      if (zoomTransform(element).k === scale) return;
      isFollowing = true;
      selection.call(behaviour.transform, zoomIdentity.scale(scale));
      isFollowing = false;
    };
    selection.call(behaviour).on('dblclick.zoom', null);
    followStore();
    const unsubscribe = store.subscribe((state, last) => {
      if (state.view.rowHeight !== last.view.rowHeight) followStore();
    });
    return () => {
      unsubscribe();
      selection.on('.zoom', null);
    };
  }, [element, store, onZoom, lowest]);

  return useMemo(() => {
    const change = (rowHeight: number, y: number) => {
      setView(store, (view) => zoomTo(view, rowHeight, y));
      onZoom();
    };
    return {
      step: (direction, y) => change(store.getState().view.rowHeight * KEY_STEP ** direction, y),
      reset: (y) => change(LABELLED_ROW, y),
      fit: (from, to) => {
        setView(store, (view) => fitRows(view, from, to));
        onZoom();
      },
    };
  }, [store, onZoom]);
}

function yIn(element: HTMLElement, event: WheelEvent): number {
  return event.clientY - element.getBoundingClientRect().top;
}
