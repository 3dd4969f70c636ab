import type { RoomOverview } from '../../core/contract/room-view';
import { type Detail, detailOf } from './detail';
import type { Look } from './look';
import type { Colour, Palette } from './palette';
import type { RoomPages } from './room-pages';
import type { Scene } from './scene';
import { type Segment, segmentsOfRows } from './segments';
import { tintedRows } from './tint';
import { rowsOnScreen, type Viewport, yOfRow } from './viewport';

export interface FrameInput {
  readonly canvas: CanvasRenderingContext2D;
  readonly palette: Palette;
  readonly pages: RoomPages;
  readonly scene: Scene;
  readonly view: Viewport;
  readonly look: Look;
  /** Pixels by which the delta group is scrolled sideways. */
  readonly scrollX: number;
  /** Of rows on screen where these are too many to be drawn one by one. */
  readonly overview: RoomOverview | null;
}

/** Everything that one picture of the canvas depends on. */
export interface Frame extends FrameInput {
  readonly detail: Detail;
  /** First row on screen and the row after the last. */
  readonly from: number;
  readonly to: number;
  readonly segments: readonly Segment[];
  readonly tinted: ReadonlySet<number>;
}

export function makeFrame(input: FrameInput): Frame {
  const { pages, look, view } = input;
  const { from, to } = rowsOnScreen(view);
  const segments = segmentsOfRows(pages, look.side, from, to);
  const tinted = tintedRows(pages, look, segments, from, to);
  return { ...input, detail: detailOf(view.rowHeight), from, to, segments, tinted };
}

/** Middle of a row, in the window. */
export function centreOfRow({ view }: Frame, row: number): number {
  return yOfRow(view, row) + view.rowHeight / 2;
}

/** The colour behind a row's glyph: halos and holes are cut with it. */
export function groundOfRow({ detail, look, tinted }: Frame, row: number): Colour {
  if (row === look.selectedRow) return 'accent-soft';
  const isHovered = row === look.hoveredRow && detail !== 'ticks';
  return isHovered || tinted.has(row) ? 'surface' : 'bg';
}
