import { expect, test } from 'vitest';
import type {
  EventNid,
  RoomNid,
  StateBlockNid,
  StateSnapshotNid,
} from '../../roomserver/types/nids';
import {
  blocks,
  encoder,
  eventOf,
  events,
  type StorageAdapter,
  sideRows,
  withRoom,
} from './fixtures';

/** BLAKE2b-256 of compact JSON lists; blocks and snapshots are hashed alike. */
const HASHES: readonly (readonly [readonly number[], string])[] = [
  [[], 'c2c013c86a9c92e22f966f3d8617768f8b7a44c902adcc097bfa1e098afb4e1f'],
  [[1], '4059d6427fe606b45c45735991c7b76c6177d9b0ef573782aba3d979f8ceb45e'],
  [[2], '3efd3f9811032d07bd3878bdfd9153574b0b9a77a52f610ed6768a5b345e0262'],
  [[1, 2], 'e6bd0b12f96ccd5931094bad744120006fbd84509c37386efb9bff1d6ec8f189'],
  [[1, 3], '81e5f19c7ad96df5cfb1f2f88b5375b7feb261e05076a0edb1237e81285e6e85'],
  [[1, 2, 3], '7faa616580f447ab40f454e052cfe45c24be3cb4aad518d09e4518f22cf5f4e7'],
  [[1, 2, 3, 4, 5], 'ca8433614b54ca730445a13c7757760221b08cab6ce1c0acdcc437e8d09ac691'],
];

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function describeBlocks(adapter: StorageAdapter): void {
  test('each list is stored once, and finding it uses up a NID: 1, 1, 3', async () => {
    const storage = await adapter.create();
    const nids = storage.transaction(() =>
      [events(4), events(4), events(4, 6), events(4), events(7)].map((list) =>
        storage.stateBlocks.upsert(list),
      ),
    );
    expect(nids).toEqual([1, 1, 3, 1, 5]);
    expect([...storage.stateBlocks.all()].map((row) => [row.stateBlockNid, row.eventNids])).toEqual(
      [
        [1, [4]],
        [3, [4, 6]],
        [5, [7]],
      ],
    );
  });

  test('hashes are those that Dendrite computes', async () => {
    const storage = await adapter.create();
    storage.transaction(() => {
      for (const [list] of HASHES) storage.stateBlocks.upsert(events(...list));
    });
    const stored = [...storage.stateBlocks.all()];
    expect(stored.map((row) => [row.eventNids, hex(row.stateBlockHash)])).toEqual(HASHES);
    for (const { stateBlockNid, stateBlockHash } of stored)
      expect(storage.stateBlocks.hash(stateBlockNid)).toEqual(stateBlockHash);
    expect(storage.stateBlocks.hash(999 as StateBlockNid)).toBeUndefined();
  });

  test.each([[[2, 1]], [[1, 1]], [[0, 1]], [[1.5]]])('%j is no list of a block', async (list) => {
    const storage = await adapter.create();
    const upsert = () => storage.transaction(() => storage.stateBlocks.upsert(events(...list)));
    expect(upsert).toThrow(/ascending/);
    expect([...storage.stateBlocks.all()]).toEqual([]);
  });
}

