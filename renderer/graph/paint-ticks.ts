import { type Glyph, RowFlag } from '../../core/contract/room-view';
import type { Frame } from './paint-frame';
import type { Colour } from './palette';
import { KIND_COLUMNS, kindsX } from './scene';
import { yOfRow } from './viewport';

/** Column and colour of each kind of state event; the rest is the ground on which they stand out. */
const KINDS: Readonly<Partial<Record<Glyph, readonly [column: number, colour: Colour]>>> = {
  create: [0, 'node'],
  state: [0, 'node'],
  member: [1, 'member'],
  'member-by-other': [1, 'member'],
  power: [2, 'power'],
};

/** Where rows are too low for glyphs: a tick per state event, in a column per kind. */
export function paintTicks({ canvas, palette, pages, scene, view, from, to }: Frame): void {
  const height = Math.max(1.5, Math.min(3, view.rowHeight - 1));
  const paths = new Map<Colour, Path2D>();
  for (let row = from; row < to; row++) {
    const facts = pages.factsOfRow(row);
    const kind = facts && KINDS[facts.glyph];
    if (!facts || !kind) continue;
    const colour = facts.flags & RowFlag.rejected ? 'refuse' : kind[1];
    const path = paths.get(colour) ?? new Path2D();
    paths.set(colour, path);
    const x = kindsX(scene) + kind[0] * KIND_COLUMNS.pitch;
    path.rect(x, yOfRow(view, row), KIND_COLUMNS.width, height);
  }
  for (const [colour, path] of paths) {
    canvas.fillStyle = palette[colour];
    canvas.fill(path);
  }
}
