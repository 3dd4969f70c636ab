import type { Frame } from './paint-frame';
import { snapshotMark } from './row-numbers';
import { CHIP_WIDTH } from './scene';
import { yOfRow } from './viewport';

const CHIP_EDGE = 2;

/** A thin line down the snapshot column over the rows that continue the snapshot above them. */
export function paintSnapshotLines(frame: Frame): void {
  const { canvas, palette, pages, scene, view, look } = frame;
  if (!scene.numbers || frame.detail !== 'labels') return;
  const x = scene.numbers.snapshotX + CHIP_WIDTH / 2;
  canvas.fillStyle = palette.line2;
  let since: number | null = null;
  for (let row = frame.from; row <= frame.to; row++) {
    const continues =
      row < frame.to && snapshotMark(pages, look.side, row, frame.from).kind === 'continues';
    if (continues) since ??= row;
    else if (since !== null) {
      const from = yOfRow(view, since) - CHIP_EDGE + 1;
      const to = yOfRow(view, row) + (row < frame.to ? CHIP_EDGE - 1 : 0);
      canvas.fillRect(x, from, 1, to - from);
      since = null;
    }
  }
}
