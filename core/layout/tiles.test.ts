import { describe, expect, it } from 'vitest';
import { EDGE_STRIDE } from './format/edge-fields';
import { SEGMENT_STRIDE } from './format/segment-fields';
import { ROWS_PER_TILE } from './format/tile-rows';
import { cutTile, indexEdges, indexSegments } from './tiles';

const ROWS = ROWS_PER_TILE * 3 + 10;

function edge(parent: number, child: number): number[] {
  return [child, 0, parent, 0, 0, 0];
}

function edgesOfTile(edges: number[][], tile: number): number[][] {
  const records = Int32Array.from(edges.flat());
  const cut = cutTile(records, EDGE_STRIDE, indexEdges(records, ROWS), tile);
  return Array.from({ length: cut.length / EDGE_STRIDE }, (_, at) => [
    cut[at * EDGE_STRIDE + 2] ?? -1,
    cut[at * EDGE_STRIDE] ?? -1,
  ]);
}

describe('tiles', () => {
  it('holds the edges that start, end or pass in its rows', () => {
    const edges = [edge(0, 1), edge(1000, 1100), edge(1023, 1024), edge(2000, 2300)];
    expect(edgesOfTile(edges, 0)).toEqual([
      [0, 1],
      [1000, 1100],
      [1023, 1024],
    ]);
    expect(edgesOfTile(edges, 1)).toEqual([
      [1000, 1100],
      [1023, 1024],
      [2000, 2300],
    ]);
    expect(edgesOfTile(edges, 2)).toEqual([[2000, 2300]]);
  });

  it('holds a portal in the tiles of its two ends only', () => {
    const edges = [edge(5, 3000)];
    expect([0, 1, 2, 3].map((tile) => edgesOfTile(edges, tile).length)).toEqual([1, 0, 1, 0]);
  });

  it('holds a long bar in every tile that it crosses, and not in the one after its end', () => {
    const bar = Int32Array.from([7, 0, 0, 10, ROWS_PER_TILE * 2, 0, 1]);
    const index = indexSegments(bar, ROWS);
    const lengths = [0, 1, 2, 3].map((tile) => cutTile(bar, SEGMENT_STRIDE, index, tile).length);
    expect(lengths).toEqual([SEGMENT_STRIDE, SEGMENT_STRIDE, 0, 0]);
  });
});
