import { EDGE_STRIDE, EdgeField, PORTAL_ROWS } from './format/edge-fields';
import type { LaneLayout } from './lanes';

/**
 * How many lanes are in use at each row, counted to the rightmost one that holds a node or an edge
 * that is drawn. O(rows + edges x log rows): an edge is noted on the fewest nodes of a binary tree
 * over the rows that cover it, and handed down at the end.
 */
export function laneWidth({ lane, edges }: Pick<LaneLayout, 'lane' | 'edges'>): Uint16Array {
  const rows = lane.length;
  const tree = new Uint16Array(rows * 2);
  const raise = (node: number, width: number) => {
    if ((tree[node] ?? 0) < width) tree[node] = width;
  };
  for (let row = 0; row < rows; row++) tree[rows + row] = (lane[row] ?? 0) + 1;
  for (let at = 0; at < edges.length; at += EDGE_STRIDE) {
    const parent = edges[at + EdgeField.parentRow] ?? 0;
    const child = edges[at + EdgeField.childRow] ?? 0;
    if (child - parent > PORTAL_ROWS) continue;
    const width = (edges[at + EdgeField.lane] ?? 0) + 1;
    let [low, high] = [parent + 1 + rows, child + rows];
    for (; low < high; low = Math.floor(low / 2), high = Math.floor(high / 2)) {
      if (low % 2 === 1) raise(low++, width);
      if (high % 2 === 1) raise(--high, width);
    }
  }
  for (let node = 1; node < rows; node++) {
    raise(node * 2, tree[node] ?? 0);
    raise(node * 2 + 1, tree[node] ?? 0);
  }
  return tree.slice(rows);
}
