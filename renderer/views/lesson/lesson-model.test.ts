import { describe, expect, it } from 'vitest';
import {
  type BarTile,
  type BlockInspection,
  type RoomTile,
  RowFlag,
  type RowText,
  SegmentFlag,
  SegmentKind,
} from '../../../core/contract/room-view';
import { blockInspection, entryText } from '../../testing/inspections';
import { lessonGeometry } from './geometry';
import { blocksShown, lessonModel } from './lesson-model';
import { rowForKey } from './row-keys';

/** Six events in a chain: events 1, 2 and 5 are state, in blocks 1, 3 and 5. */
function bars(starts: readonly number[]): BarTile {
  const segments = starts.flatMap((from, column) => [
    [1, 3, 5][column] ?? 0,
    1,
    column,
    from,
    6,
    SegmentKind.body,
    SegmentFlag.cap,
  ]);
  return {
    segments: Float64Array.from(segments),
    newBlock: new Float64Array(6),
    secondNewBlock: new Float64Array(6),
  };
}

const TILE: RoomTile = {
  tile: 0,
  from: 0,
  to: 6,
  eventNid: Float64Array.from([1, 2, 3, 4, 5, 6]),
  glyph: Uint8Array.from([1, 3, 0, 0, 5, 0]),
  flags: new Uint16Array(6),
  lane: new Uint16Array(6),
  snapshotBefore: Float64Array.from([1, 2, 4, 4, 4, 6]),
  snapshotAfter: Float64Array.from([2, 4, 4, 4, 6, 6]),
  edges: Int32Array.from([1, 2, 3, 4, 5].flatMap((row) => [row, 0, row - 1, 0, 0, 0])),
  before: bars([1, 2, 5]),
  after: bars([0, 1, 4]),
};

function blocksOf(entries: readonly number[]): BlockInspection[] {
  return [1, 3, 5].map((blockNid, at) =>
    blockInspection({
      blockNid,
      kind: 'delta',
      entries: { total: 1, entries: [entryText(entries[at] ?? 0, `u${at}`)] },
    }),
  );
}

function modelOf(tile: RoomTile) {
  const texts = Array.from(tile.eventNid, (eventNid, row) => ({ row, eventNid }) as RowText);
  return lessonModel({
    tile,
    texts,
    blocks: blocksOf([226, 227, 230]),
    fullColumns: 0,
    deltaColumns: 3,
  });
}

describe('the model of a lesson', () => {
  it('groups rows by snapshot, with the blocks that each lists', () => {
    const { before, after } = modelOf(TILE);
    const told = (bands: typeof before.bands) =>
      bands.map(({ from, to, snapshotNid, blocks }) => [from, to, snapshotNid, blocks]);
    expect(told(before.bands)).toEqual([
      [0, 1, 1, []],
      [1, 2, 2, [1]],
      [2, 5, 4, [1, 3]],
      [5, 6, 6, [1, 3, 5]],
    ]);
    expect(told(after.bands)).toEqual([
      [0, 1, 2, [1]],
      [1, 4, 4, [1, 3]],
      [4, 6, 6, [1, 3, 5]],
    ]);
  });

  it('parts a row whose state after is not stored from its neighbours', () => {
    const flags = Uint16Array.from([0, 0, 0, RowFlag.afterNotStored, 0, 0]);
    const snapshotAfter = Float64Array.from([2, 4, 4, 0, 6, 6]);
    const { after } = modelOf({ ...TILE, flags, snapshotAfter });
    expect(after.bands.map(({ from, to, notStored }) => [from, to, notStored])).toEqual([
      [0, 1, false],
      [1, 3, false],
      [3, 4, true],
      [4, 6, false],
    ]);
  });

  it('lists every snapshot once, with the rows that it is the state before', () => {
    expect(modelOf(TILE).snapshots).toEqual([
      { snapshotNid: 1, blocks: [], rowsBefore: [0] },
      { snapshotNid: 2, blocks: [1], rowsBefore: [1] },
      { snapshotNid: 4, blocks: [1, 3], rowsBefore: [2, 3, 4] },
      { snapshotNid: 6, blocks: [1, 3, 5], rowsBefore: [5] },
    ]);
  });

  it('names each block by the entry it holds', () => {
    expect(blocksShown(TILE)).toEqual([1, 3, 5]);
    expect(modelOf(TILE).blocks.get(3)).toEqual({
      blockNid: 3,
      full: false,
      label: 'member · u1',
      entryRow: 2,
      entryNid: 227,
    });
  });
});

describe('keys of a lesson', () => {
  it('walk rows, parents and children', () => {
    const model = modelOf(TILE);
    const walk = (...keys: string[]) =>
      keys.reduce((row, key) => rowForKey(key, row, model) ?? row, -1);
    expect(walk('ArrowDown')).toBe(0);
    expect(walk('End')).toBe(5);
    expect(walk('End', 'ArrowDown')).toBe(5);
    expect(walk('Home', 'ArrowUp')).toBe(0);
    expect(walk('End', 'ArrowLeft')).toBe(4);
    expect(walk('Home', 'ArrowRight', 'ArrowRight')).toBe(2);
    expect(rowForKey('x', 0, model)).toBeNull();
  });
});

describe('the space of a lesson', () => {
  it('is filled by the rows, as the design has it at 1280', () => {
    const geometry = lessonGeometry(modelOf(TILE), 912, 554);
    expect(geometry).toMatchObject({ barsLeft: 556, boxLeft: 424, column: 100, columnPitch: 116 });
    expect(geometry?.height).toBe(554);
  });

  it('is given up where columns leave the sentences no room', () => {
    const model = { ...modelOf(TILE), columns: 9 };
    expect(lessonGeometry(model, 912, 554)).toBeNull();
    expect(lessonGeometry(model, 1480, 554)).not.toBeNull();
  });

  it('scrolls rather than setting rows too low to read', () => {
    expect(lessonGeometry(modelOf(TILE), 912, 100)?.pitch).toBe(46);
  });
});
