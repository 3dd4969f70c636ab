import { type RefObject, useCallback, useEffect, useLayoutEffect } from 'react';
import { useStore } from 'zustand';
import { useViewState } from '../state/view-state';
import { type GraphStore, setView } from './graph-store';
import { centreRow, isScaled, resize, scrollPosition, scrollTo, topOfScroll } from './viewport';

/** Positions nearer than this are the same: browsers round what they are told. */
const SAME_PX = 1;

/**
 * Keeps the rows and the browser's own scrolling together. Returns what to call after the rows were
 * moved by other means (keys, zoom, a reveal).
 */
export function useScroller(
  store: GraphStore,
  scroller: RefObject<HTMLDivElement | null>,
  height: number,
): () => void {
  const follow = useCallback(() => {
    const element = scroller.current;
    const position = scrollPosition(store.getState().view);
    if (element && Math.abs(element.scrollTop - position) >= SAME_PX) element.scrollTop = position;
  }, [store, scroller]);

  useLayoutEffect(() => setView(store, (view) => resize(view, height)), [store, height]);
  useNativeScroll(store, scroller);
  useScaledWheel(store, scroller, follow);

  const rowHeight = useStore(store, ({ view }) => view.rowHeight);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the spacer has its new height only now.
  useLayoutEffect(follow, [follow, rowHeight, height]);

  const reveal = useViewState((state) => state.reveal);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a height may come after the wish.
  useEffect(() => {
    if (!reveal || height === 0) return;
    setView(store, (view) => centreRow(view, reveal.row));
    follow();
  }, [reveal, store, follow, height > 0]);
  return follow;
}

function useNativeScroll(store: GraphStore, scroller: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onScroll = () => {
      const { view, scrollX } = store.getState();
      if (Math.abs(element.scrollTop - scrollPosition(view)) >= SAME_PX)
        setView(store, (now) => scrollTo(now, topOfScroll(now, element.scrollTop)));
      if (element.scrollLeft !== scrollX) store.setState({ scrollX: element.scrollLeft });
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, [store, scroller]);
}

/** In a room taller than a page may be, the wheel moves rows as far as it does in any other. */
function useScaledWheel(
  store: GraphStore,
  scroller: RefObject<HTMLDivElement | null>,
  follow: () => void,
): void {
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      const { view } = store.getState();
      if (event.ctrlKey || event.metaKey || event.deltaMode !== 0 || !isScaled(view)) return;
      event.preventDefault();
      setView(store, (now) => scrollTo(now, now.top + event.deltaY));
      follow();
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [store, scroller, follow]);
}
