import { SegmentKind } from '../../core/contract/room-view';
import { barWidth, barX, bodyBox } from './bar-geometry';
import type { Frame } from './paint-frame';
import type { Segment } from './segments';

const FIRST_ROW_PADDING = 5;

/** A bar that begins above the window carries its block's number in the first row, a quarter turned. */
export function paintBarNumbers(frame: Frame): void {
  const { canvas, palette, scene, view } = frame;
  if (frame.detail !== 'labels' || scene.bars.pitch < 12) return;
  canvas.fillStyle = palette.text;
  canvas.textBaseline = 'middle';
  for (const segment of frame.segments) {
    if (segment.kind !== SegmentKind.body) continue;
    const box = bodyBox(scene, view, segment, frame.scrollX);
    if (box.y >= 0) continue;
    const size = segment.isFull || scene.bars.pitch === 20 ? 10 : 9;
    canvas.font = `600 ${size}px "Inter Variable", system-ui, sans-serif`;
    paintNumber(frame, segment, box.y + box.height);
  }
}

function paintNumber({ canvas, scene, scrollX }: Frame, segment: Segment, end: number): void {
  const text = String(segment.blockNid);
  const spare = end - canvas.measureText(text).width;
  if (spare < 1) return;
  const isHidden =
    !segment.isFull && barX(scene, false, segment.column, scrollX) < scene.bars.ruleX;
  if (isHidden) return;
  const left = barX(scene, segment.isFull, segment.column, scrollX);
  canvas.save();
  canvas.translate(
    left + barWidth(scene.bars, segment.isFull) / 2,
    Math.min(FIRST_ROW_PADDING, spare / 2),
  );
  canvas.rotate(Math.PI / 2);
  canvas.fillText(text, 0, 0);
  canvas.restore();
}
