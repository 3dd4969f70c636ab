import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsrBuilder } from '../base/csr';
import { EDGE_STRIDE, EdgeField, EdgeFlag, PORTAL_ROWS } from './format/edge-fields';
import { type LaneInput, type LaneLayout, layoutLanes } from './lanes';
import { laneText } from './lanes-text';

/** Parents by row; a row in `refused` is one that was refused. */
function laneInput(parents: readonly (readonly number[])[], refused: readonly number[] = []) {
  const builder = new CsrBuilder();
  for (const list of parents) {
    for (const parent of list) builder.add(parent);
    builder.endNode();
  }
  const flags = new Uint8Array(parents.length);
  for (const row of refused) flags[row] = 1;
  return { rows: parents.length, parents: builder.build(), refused: flags };
}

function draw(parents: readonly (readonly number[])[], refused: readonly number[] = []): string {
  const labels = parents.map((_, row) => (refused.includes(row) ? '✕' : String(row % 10)));
  return laneText(layoutLanes(laneInput(parents, refused)), labels);
}

function drawing(lines: readonly string[]): string {
  return lines.join('\n');
}

describe('layoutLanes, drawn', () => {
  it('keeps a chain in one lane', () => {
    expect(draw([[], [0], [1], [2]])).toBe(drawing(['0', '1', '2', '3']));
  });

  it('bends a fork right after its parent and a merge right before its child', () => {
    expect(draw([[], [0], [0], [1], [2], [3, 4]])).toBe(
      drawing(['0', '├─╮', '1 │', '│ 2', '3 │', '│ 4', '├─╯', '5']),
    );
  });

  it('gives each concurrent child of one event its own lane, and the merge the lowest', () => {
    expect(draw([[], [0], [0], [0], [3, 1, 2], [4]])).toBe(
      drawing(['0', '├─┬─╮', '1 │ │', '│ 2 │', '│ │ 3', '├─┴─╯', '4', '5']),
    );
  });

  it('puts a refused event aside and goes straight on', () => {
    expect(draw([[], [0], [1], [1], [3]], [2])).toBe(drawing(['0', '1', '├─╮', '│ ✕', '3', '4']));
  });

  it('reuses the lane of a branch that has been merged', () => {
    expect(draw([[], [0], [0], [1, 2], [3], [3], [4, 5]])).toBe(
      drawing(['0', '├─╮', '1 │', '│ 2', '├─╯', '3', '├─╮', '4 │', '│ 5', '├─╯', '6']),
    );
  });

  it('lets a second merge of the same heads leave them where the first one did', () => {
    expect(draw([[], [0], [0], [1, 2], [1, 2], [3, 4]])).toBe(
      drawing(['0', '├─╮', '1 │', '├─┼─╮', '│ 2 │', '├─┤ │', '3 │ │', '│ ├─╯', '│ 4', '├─╯', '5']),
    );
  });

  it('starts an event without known parents in the lowest free lane', () => {
    expect(draw([[], [], [0], [2, 1]])).toBe(drawing(['0', '│ 1', '2 │', '├─╯', '3']));
  });

  it('draws a very long edge as a portal that holds no lane', () => {
    const chain = Array.from({ length: PORTAL_ROWS + 3 }, (_, row) => (row === 0 ? [] : [row - 1]));
    const layout = layoutLanes(laneInput([...chain, [0, PORTAL_ROWS + 2]]));
    expect(layout.lanes).toBe(1);
    expect(layout.edges.length / EDGE_STRIDE).toBe(PORTAL_ROWS + 4);
  });
});

/** Recent parents mostly, as in real rooms, sometimes any. */
const arbitraryInput: fc.Arbitrary<LaneInput> = fc
  .array(
    fc.record({
      backs: fc.array(fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 700 })), {
        maxLength: 5,
        size: 'max',
      }),
      refused: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
    }),
    { minLength: 1, maxLength: 900, size: 'max' },
  )
  .map((rows) => {
    const parents = rows.map(({ backs }, row) => [
      ...new Set(backs.map((back) => row - back).filter((parent) => parent >= 0)),
    ]);
    return laneInput(
      parents,
      rows.flatMap(({ refused }, row) => (refused ? [row] : [])),
    );
  });

/** Every way in which two lines would be drawn over each other, or a line over a node. */
function clashes(layout: LaneLayout): string[] {
  const found: string[] = [];
  const held = new Map<string, (readonly [child: number, parent: number])[]>();
  for (let at = 0; at < layout.edges.length; at += EDGE_STRIDE) {
    const child = layout.edges[at + EdgeField.childRow] ?? -1;
    const parent = layout.edges[at + EdgeField.parentRow] ?? -1;
    const lane = layout.edges[at + EdgeField.lane] ?? -1;
    if (child - parent > PORTAL_ROWS) continue;
    for (let row = parent + 1; row < child; row++) {
      if (layout.lane[row] === lane) found.push(`${parent}-${child} runs through ${row}`);
      const others = held.get(`${lane}/${row}`) ?? [];
      for (const [otherChild, otherParent] of others)
        if (otherChild !== child && otherParent !== parent)
          found.push(`${parent}-${child} over ${otherParent}-${otherChild} at ${row}`);
      held.set(`${lane}/${row}`, [...others, [child, parent]]);
    }
  }
  return found;
}

describe('layoutLanes, always', () => {
  it('draws no edge over a node or over an edge with which it shares no end', () => {
    fc.assert(
      fc.property(arbitraryInput, (input) => {
        expect(clashes(layoutLanes(input))).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });

  it('never moves a row when rows are appended', () => {
    fc.assert(
      fc.property(arbitraryInput, fc.double({ min: 0, max: 1, noNaN: true }), (input, part) => {
        const rows = Math.floor(input.rows * part);
        const edges = input.parents.start[rows] ?? 0;
        const whole = layoutLanes(input);
        const upper = layoutLanes({
          ...input,
          rows,
          parents: {
            start: input.parents.start.slice(0, rows + 1),
            targets: input.parents.targets.slice(0, edges),
          },
        });
        expect(upper.lane).toEqual(whole.lane.slice(0, rows));
        expect(upper.edges).toEqual(whole.edges.slice(0, edges * EDGE_STRIDE));
      }),
      { numRuns: 50 },
    );
  });

  it('lists every parent once, with the lanes of both ends and the refusal of the child', () => {
    fc.assert(
      fc.property(arbitraryInput, (input) => {
        const { lane, lanes, edges } = layoutLanes(input);
        expect(edges.length).toBe(input.parents.targets.length * EDGE_STRIDE);
        for (let edge = 0; edge * EDGE_STRIDE < edges.length; edge++) {
          const field = (index: number) => edges[edge * EDGE_STRIDE + index] ?? -1;
          expect(field(EdgeField.parentRow)).toBe(input.parents.targets[edge]);
          expect(field(EdgeField.childLane)).toBe(lane[field(EdgeField.childRow)]);
          expect(field(EdgeField.parentLane)).toBe(lane[field(EdgeField.parentRow)]);
          expect(field(EdgeField.lane)).toBeLessThan(lanes);
          const refused = input.refused[field(EdgeField.childRow)] === 1;
          expect(field(EdgeField.flags)).toBe(refused ? EdgeFlag.refused : 0);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('stays narrow under an event with thousands of children', () => {
    const star = Array.from({ length: 5000 }, (_, row) => (row === 0 ? [] : [0]));
    expect(layoutLanes(laneInput(star)).lanes).toBeLessThan(150);
  });
});
