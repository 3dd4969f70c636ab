/** Rows of one tile; the last one may be shorter. */
export const ROWS_PER_TILE = 1024;
