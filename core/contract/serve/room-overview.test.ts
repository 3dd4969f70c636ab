import { beforeAll, describe, expect, test } from 'vitest';
import { inProcessEngine } from '../../testing/node/in-process-engine';
import type { RoomRef } from '../requests';
import { OVERVIEW_COUNTS, OVERVIEW_MAXIMA, type OverviewCount, type RoomView } from '../room-view';

describe('the overview of a sample', () => {
  const { client } = inProcessEngine();
  let ref: RoomRef;
  let room: RoomView;
  beforeAll(async () => {
    const info = await client.request('document.open', {
      sources: [{ kind: 'sample', id: 'fork-and-merge' }],
      roomId: null,
      policy: 'dendrite',
      schema: 'dendrite',
      algorithm: null,
      points: null,
      keys: null,
    });
    ref = { documentId: info.documentId, roomId: info.rooms[0]?.roomId ?? '' };
    room = await client.request('debug.room', ref);
  });

  async function totals(buckets: number) {
    const overview = await client.request('debug.overview', {
      ...ref,
      from: 0,
      to: room.rows,
      buckets,
    });
    const sum = (name: OverviewCount) => {
      const at = OVERVIEW_COUNTS.indexOf(name) * overview.buckets;
      return overview.counts.subarray(at, at + overview.buckets).reduce((a, b) => a + b, 0);
    };
    return { overview, sum };
  }

  test('has the same totals in one bucket as in one per row, and no more buckets than rows', async () => {
    const one = await totals(1);
    const each = await totals(4000);
    expect(each.overview.buckets).toBe(room.rows);
    for (const name of OVERVIEW_COUNTS) expect(one.sum(name)).toBe(each.sum(name));
    expect(one.sum('refused')).toBe(room.counts.rejected + room.counts.softFailed);
    expect(one.sum('merge')).toBeGreaterThan(0);
    expect(one.sum('fork')).toBeGreaterThan(0);
    expect(one.overview.maxima[OVERVIEW_MAXIMA.indexOf('lanes')]).toBe(room.lanes);
  });

  test('refuses rows that are not there, and buckets beyond any screen', async () => {
    const ask = (from: number, to: number, buckets: number) =>
      client.request('debug.overview', { ...ref, from, to, buckets });
    await expect(ask(0, room.rows + 1, 10)).rejects.toThrow('are no part of them');
    await expect(ask(3, 3, 10)).rejects.toThrow('are no part of them');
    await expect(ask(0, room.rows, 0)).rejects.toThrow('1 to 8192 buckets');
    await expect(ask(0, room.rows, 10_000)).rejects.toThrow('1 to 8192 buckets');
  });
});
