import type { Side } from '../state/view-state';
import { barWidth, barX } from './bar-geometry';
import type { Hovered } from './graph-store';
import type { RoomPages } from './room-pages';
import type { Scene } from './scene';
import { segmentsOfRows } from './segments';
import { rowAtY, type Viewport } from './viewport';

/** Half the gap between bars counts as the bar: thin ones are hard to point at. */
const SLACK = 1.5;

/** The row under a point of the window, and the bar there if any. */
export function hitTest(
  pages: RoomPages,
  scene: Scene,
  view: Viewport,
  side: Side,
  point: { readonly x: number; readonly y: number; readonly scrollX: number },
): Hovered {
  const row = rowAtY(view, point.y);
  const miss = { row, blockNid: null, barX: 0, y: point.y };
  if (point.x < scene.paneX) return miss;
  for (const segment of segmentsOfRows(pages, side, row, row + 1)) {
    const left = barX(scene, segment.isFull, segment.column, point.scrollX);
    const hidden = !segment.isFull && left < scene.bars.ruleX;
    const right = left + barWidth(scene.bars, segment.isFull);
    if (!hidden && point.x >= left - SLACK && point.x < right + SLACK)
      return { row, blockNid: segment.blockNid, barX: left, y: point.y };
  }
  return miss;
}
