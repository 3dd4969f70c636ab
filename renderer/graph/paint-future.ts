import type { Frame } from './paint-frame';
import { yOfRow } from './viewport';

/** How much of the ground is laid over what has not happened yet: its shape still shows. */
const VEIL = 0.6;

/** Dims the rows after the current one while one plays or scrubs. */
export function paintFuture({ canvas, palette, scene, view, look }: Frame): void {
  if (look.futureFrom === null) return;
  const y = Math.max(0, yOfRow(view, look.futureFrom));
  if (y >= view.height) return;
  canvas.globalAlpha = VEIL;
  canvas.fillStyle = palette.bg;
  canvas.fillRect(0, y, scene.paneX, view.height - y);
  canvas.fillStyle = palette.surface;
  canvas.fillRect(scene.paneX + 1, y, scene.width - scene.paneX - 1, view.height - y);
  canvas.globalAlpha = 1;
}
