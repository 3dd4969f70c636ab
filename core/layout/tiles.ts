import type { Csr } from '../base/csr';
import { EDGE_STRIDE, EdgeField, PORTAL_ROWS } from './format/edge-fields';
import { SEGMENT_STRIDE, SegmentField } from './format/segment-fields';
import { ROWS_PER_TILE } from './format/tile-rows';

/** Which edges touch each tile; a portal touches only the tiles of its two ends. */
export function indexEdges(edges: Int32Array, rows: number): Csr {
  const field = (edge: number, index: number) => edges[edge * EDGE_STRIDE + index] ?? 0;
  return indexByTile(edges.length / EDGE_STRIDE, rows, (edge, touch) => {
    const parent = field(edge, EdgeField.parentRow);
    const child = field(edge, EdgeField.childRow);
    if (child - parent <= PORTAL_ROWS) touchRange(parent, child, touch);
    else for (const tile of new Set([tileOf(parent), tileOf(child)])) touch(tile);
  });
}

/** Which bar segments touch each tile. */
export function indexSegments(segments: Int32Array, rows: number): Csr {
  const field = (segment: number, index: number) => segments[segment * SEGMENT_STRIDE + index] ?? 0;
  return indexByTile(segments.length / SEGMENT_STRIDE, rows, (segment, touch) =>
    touchRange(field(segment, SegmentField.from), field(segment, SegmentField.to) - 1, touch),
  );
}

/** The records (edges or segments) of one tile, in their order. Costs what the tile holds. */
export function cutTile(records: Int32Array, stride: number, index: Csr, tile: number): Int32Array {
  const from = index.start[tile] ?? 0;
  const to = index.start[tile + 1] ?? from;
  const cut = new Int32Array((to - from) * stride);
  for (let at = from; at < to; at++) {
    const record = (index.targets[at] ?? 0) * stride;
    cut.set(records.subarray(record, record + stride), (at - from) * stride);
  }
  return cut;
}

function tileOf(row: number): number {
  return Math.floor(row / ROWS_PER_TILE);
}

function touchRange(first: number, last: number, touch: (tile: number) => void): void {
  for (let tile = tileOf(first); tile <= tileOf(last); tile++) touch(tile);
}

/** Two passes, counting and filling: O(records + touches). */
function indexByTile(
  records: number,
  rows: number,
  tilesOf: (record: number, touch: (tile: number) => void) => void,
): Csr {
  const tiles = Math.ceil(rows / ROWS_PER_TILE);
  const start = new Int32Array(tiles + 1);
  const count = (tile: number) => {
    start[tile + 1] = (start[tile + 1] ?? 0) + 1;
  };
  for (let record = 0; record < records; record++) tilesOf(record, count);
  for (let tile = 0; tile < tiles; tile++)
    start[tile + 1] = (start[tile + 1] ?? 0) + (start[tile] ?? 0);
  const next = start.slice();
  const targets = new Int32Array(start[tiles] ?? 0);
  for (let record = 0; record < records; record++)
    tilesOf(record, (tile) => {
      const place = next[tile] ?? 0;
      targets[place] = record;
      next[tile] = place + 1;
    });
  return { start, targets };
}
