import { detailOf } from './detail';
import { paintBands } from './paint-bands';
import { paintBarNumbers } from './paint-bar-numbers';
import { paintBars } from './paint-bars';
import { paintEdges } from './paint-edges';
import { type FrameInput, makeFrame } from './paint-frame';
import { paintFuture } from './paint-future';
import { paintGlyphs } from './paint-glyphs';
import { paintOverview } from './paint-overview';
import { paintSnapshotLines } from './paint-snapshot-lines';
import { paintTicks } from './paint-ticks';

/**
 * Paints the rows on screen: grounds, edges, glyphs, bars. Costs what is on screen, never what is in
 * the room. Coordinates are CSS pixels; the caller has scaled the canvas to the device's.
 */
export function paintCanvas(input: FrameInput): void {
  if (detailOf(input.view.rowHeight) === 'overview') {
    paintOverview(input);
    return;
  }
  const frame = makeFrame(input);
  paintBands(frame);
  paintEdges(frame);
  if (frame.detail === 'ticks') paintTicks(frame);
  else paintGlyphs(frame);
  paintSnapshotLines(frame);
  paintBars(frame);
  paintBarNumbers(frame);
  paintFuture(frame);
}
