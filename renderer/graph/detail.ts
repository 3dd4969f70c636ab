/** Rows are drawn in full from this height on, and may be taller only by the window's remainder. */
export const LABELLED_ROW = 24;
/** Rows lower than this are not drawn one by one. */
export const MIN_ROW = 1;

/** How much of a row is drawn, by its height in pixels; in the overview several rows share a pixel. */
export type Detail = 'labels' | 'glyphs' | 'ticks' | 'overview';

export function detailOf(rowHeight: number): Detail {
  if (rowHeight >= 18) return 'labels';
  if (rowHeight >= 6) return 'glyphs';
  return rowHeight >= MIN_ROW ? 'ticks' : 'overview';
}
