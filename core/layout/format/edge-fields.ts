/** Fields of one edge, in the order in which they lie in {@link LaneLayout.edges}. */
export const EDGE_STRIDE = 6;
export const EdgeField = {
  childRow: 0,
  childLane: 1,
  parentRow: 2,
  parentLane: 3,
  /** Lane of the rows strictly between the two; of no meaning for neighbours and portals. */
  lane: 4,
  /** Bits of {@link EdgeFlag}. */
  flags: 5,
} as const;

export const EdgeFlag = { refused: 1 } as const;

/** An edge over more rows than this is a portal: a stub at either end, no lane held between. */
export const PORTAL_ROWS = 512;
