import { fitRows, rowsOnScreen, scrollTo, type Viewport } from '../viewport';

/** Narrower than this the window's frame could not be seen or grasped. */
const MIN_BRUSH = 10;
/** How near to an end the pointer takes hold of that end. */
const EDGE = 5;
/** The least rows that an end leaves when it is dragged. */
const MIN_ROWS = 2;

export interface Brush {
  readonly top: number;
  readonly height: number;
}

/** Where the rows on screen lie in a strip of this height that is the whole room. */
export function brushOf(view: Viewport, height: number): Brush {
  const total = view.rows * view.rowHeight;
  if (total <= view.height || total === 0) return { top: 0, height };
  const tall = Math.max(MIN_BRUSH, (view.height / total) * height);
  const rest = total - view.height;
  return { top: (view.top / rest) * (height - tall), height: tall };
}

export type Grip = 'move' | 'from' | 'to' | 'jump';

/** What a press at a height of the strip takes hold of. */
export function gripAt({ top, height }: Brush, y: number): Grip {
  const hasEnds = height >= EDGE * 4;
  if (hasEnds && Math.abs(y - top) <= EDGE) return 'from';
  if (hasEnds && Math.abs(y - top - height) <= EDGE) return 'to';
  return y >= top && y <= top + height ? 'move' : 'jump';
}

/** The row at a height of the strip, broken. */
export function rowInStrip({ rows }: Viewport, height: number, y: number): number {
  return Math.max(0, Math.min(rows, (y / height) * rows));
}

/** The rows in the middle of the window are those at a height of the strip. */
export function jumpTo(view: Viewport, height: number, y: number): Viewport {
  const row = rowInStrip(view, height, y);
  return scrollTo(view, row * view.rowHeight - view.height / 2);
}

/** The brush as it was, moved by pixels of the strip. */
export function moveBrush(start: Viewport, height: number, by: number): Viewport {
  const room = height - brushOf(start, height).height;
  if (room <= 0) return start;
  const rest = start.rows * start.rowHeight - start.height;
  return scrollTo(start, start.top + (by / room) * rest);
}

/** One end of the brush at a height of the strip; the other end stays. */
export function dragEnd(start: Viewport, height: number, end: 'from' | 'to', y: number): Viewport {
  const { from, to } = rowsOnScreen(start);
  const row = Math.round(rowInStrip(start, height, y));
  return end === 'from'
    ? fitRows(start, Math.min(row, to - MIN_ROWS), to)
    : fitRows(start, from, Math.max(row, from + MIN_ROWS));
}

/** What a key of a slider does to the window; null for any other key. */
export function moveByKey(view: Viewport, key: string): Viewport | null {
  const line = Math.max(view.rowHeight, 1);
  const page = Math.max(line, view.height - view.rowHeight);
  switch (key) {
    case 'ArrowUp':
    case 'ArrowLeft':
      return scrollTo(view, view.top - line);
    case 'ArrowDown':
    case 'ArrowRight':
      return scrollTo(view, view.top + line);
    case 'PageUp':
      return scrollTo(view, view.top - page);
    case 'PageDown':
      return scrollTo(view, view.top + page);
    case 'Home':
      return scrollTo(view, 0);
    case 'End':
      return scrollTo(view, view.rows * view.rowHeight);
    default:
      return null;
  }
}
