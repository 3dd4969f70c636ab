import { type PointerEvent, type RefObject, useEffect, useMemo, useRef } from 'react';
import { type GraphStore, setView } from '../graph-store';
import { type Viewport, zoomTo } from '../viewport';
import { brushOf, dragEnd, type Grip, gripAt, jumpTo, moveBrush } from './brush';

interface Held {
  readonly grip: Exclude<Grip, 'jump'>;
  readonly y: number;
  readonly start: Viewport;
}

/** Height of rows per pixel of the wheel. */
const WHEEL_ZOOM = 1.002;

/** Dragging the brush or its ends, jumping by a press beside it, zooming with the wheel. */
export function useBrush(
  store: GraphStore,
  strip: RefObject<HTMLElement | null>,
  height: number,
  onMove: () => void,
) {
  const held = useRef<Held | null>(null);

  useEffect(() => {
    const element = strip.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const factor = WHEEL_ZOOM ** -event.deltaY;
      setView(store, (view) => zoomTo(view, view.rowHeight * factor, view.height / 2));
      onMove();
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [store, strip, onMove]);

  return useMemo(() => {
    const yIn = (event: PointerEvent<HTMLElement>) =>
      event.clientY - event.currentTarget.getBoundingClientRect().top;
    return {
      onPointerDown(event: PointerEvent<HTMLElement>) {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const y = yIn(event);
        const grip = gripAt(brushOf(store.getState().view, height), y);
        if (grip === 'jump') {
          setView(store, (view) => jumpTo(view, height, y));
          onMove();
        }
        held.current = { grip: grip === 'jump' ? 'move' : grip, y, start: store.getState().view };
      },
      onPointerMove(event: PointerEvent<HTMLElement>) {
        const y = yIn(event);
        const hold = held.current;
        if (hold) {
          setView(store, () => moved(hold, height, y));
          onMove();
          return;
        }
        const grip = gripAt(brushOf(store.getState().view, height), y);
        event.currentTarget.dataset.grip = grip;
      },
      onPointerUp() {
        held.current = null;
      },
      onPointerCancel() {
        held.current = null;
      },
    };
  }, [store, height, onMove]);
}

function moved({ grip, y: heldAt, start }: Held, height: number, y: number): Viewport {
  return grip === 'move' ? moveBrush(start, height, y - heldAt) : dragEnd(start, height, grip, y);
}
