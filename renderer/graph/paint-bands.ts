import { type Frame, groundOfRow } from './paint-frame';
import { yOfRow } from './viewport';

const SELECTED_EDGE = 2;

/** The grounds: pane of the bars, tinted rows, the selected row. */
export function paintBands(frame: Frame): void {
  const { canvas, palette, scene, view, look } = frame;
  canvas.fillStyle = palette.bg;
  canvas.fillRect(0, 0, scene.width, view.height);
  canvas.fillStyle = palette.surface;
  canvas.fillRect(scene.paneX, 0, scene.width - scene.paneX, view.height);
  paintTintedRows(frame);
  canvas.fillStyle = palette.line;
  canvas.fillRect(scene.paneX, 0, 1, view.height);
  if (look.selectedRow !== null) paintSelectedRow(frame, look.selectedRow);
  if (frame.detail === 'ticks') return;
  canvas.fillStyle = palette.line2;
  canvas.fillRect(Math.floor(scene.bars.ruleX), 0, 1, view.height);
}

/** Neighbouring rows as one piece: rows of broken height would show their seams. */
function paintTintedRows(frame: Frame): void {
  let since: number | null = null;
  for (let row = frame.from; row <= frame.to; row++) {
    if (row < frame.to && groundOfRow(frame, row) === 'surface') since ??= row;
    else if (since !== null) {
      const y = yOfRow(frame.view, since);
      frame.canvas.fillRect(0, y, frame.scene.paneX, yOfRow(frame.view, row) - y);
      since = null;
    }
  }
}

function paintSelectedRow({ canvas, palette, scene, view }: Frame, row: number): void {
  const y = yOfRow(view, row);
  const height = Math.max(2, view.rowHeight);
  canvas.fillStyle = palette['accent-soft'];
  canvas.fillRect(0, y, scene.width, height);
  canvas.fillStyle = palette.accent;
  canvas.fillRect(0, y, SELECTED_EDGE, height);
}
