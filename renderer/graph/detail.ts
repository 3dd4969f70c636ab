/** Rows are drawn in full from this height on, and may be taller only by the window's remainder. */
export const LABELLED_ROW = 24;
export const MIN_ROW = 1;

/** How much of a row is drawn, by its height in pixels. */
export type Detail = 'labels' | 'glyphs' | 'ticks';

export function detailOf(rowHeight: number): Detail {
  if (rowHeight >= 18) return 'labels';
  return rowHeight >= 6 ? 'glyphs' : 'ticks';
}
