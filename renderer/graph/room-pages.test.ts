import { describe, expect, it } from 'vitest';
import {
  PORTAL_ROWS,
  ROWS_PER_TILE,
  type RoomTile,
  SegmentFlag,
} from '../../core/contract/room-view';
import type { EngineClient } from '../client/engine';
import { childrenOf, edgesOfRows, parentsOf } from './edges';
import { lookOf } from './look';
import { RoomPages } from './room-pages';
import { freeDeltaColumn, listedAt, segmentsOfRows } from './segments';

const ROWS = ROWS_PER_TILE * 2;
const EDGE = [ROWS_PER_TILE + 5, 0, ROWS_PER_TILE - 5, 1, 1, 0];
const PORTAL = [ROWS_PER_TILE + 600, 0, 3, 0, 0, 0];
/** Block 7 over both tiles; block 9, replaced, in the second; a gap of block 11 beside them. */
const LONG = [7, 0, 0, 10, ROWS, 0, SegmentFlag.cap];
const STEM = [9, 1, 0, ROWS_PER_TILE + 1, ROWS, 1, 0];
const GAP = [11, 1, 1, ROWS_PER_TILE + 1, ROWS, 2, 0];

function tile(number: number): RoomTile {
  const empty = { newBlock: new Float64Array(0), secondNewBlock: new Float64Array(0) };
  const segments = Float64Array.from(number === 0 ? LONG : [...LONG, ...STEM, ...GAP]);
  return {
    tile: number,
    from: number * ROWS_PER_TILE,
    to: (number + 1) * ROWS_PER_TILE,
    edges: Int32Array.from([...EDGE, ...PORTAL]),
    before: { segments, ...empty },
    after: { segments, ...empty },
  } as RoomTile;
}

async function loadedPages(): Promise<RoomPages> {
  const request = (_: string, params: { tile: number }) => Promise.resolve(tile(params.tile));
  const engine = { request } as unknown as EngineClient;
  const pages = new RoomPages(engine, { documentId: 'd', roomId: '!r' }, ROWS);
  await Promise.all([pages.tiles.fetch(0), pages.tiles.fetch(1)]);
  return pages;
}

describe('rows of several tiles', () => {
  it('gives a bar that crosses tiles once', async () => {
    const pages = await loadedPages();
    const blocks = (from: number, to: number) =>
      segmentsOfRows(pages, 'before', from, to).map(({ blockNid }) => blockNid);
    expect(blocks(ROWS_PER_TILE - 20, ROWS_PER_TILE + 20)).toEqual([7, 9, 11]);
    expect(blocks(ROWS_PER_TILE - 20, ROWS_PER_TILE)).toEqual([7]);
    expect(blocks(0, 10)).toEqual([]);
  });

  it('gives an edge that crosses tiles once, and a portal by either end', async () => {
    const pages = await loadedPages();
    expect(edgesOfRows(pages, ROWS_PER_TILE - 20, ROWS_PER_TILE + 20)).toHaveLength(2);
    expect(parentsOf(pages, ROWS_PER_TILE + 5)).toEqual([ROWS_PER_TILE - 5]);
    expect(childrenOf(pages, ROWS_PER_TILE - 5)).toEqual([ROWS_PER_TILE + 5]);
    expect(childrenOf(pages, 3)).toEqual([ROWS_PER_TILE + 600]);
    expect(parentsOf(pages, ROWS_PER_TILE + 600)).toEqual([3]);
    expect(ROWS_PER_TILE + 600 - 3).toBeGreaterThan(PORTAL_ROWS);
  });

  it('lists the blocks of a row with those that are replaced, without those that are not used', async () => {
    const pages = await loadedPages();
    const row = ROWS_PER_TILE + 30;
    expect(listedAt(pages, 'before', row).map(({ blockNid }) => blockNid)).toEqual([7, 9]);
    const segments = segmentsOfRows(pages, 'before', row, row + 1);
    expect(freeDeltaColumn(segments, row)).toBe(2);
    expect(freeDeltaColumn(segments, 5)).toBe(0);
  });

  it('lights the blocks of the selected event, and the snapshots of the selected block', async () => {
    const pages = await loadedPages();
    const look = (selection: Parameters<typeof lookOf>[0]['selection']) =>
      lookOf(
        {
          side: 'before',
          selection,
          highlightedSnapshots: new Set([14, 17]),
          highlightedBlocks: new Set([1, 3]),
          hoveredBlock: null,
          hoveredRow: null,
          isTimeActive: false,
        },
        pages,
      );
    const event = look({ kind: 'event', row: ROWS_PER_TILE + 30, eventNid: 1 });
    expect(event.litBlocks).toEqual(new Set([7, 9]));
    expect(event.litSnapshots).toBeNull();
    const block = look({ kind: 'block', blockNid: 7 });
    expect(block.litSnapshots).toEqual(new Set([14, 17]));
    expect(block.litBlocks).toBeNull();
    const snapshot = look({ kind: 'snapshot', snapshotNid: 14 });
    expect(snapshot.litBlocks).toEqual(new Set([1, 3]));
    expect(snapshot.litSnapshots).toEqual(new Set([14]));
  });
});
