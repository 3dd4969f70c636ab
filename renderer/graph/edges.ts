import {
  EDGE_STRIDE,
  EdgeField,
  EdgeFlag,
  PORTAL_ROWS,
  ROWS_PER_TILE,
} from '../../core/contract/room-view';
import type { RoomPages } from './room-pages';

export interface Edge {
  readonly childRow: number;
  readonly childLane: number;
  readonly parentRow: number;
  readonly parentLane: number;
  readonly lane: number;
  readonly refused: boolean;
}

/** Edges that touch rows `from` to `to`, those into `selectedRow` last; each once. */
export function edgesOfRows(pages: RoomPages, from: number, to: number): readonly Edge[] {
  const found: Edge[] = [];
  let covered = -1;
  for (const tile of pages.tilesOfRows(from, to)) {
    for (let at = 0; at < tile.edges.length; at += EDGE_STRIDE) {
      const edge = edgeAt(tile.edges, at);
      const seen = touches(edge, covered);
      if (!seen && edge.parentRow < to && edge.childRow >= from) found.push(edge);
    }
    covered = tile.to - 1;
  }
  return found;
}

/** Whether an edge was in the tile that ends with `row`. */
function touches(edge: Edge, row: number): boolean {
  if (row < 0 || edge.parentRow > row) return false;
  return !isPortal(edge) || tileOf(edge.parentRow) === tileOf(row);
}

function tileOf(row: number): number {
  return Math.floor(row / ROWS_PER_TILE);
}

function edgeAt(edges: Int32Array, at: number): Edge {
  const field = (index: number) => edges[at + index] ?? 0;
  return {
    childRow: field(EdgeField.childRow),
    childLane: field(EdgeField.childLane),
    parentRow: field(EdgeField.parentRow),
    parentLane: field(EdgeField.parentLane),
    lane: field(EdgeField.lane),
    refused: (field(EdgeField.flags) & EdgeFlag.refused) !== 0,
  };
}

export function isPortal({ childRow, parentRow }: Edge): boolean {
  return childRow - parentRow > PORTAL_ROWS;
}

export function parentsOf(pages: RoomPages, row: number): readonly number[] {
  return edgesOfRows(pages, row, row + 1)
    .filter((edge) => edge.childRow === row)
    .map((edge) => edge.parentRow);
}

export function childrenOf(pages: RoomPages, row: number): readonly number[] {
  return edgesOfRows(pages, row, row + 1)
    .filter((edge) => edge.parentRow === row)
    .map((edge) => edge.childRow);
}
