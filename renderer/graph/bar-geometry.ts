import { SegmentFlag, SegmentKind } from '../../core/contract/room-view';
import type { BarPlan, Scene } from './scene';
import { deltaColumnX, FULL_WIDTH, fullColumnX } from './scene';
import type { Segment } from './segments';
import { type Viewport, yOfRow } from './viewport';

/** Where rows are lower than this, caps stay this high: they are what is new. */
const LOW_CAP = 3;

export interface BarBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Space between a bar's end and its row's edge. */
export function barInset(rowHeight: number): number {
  if (rowHeight >= 18) return 3;
  return rowHeight >= 6 ? 1 : 0;
}

export function barWidth(bars: BarPlan, isFull: boolean): number {
  return isFull ? FULL_WIDTH : bars.deltaWidth;
}

export function barX(scene: Scene, isFull: boolean, column: number, scrollX: number): number {
  return isFull ? fullColumnX(scene, column) : deltaColumnX(scene, column) - scrollX;
}

/** The whole of a body; reaches out of the window where its rows do. */
export function bodyBox(scene: Scene, view: Viewport, segment: Segment, scrollX: number): BarBox {
  const inset = barInset(view.rowHeight);
  const y = yOfRow(view, segment.from) + inset;
  return {
    x: barX(scene, segment.isFull, segment.column, scrollX),
    y,
    width: barWidth(scene.bars, segment.isFull),
    height: Math.max(1, yOfRow(view, segment.to) - inset - y),
  };
}

export function capBox(scene: Scene, view: Viewport, segment: Segment, scrollX: number): BarBox {
  const inset = barInset(view.rowHeight);
  const tall = (segment.to - segment.from) * view.rowHeight - 2 * inset;
  const low = segment.isFull && view.rowHeight < 6 ? Math.min(FULL_WIDTH, tall / 4) : LOW_CAP;
  const height = Math.max(view.rowHeight - 2 * inset, Math.min(low, tall), LOW_CAP);
  return { ...bodyBox(scene, view, segment, scrollX), height };
}

/** A stem or a connector: its middle, and where it begins and ends. */
export function threadOf(scene: Scene, view: Viewport, segment: Segment, scrollX: number) {
  const inset = barInset(view.rowHeight);
  const isGap = segment.kind === SegmentKind.gap;
  const begins = (segment.flags & SegmentFlag.top) !== 0 && !isGap;
  const ends = (segment.flags & SegmentFlag.bottom) !== 0 && !isGap;
  const left = barX(scene, segment.isFull, segment.column, scrollX);
  return {
    x: left + barWidth(scene.bars, segment.isFull) / 2,
    from: yOfRow(view, segment.from) + (begins ? inset : -inset),
    to: yOfRow(view, segment.to) + (ends ? -inset : inset),
  };
}
