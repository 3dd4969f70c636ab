import { EDGE_STRIDE, EdgeField, PORTAL_ROWS } from './format/edge-fields';
import type { LaneLayout } from './lanes';

const UP = 1;
const DOWN = 2;
const LEFT = 4;
const RIGHT = 8;
/** Box drawing characters by the sides that they join (bits above). */
const BOX = ' ╵╷│╴╯╮┤╶╰╭├─┴┬┼';

interface Strand {
  readonly parentRow: number;
  readonly parentLane: number;
  readonly childRow: number;
  readonly childLane: number;
  readonly lane: number;
}

/** Draws a layout with box characters, a node per row and a line between rows where an edge bends. */
export function laneText(layout: LaneLayout, labels: readonly string[]): string {
  const starting = strandsByParent(layout);
  const lines: string[] = [];
  let active: Strand[] = [];
  for (let row = 0; row < layout.lane.length; row++) {
    active = active.filter((strand) => strand.childRow > row);
    lines.push(rowLine(layout, row, active, labels[row] ?? '●'));
    active.push(...(starting.get(row) ?? []));
    const between = bendLine(layout.lanes, row, active);
    if (/[^ │]/.test(between)) lines.push(between);
  }
  return lines.map((line) => line.trimEnd()).join('\n');
}

function strandsByParent(layout: LaneLayout): Map<number, Strand[]> {
  const byParent = new Map<number, Strand[]>();
  for (let at = 0; at < layout.edges.length; at += EDGE_STRIDE) {
    const field = (index: number) => layout.edges[at + index] ?? 0;
    const strand = {
      parentRow: field(EdgeField.parentRow),
      parentLane: field(EdgeField.parentLane),
      childRow: field(EdgeField.childRow),
      childLane: field(EdgeField.childLane),
      lane: field(EdgeField.lane),
    };
    if (strand.childRow - strand.parentRow > PORTAL_ROWS) continue;
    const list = byParent.get(strand.parentRow) ?? [];
    list.push(strand);
    byParent.set(strand.parentRow, list);
  }
  return byParent;
}

function rowLine(layout: LaneLayout, row: number, active: readonly Strand[], label: string) {
  const cells = Array.from({ length: layout.lanes * 2 }, () => ' ');
  for (const strand of active) cells[strand.lane * 2] = '│';
  cells[(layout.lane[row] ?? 0) * 2] = label;
  return cells.join('');
}

function bendLine(lanes: number, row: number, active: readonly Strand[]): string {
  const sides = new Uint8Array(lanes * 2);
  const join = (cell: number, bits: number) => {
    sides[cell] = (sides[cell] ?? 0) | bits;
  };
  for (const strand of active) {
    const from = (row === strand.parentRow ? strand.parentLane : strand.lane) * 2;
    const to = (row + 1 === strand.childRow ? strand.childLane : strand.lane) * 2;
    if (from === to) {
      join(from, UP | DOWN);
      continue;
    }
    join(from, UP | (to > from ? RIGHT : LEFT));
    join(to, DOWN | (to > from ? LEFT : RIGHT));
    for (let cell = Math.min(from, to) + 1; cell < Math.max(from, to); cell++)
      join(cell, LEFT | RIGHT);
  }
  return Array.from(sides, (bits) => BOX[bits] ?? ' ').join('');
}
