import { useEffect } from 'react';
import { usePlace } from '../state/place';
import { type GraphStore, setView } from './graph-store';
import { scrollTo, zoomTo } from './viewport';

/** Takes the rows back to where a link says that they were. */
export function useWantedPlace(store: GraphStore, isReady: boolean, onScroll: () => void): void {
  const { wanted, arrived } = usePlace();
  useEffect(() => {
    if (!wanted || !isReady) return;
    setView(store, (view) => {
      const zoomed = zoomTo(view, wanted.pixelsPerRow, 0);
      return scrollTo(zoomed, wanted.row * zoomed.rowHeight);
    });
    onScroll();
    arrived();
  }, [wanted, isReady, store, onScroll, arrived]);
}
