/**
 * Fields of one bar segment, in the order in which they lie in {@link LifelineView.segments}: rows
 * `from` to `to` (exclusive) in which one block is drawn in one way.
 */
export const SEGMENT_STRIDE = 7;
export const SegmentField = {
  /** Index of the block. */
  block: 0,
  /** One of {@link BarGroup}. */
  group: 1,
  column: 2,
  from: 3,
  to: 4,
  /** One of {@link SegmentKind}. */
  kind: 5,
  /** Bits of {@link SegmentFlag}. */
  flags: 6,
} as const;

export const BarGroup = { full: 0, delta: 1 } as const;

/** `body`: in force. `stem`: listed, but replaced by a later block. `gap`: not used on this branch. */
export const SegmentKind = { body: 0, stem: 1, gap: 2 } as const;

/** `cap`: the block's first row of all. `top`, `bottom`: an end of a run of uses. */
export const SegmentFlag = { cap: 1, top: 2, bottom: 4 } as const;
