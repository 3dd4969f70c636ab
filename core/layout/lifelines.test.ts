import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsrBuilder } from '../base/csr';
import { SEGMENT_STRIDE, SegmentFlag, SegmentKind } from './format/segment-fields';
import type { LifelineView } from './lifeline-view';
import { type LifelineInput, layoutLifelines } from './lifelines';

interface Story {
  /** Blocks of each snapshot; a minus sign marks a block that is replaced there (block 0 never is). */
  readonly snapshots: readonly (readonly number[])[];
  readonly full: readonly number[];
  readonly before: readonly number[];
  readonly after: readonly number[];
}

function lifelineInput({ snapshots, full, before, after }: Story): LifelineInput {
  const builder = new CsrBuilder();
  const inForce: number[] = [];
  for (const list of snapshots) {
    for (const block of list) {
      builder.add(Math.abs(block));
      inForce.push(block < 0 ? 0 : 1);
    }
    builder.endNode();
  }
  const blocks = Math.max(-1, ...snapshots.flat().map(Math.abs)) + 1;
  return {
    rows: before.length,
    snapshotBefore: Int32Array.from(before),
    snapshotAfter: Int32Array.from(after),
    snapshots: builder.build(),
    inForce: Uint8Array.from(inForce),
    full: Uint8Array.from({ length: blocks }, (_, block) => (full.includes(block) ? 1 : 0)),
  };
}

/** One line per row: a column per bar, "N" cap, "█" body, "│" stem, ":" gap. */
function draw(view: LifelineView, columns: readonly [full: number, delta: number], rows: number) {
  const width = columns[0] + 1 + columns[1];
  const lines = Array.from({ length: rows }, () => Array.from({ length: width }, () => '·'));
  for (const line of lines) line[columns[0]] = ' ';
  for (const segment of segmentsOf(view)) {
    const column = segment.group === 0 ? segment.column : columns[0] + 1 + segment.column;
    for (let row = segment.from; row < segment.to; row++) {
      const line = lines[row] ?? [];
      line[column] = ['█', '│', ':'][segment.kind] ?? '?';
      if (row === segment.from && segment.flags & SegmentFlag.cap)
        line[column] = `${segment.block}`;
    }
  }
  return lines.map((line) => line.join(''));
}

function segmentsOf(view: LifelineView) {
  return Array.from({ length: view.segments.length / SEGMENT_STRIDE }, (_, index) => {
    const field = (at: number) => view.segments[index * SEGMENT_STRIDE + at] ?? -1;
    return {
      block: field(0),
      group: field(1),
      column: field(2),
      from: field(3),
      to: field(4),
      kind: field(5),
      flags: field(6),
    };
  });
}

function picture(story: Story) {
  const input = lifelineInput(story);
  const { before, after, fullColumns, deltaColumns } = layoutLifelines(input);
  const columns = [fullColumns, deltaColumns] as const;
  return { before: draw(before, columns, input.rows), after: draw(after, columns, input.rows) };
}

describe('layoutLifelines, drawn', () => {
  it('adds a bar per block of a chain, and the switch moves none sideways', () => {
    const drawn = picture({
      snapshots: [[], [0], [0, 1], [0, 1, 2]],
      full: [],
      before: [0, 1, 2, 2, 2, 3],
      after: [1, 2, 2, 2, 3, 3],
    });
    expect(drawn.before).toEqual([' ···', ' 0··', ' █1·', ' ██·', ' ██·', ' ██2']);
    expect(drawn.after).toEqual([' 0··', ' █1·', ' ██·', ' ██·', ' ██2', ' ███']);
  });

  it('thins a block whose entry was replaced, and clears the deltas at a full copy', () => {
    const drawn = picture({
      snapshots: [[0], [0, 1], [0, -1, 2], [3], [3, 4]],
      full: [3],
      before: [0, 1, 2, 3, 4],
      after: [1, 2, 3, 4, 4],
    });
    expect(drawn.before).toEqual(['· 0··', '· █1·', '· █│2', '3 ···', '█ 4··']);
    expect(drawn.after).toEqual(['· 01·', '· █│2', '3 ···', '█ 4··', '█ █··']);
  });

  it('connects the uses of a block over the rows of another branch', () => {
    const drawn = picture({
      snapshots: [[0], [0, 1], [0, 2]],
      full: [0],
      before: [0, 1, 2, 1, 2],
      after: [0, 1, 2, 1, 2],
    });
    expect(drawn.before).toEqual(['0 ··', '█ 1·', '█ :2', '█ █:', '█ ·█']);
  });

  it('lets a bar that rests for very long give its column up', () => {
    const long = Array.from({ length: 600 }, () => 1);
    const story = { snapshots: [[0], [1], [0]], full: [], before: [0, ...long, 0] };
    const { before, deltaColumns } = layoutLifelines(
      lifelineInput({ ...story, after: story.before }),
    );
    expect(deltaColumns).toBe(1);
    expect(segmentsOf(before).map(({ block, kind }) => [block, kind])).toEqual([
      [0, SegmentKind.body],
      [1, SegmentKind.body],
      [0, SegmentKind.body],
    ]);
  });

  it('names the blocks that are new in a row, in list order, the two newest where there are more', () => {
    const { before } = layoutLifelines(
      lifelineInput({
        snapshots: [[0, 1, 2], [3]],
        full: [],
        before: [-1, 0, 1],
        after: [0, 1, 1],
      }),
    );
    expect([...before.newBlock]).toEqual([-1, 1, 3]);
    expect([...before.secondNewBlock]).toEqual([-1, 2, -1]);
  });
});