export function describeSnapshots(adapter: StorageAdapter): void {
  test('each list is stored once, and finding it uses up a NID: 1, 1, 3', async () => {
    const { storage, roomNid, result } = await withRoom(adapter, (held, nid) =>
      [blocks(), blocks(), blocks(1), blocks(1), blocks(1, 3)].map((list) =>
        held.stateSnapshots.upsert(nid, list),
      ),
    );
    expect(result).toEqual([1, 1, 3, 3, 5]);
    const rows = [...storage.stateSnapshots.all()];
    expect(rows.map((row) => [row.stateSnapshotNid, row.roomNid, row.stateBlockNids])).toEqual([
      [1, roomNid, []],
      [3, roomNid, [1]],
      [5, roomNid, [1, 3]],
    ]);
  });

  test('hashes are those that Dendrite computes', async () => {
    const { storage } = await withRoom(adapter, (held, nid) => {
      for (const [list] of HASHES) held.stateSnapshots.upsert(nid, blocks(...list));
    });
    const stored = [...storage.stateSnapshots.all()];
    expect(stored.map((row) => [row.stateBlockNids, hex(row.stateSnapshotHash)])).toEqual(HASHES);
    for (const { stateSnapshotNid, stateSnapshotHash } of stored)
      expect(storage.stateSnapshots.hash(stateSnapshotNid)).toEqual(stateSnapshotHash);
    expect(storage.stateSnapshots.hash(999 as StateSnapshotNid)).toBeUndefined();
  });

  test('rooms share the empty snapshot, and it belongs to the one that stored it last', async () => {
    const { storage } = await withRoom(adapter, (held, nid) => {
      const other = held.rooms.insert('!other:a.test', '11');
      expect(held.stateSnapshots.upsert(nid, [])).toBe(1);
      expect(held.stateSnapshots.upsert(other, [])).toBe(1);
    });
    expect([...storage.stateSnapshots.all()]).toMatchObject([{ roomNid: 2, stateBlockNids: [] }]);
  });

  test('an unsorted list or room 0 is refused', async () => {
    const { storage, roomNid } = await withRoom(adapter, () => null);
    const upsert = (room: number, ...list: number[]) => {
      const { stateSnapshots } = storage;
      return () =>
        storage.transaction(() => stateSnapshots.upsert(room as RoomNid, blocks(...list)));
    };
    expect(upsert(roomNid, 3, 1)).toThrow(/ascending/);
    expect(upsert(0, 1)).toThrow(/room_nid/);
    expect([...storage.stateSnapshots.all()]).toEqual([]);
  });
}

export function describePreviousEvents(adapter: StorageAdapter): void {
  test('an event is referenced as soon as another names it, known or not', async () => {
    const storage = await adapter.create();
    const { previousEvents } = storage;
    expect(previousEvents.isReferenced('$a')).toBe(false);
    storage.transaction(() => {
      previousEvents.add('$a', 2 as EventNid);
      expect(previousEvents.isReferenced('$a')).toBe(true);
    });
    expect(previousEvents.isReferenced('$a')).toBe(true);
    expect(previousEvents.isReferenced('$b')).toBe(false);
  });

  test('what is taken back is not referenced', async () => {
    const storage = await adapter.create();
    const { previousEvents } = storage;
    storage.transaction(() => {
      previousEvents.add('$a', 2 as EventNid);
      expect(() =>
        storage.transaction(() => {
          previousEvents.add('$a', 3 as EventNid);
          previousEvents.add('$b', 3 as EventNid);
          throw new Error('taken back');
        }),
      ).toThrow('taken back');
      expect(previousEvents.isReferenced('$a')).toBe(true);
      expect(previousEvents.isReferenced('$b')).toBe(false);
    });
    expect(previousEvents.isReferenced('$a')).toBe(true);
    expect(previousEvents.isReferenced('$b')).toBe(false);
  });
}

export function describeSideTables(adapter: StorageAdapter): void {
  test('rows come back as they went in, each room with its own', async () => {
    const { storage, roomNid, result } = await withRoom(adapter, (held, nid) => {
      const eventNid = held.events.insert(eventOf(nid, {}), encoder.encode('{}'));
      const rows = sideRows(nid, eventNid);
      held.side.insertEvent(rows.event);
      held.side.appendOutput(rows.output);
      held.side.appendOutput({ ...rows.output, type: 'old_room_event' });
      held.side.insertSnapshot({ stateSnapshotNid: 2 as StateSnapshotNid, label: 'single_delta' });
      return rows;
    });
    const { side } = storage;
    expect(side.present).toBe(true);
    expect([...side.events(roomNid)]).toEqual([result.event]);
    expect([...side.events(7 as RoomNid)]).toEqual([]);
    expect([...side.output(roomNid)]).toEqual([
      { ...result.output, position: 1 },
      { ...result.output, position: 2, type: 'old_room_event' },
    ]);
    expect([...side.output(7 as RoomNid)]).toEqual([]);
    expect([...side.snapshots()]).toEqual([{ stateSnapshotNid: 2, label: 'single_delta' }]);
  });

  test('a property keeps its last value', async () => {
    const storage = await adapter.create();
    expect(storage.side.property('policy')).toBeUndefined();
    storage.transaction(() => storage.side.setProperty('policy', 'dendrite'));
    storage.transaction(() => storage.side.setProperty('policy', ''));
    expect(storage.side.property('policy')).toBe('');
  });
}
