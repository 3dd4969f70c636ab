import { scaleLinear } from 'd3-scale';
import { count } from '../widgets/numbers';
import { LABELLED_ROW, MIN_ROW } from './detail';

/** Browsers lay out elements up to about 16 million pixels; taller rooms scroll in proportion. */
export const MAX_SCROLL_HEIGHT = 8_000_000;

/**
 * Which rows are on screen: the window's height, the height of a row, and how far the window's top
 * lies below the top of row 0, in pixels of rows. Immutable; every change gives a new one.
 */
export interface Viewport {
  readonly rows: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly top: number;
}

export function makeViewport(rows: number, height: number): Viewport {
  return { rows, height, rowHeight: LABELLED_ROW, top: 0 };
}

/** Rows of broken height end a hair beside the row that they end at. */
const ROUNDING = 1e-6;

/** First and last (exclusive) row of which anything is on screen. */
export function rowsOnScreen(view: Viewport): { readonly from: number; readonly to: number } {
  const from = Math.min(view.rows, Math.floor(view.top / view.rowHeight + ROUNDING));
  const end = (view.top + view.height) / view.rowHeight;
  const to = Math.min(view.rows, Math.ceil(end - ROUNDING));
  return { from, to: Math.max(from, to) };
}

/** Pixels between the window's top and the top of a row. */
export function yOfRow(view: Viewport, row: number): number {
  return row * view.rowHeight - view.top;
}

/** The row at a height in the window; clamped to the room's rows. */
export function rowAtY(view: Viewport, y: number): number {
  const row = Math.floor((view.top + y) / view.rowHeight);
  return Math.max(0, Math.min(view.rows - 1, row));
}

export function scrollTo(view: Viewport, top: number): Viewport {
  const clamped = Math.max(0, Math.min(top, maxTop(view)));
  return clamped === view.top ? view : { ...view, top: clamped };
}

export function resize(view: Viewport, height: number): Viewport {
  // The whole room on screen stays the whole room.
  const isWhole = view.height > 0 && Math.abs(view.rows * view.rowHeight - view.height) < 1;
  if (isWhole && view.rowHeight < LABELLED_ROW) return fitRows({ ...view, height }, 0, view.rows);
  return scrollTo({ ...view, height }, view.top);
}

/** Scrolls as little as is needed for a row to be wholly on screen, with a row of context. */
export function revealRow(view: Viewport, row: number): Viewport {
  const margin = Math.min(view.rowHeight, Math.max(0, (view.height - view.rowHeight) / 2));
  const y = yOfRow(view, row);
  if (y < 0) return scrollTo(view, row * view.rowHeight - margin);
  const below = y + view.rowHeight - view.height;
  return below > 0 ? scrollTo(view, view.top + below + margin) : view;
}

/** Like {@link revealRow}, but a row that is off screen comes to the middle. */
export function centreRow(view: Viewport, row: number): Viewport {
  const y = yOfRow(view, row);
  if (y >= 0 && y + view.rowHeight <= view.height) return view;
  return scrollTo(view, row * view.rowHeight - (view.height - view.rowHeight) / 2);
}

/** Another row height; the point of the room at `y` stays where it is. Full rows stand whole. */
export function zoomTo(view: Viewport, rowHeight: number, y: number): Viewport {
  const clamped = Math.max(minRowHeight(view), Math.min(LABELLED_ROW, rowHeight));
  const exact = ((view.top + y) / view.rowHeight) * clamped - y;
  const top = clamped === LABELLED_ROW ? Math.round(exact / clamped) * clamped : exact;
  return scrollTo({ ...view, rowHeight: clamped }, top);
}

/** As low as rows may be: as low as they must be for the whole room to be on one screen. */
export function minRowHeight({ rows, height }: Viewport): number {
  return height > 0 && rows > 0 ? Math.min(MIN_ROW, height / rows) : MIN_ROW;
}

/** Rows `from` to `to` (exclusive) fill the window; few rows are no taller than rows with text. */
export function fitRows(view: Viewport, from: number, to: number): Viewport {
  const zoomed = zoomTo(view, view.height / Math.max(1, to - from), 0);
  const spare = zoomed.height - (to - from) * zoomed.rowHeight;
  return scrollTo(zoomed, from * zoomed.rowHeight - Math.max(0, spare) / 2);
}

function maxTop(view: Viewport): number {
  return Math.max(0, view.rows * view.rowHeight - view.height);
}

/** Height of the element that gives the scroll bar its length. */
export function scrollHeight(view: Viewport): number {
  return Math.min(MAX_SCROLL_HEIGHT, Math.max(view.height, view.rows * view.rowHeight));
}

/** Whether a pixel of the scroll bar is more than a pixel of rows. */
export function isScaled(view: Viewport): boolean {
  return view.rows * view.rowHeight > MAX_SCROLL_HEIGHT;
}

export function scrollPosition(view: Viewport): number {
  return isScaled(view) ? scrollScale(view)(view.top) : view.top;
}

export function topOfScroll(view: Viewport, position: number): number {
  return isScaled(view) ? scrollScale(view).invert(position) : position;
}

function scrollScale(view: Viewport) {
  return scaleLinear([0, maxTop(view)], [0, scrollHeight(view) - view.height]);
}

/** The rows on screen as they are told: counted from 1, both ends in, "13,033". */
export function spokenRange(view: Viewport) {
  const { from, to } = rowsOnScreen(view);
  return { from: count(from + 1), to: count(to), rows: count(view.rows) };
}
