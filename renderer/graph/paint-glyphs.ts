import { glyphShape } from './glyph-shapes';
import { centreOfRow, type Frame, groundOfRow } from './paint-frame';
import { addMarks, PaintBatches } from './paint-marks';
import { laneX } from './scene';

/** A glyph per row over a halo in the row's own ground, so that edges never touch it. */
export function paintGlyphs(frame: Frame): void {
  const { canvas, palette, pages, look, view } = frame;
  const size = Math.min(1, view.rowHeight / 18);
  const halos = new PaintBatches();
  const marks = new PaintBatches();
  for (let row = frame.from; row < frame.to; row++) {
    const facts = pages.factsOfRow(row);
    if (!facts) continue;
    const ground = groundOfRow(frame, row);
    const shape = glyphShape(facts.glyph, facts.flags, row === look.selectedRow);
    const place = { x: laneX(frame.scene, facts.lane), y: centreOfRow(frame, row), size };
    const halo = { shape: 'circle', r: shape.halo, colour: 'ground', stroke: 0 } as const;
    addMarks(halos, [halo], place, palette, ground);
    addMarks(marks, shape.marks, place, palette, ground);
  }
  canvas.lineCap = 'round';
  canvas.lineJoin = 'round';
  halos.flush(canvas);
  marks.flush(canvas);
  canvas.lineCap = 'butt';
}
