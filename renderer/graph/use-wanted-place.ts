import { useEffect } from 'react';
import { usePlace } from '../state/place';
import { type GraphStore, setView } from './graph-store';
import type { RowZoom } from './use-zoom';
import { scrollTo } from './viewport';

/** Takes the rows back to where a link says that they were. */
export function useWantedPlace(
  store: GraphStore,
  isReady: boolean,
  zoom: RowZoom,
  onScroll: () => void,
): void {
  const { wanted, arrived } = usePlace();
  useEffect(() => {
    if (!wanted || !isReady) return;
    zoom.to(wanted.pixelsPerRow, 0);
    setView(store, (view) => scrollTo(view, wanted.row * view.rowHeight));
    onScroll();
    arrived();
  }, [wanted, isReady, zoom, store, onScroll, arrived]);
}