/** A few blocks, snapshots that list some of them, rows that use some snapshot or none. */
const arbitraryStory: fc.Arbitrary<Story> = fc
  .record({ blocks: fc.integer({ min: 1, max: 12 }), snapshots: fc.integer({ min: 1, max: 15 }) })
  .chain(({ blocks, snapshots }) => {
    const row = fc.integer({ min: -1, max: snapshots - 1 });
    const block = fc.integer({ min: 0, max: blocks - 1 });
    return fc.record({
      snapshots: fc.array(
        fc
          .uniqueArray(block, { maxLength: blocks, size: 'max' })
          .chain((list) =>
            fc
              .array(fc.boolean(), { minLength: list.length, maxLength: list.length })
              .map((replaced) => list.map((number, at) => (replaced[at] ? -number : number))),
          ),
        { minLength: snapshots, maxLength: snapshots },
      ),
      full: fc.uniqueArray(block, { maxLength: blocks }),
      before: fc.array(row, { maxLength: 60, size: 'max' }),
      after: fc.array(row, { minLength: 60, maxLength: 60 }),
    });
  })
  .map((story) => ({ ...story, after: story.after.slice(0, story.before.length) }));

describe('layoutLifelines, always', () => {
  it('shows in each row exactly the blocks that its snapshot lists, in their force', () => {
    fc.assert(
      fc.property(arbitraryStory, (story) => {
        const { before, after } = layoutLifelines(lifelineInput(story));
        for (const [view, snapshots] of [
          [before, story.before],
          [after, story.after],
        ] as const) {
          const segments = segmentsOf(view).filter(({ kind }) => kind !== SegmentKind.gap);
          snapshots.forEach((snapshot, row) => {
            const shown = segments.filter(({ from, to }) => from <= row && row < to);
            const listed = story.snapshots[snapshot] ?? [];
            expect(shown.map(({ block, kind }) => `${block}/${kind}`).sort()).toEqual(
              listed.map((block) => `${Math.abs(block)}/${block < 0 ? 1 : 0}`).sort(),
            );
          });
        }
      }),
    );
  });

  it('draws no bar or connector over another, and each block in one column of both views', () => {
    fc.assert(
      fc.property(arbitraryStory, (story) => {
        const { before, after } = layoutLifelines(lifelineInput(story));
        const columns = new Map<number, string>();
        for (const view of [before, after]) {
          const taken = new Set<string>();
          for (const { block, group, column, from, to } of segmentsOf(view)) {
            expect(columns.get(block) ?? `${group}/${column}`).toBe(`${group}/${column}`);
            columns.set(block, `${group}/${column}`);
            expect(group).toBe(story.full.includes(block) ? 0 : 1);
            for (let row = from; row < to; row++) {
              expect(taken.has(`${group}/${column}/${row}`)).toBe(false);
              taken.add(`${group}/${column}/${row}`);
            }
          }
        }
      }),
    );
  });

  it('caps each block once per view, on the first row that uses it', () => {
    fc.assert(
      fc.property(arbitraryStory, (story) => {
        const { before } = layoutLifelines(lifelineInput(story));
        const caps = segmentsOf(before).filter(({ flags }) => flags & SegmentFlag.cap);
        const first = new Map<number, number>();
        story.before.forEach((snapshot, row) => {
          for (const block of story.snapshots[snapshot] ?? [])
            if (!first.has(Math.abs(block))) first.set(Math.abs(block), row);
        });
        expect(new Map(caps.map(({ block, from }) => [block, from]))).toEqual(first);
      }),
    );
  });
});
