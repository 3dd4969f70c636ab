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
  for (let row = frame.from; row < frame.to; row++)
    if (groundOfRow(frame, row) === 'surface')
      canvas.fillRect(0, yOfRow(view, row), scene.paneX, view.rowHeight);
  canvas.fillStyle = palette.line;
  canvas.fillRect(scene.paneX, 0, 1, view.height);
  if (look.selectedRow !== null) paintSelectedRow(frame, look.selectedRow);
  if (frame.detail === 'ticks') return;
  canvas.fillStyle = palette.line2;
  canvas.fillRect(Math.floor(scene.bars.ruleX), 0, 1, view.height);
}

function paintSelectedRow({ canvas, palette, scene, view }: Frame, row: number): void {
  const y = yOfRow(view, row);
  const height = Math.max(2, view.rowHeight);
  canvas.fillStyle = palette['accent-soft'];
  canvas.fillRect(0, y, scene.width, height);
  canvas.fillStyle = palette.accent;
  canvas.fillRect(0, y, SELECTED_EDGE, height);
}
