/** What is counted of the rows of a bucket; the order is that of `RoomOverview.counts`. */
export const OVERVIEW_COUNTS = [
  'state',
  'member',
  'power',
  'merge',
  'fork',
  'refused',
  'outlier',
  'fullBefore',
  'deltaBefore',
  'fullAfter',
  'deltaAfter',
] as const;
export type OverviewCount = (typeof OVERVIEW_COUNTS)[number];

/** Of which the largest of the rows of a bucket is told; the order is that of `RoomOverview.maxima`. */
export const OVERVIEW_MAXIMA = ['lanes', 'blocksBefore', 'blocksAfter'] as const;
export type OverviewMaximum = (typeof OVERVIEW_MAXIMA)[number];

/** More buckets than a screen has pixels are of no use. */
export const MAX_OVERVIEW_BUCKETS = 8192;
