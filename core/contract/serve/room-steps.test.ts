import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { inProcessEngine } from '../../testing/node/in-process-engine';
import { REPOSITORY_ROOT } from '../../testing/node/shared';
import type { RoomRef } from '../requests';
import { STEP_KINDS, type StepParams } from '../room-steps';
import { EDGE_STRIDE, EdgeField, type RoomTile, RowFlag } from '../room-view';

const { client, grantFile } = inProcessEngine();

async function open(file: string, roomId: string | null = null): Promise<RoomRef> {
  const info = await client.request('document.open', {
    sources: [grantFile(`${REPOSITORY_ROOT}/core/testing/rooms/${file}`)],
    roomId,
    policy: 'dendrite',
    schema: 'dendrite',
    algorithm: null,
    points: null,
    keys: null,
  });
  return { documentId: info.documentId, roomId: info.rooms.at(-1)?.roomId ?? '' };
}

/** What the screen is told of every row, from which one sees where steps have to stop. */
function stopsOf(tile: RoomTile, { kind, side }: StepParams): number[] {
  const rows = Array.from(tile.eventNid, (_, row) => row);
  const children = new Map<number, number>();
  for (let at = 0; at < tile.edges.length; at += EDGE_STRIDE) {
    const parent = tile.edges[at + EdgeField.parentRow] ?? 0;
    children.set(parent, (children.get(parent) ?? 0) + 1);
  }
  const has = (row: number, bits: number) => ((tile.flags[row] ?? 0) & bits) !== 0;
  return rows.filter((row) => {
    if (kind === 'refusal') return has(row, RowFlag.rejected | RowFlag.softFailed);
    if (kind === 'fork-or-merge') return has(row, RowFlag.merge) || (children.get(row) ?? 0) > 1;
    if (kind === 'new-block') return tile[side].newBlock[row] !== 0;
    // Not by what the event says of itself: this server stored a few state events as messages.
    if (kind === 'state-change')
      return (
        has(row, RowFlag.afterNotStored) || tile.snapshotAfter[row] !== tile.snapshotBefore[row]
      );
    return true;
  });
}

describe.each([
  ['a room with forks', 'databases/c.roomserver.db.gz'],
  ['a room in one line', 'linear/linear-v11-first-700.ndjson.gz'],
])('steps through %s', (_name, file) => {
  let ref: RoomRef;
  let tile: RoomTile;
  beforeAll(async () => {
    ref = await open(file);
    tile = await client.request('debug.tile', { ...ref, tile: 0 });
  });

  it('stop where a search row by row does', async () => {
    const step = fc.record({
      row: fc.option(fc.nat(tile.to + 3)),
      direction: fc.constantFrom('next', 'previous'),
      kind: fc.constantFrom(...STEP_KINDS),
      side: fc.constantFrom('before', 'after'),
    });
    await fc.assert(
      fc.asyncProperty(step, async (params) => {
        const stops = stopsOf(tile, params);
        const { row } = params;
        const expected =
          params.direction === 'next'
            ? stops.find((stop) => row === null || stop > row)
            : stops.findLast((stop) => row === null || stop < row);
        const { event } = await client.request('debug.step', { ...ref, ...params });
        expect(event?.row).toBe(expected);
        if (event) expect(event.eventNid).toBe(tile.eventNid[event.row]);
      }),
      { numRuns: 3000 },
    );
  });

  it('lead nowhere from the ends', async () => {
    const at = (row: number, direction: StepParams['direction']) =>
      client.request('debug.step', { ...ref, row, direction, kind: 'event', side: 'before' });
    expect(await at(0, 'previous')).toEqual({ event: null });
    expect(await at(tile.to - 1, 'next')).toEqual({ event: null });
  });
});

describe('a kind of step that is not known', () => {
  it('is refused', async () => {
    const ref = await open('linear/linear-v11-first-700.ndjson.gz');
    const params = { ...ref, row: null, direction: 'next', kind: 'fork', side: 'before' } as never;
    await expect(client.request('debug.step', params)).rejects.toThrow('kind');
  });
});
