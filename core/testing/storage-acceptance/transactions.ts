import { expect, test } from 'vitest';
import type { Storage } from '../../roomserver/storage/interface';
import type { EventNid, EventTypeNid, RoomNid } from '../../roomserver/types/nids';
import { mintAll, type StorageAdapter, sideRows, takenBack } from './fixtures';

export function describeTransactions(adapter: StorageAdapter): void {
  test('one that throws leaves nothing: no row, no name in memory, no used-up NID', async () => {
    const storage = await adapter.create();
    let first: readonly number[] = [];
    takenBack(storage, () => {
      first = mintAll(storage, 'x');
    });
    expect(storage.rooms.all()).toEqual([]);
    expect(storage.events.byEventId('$x')).toBeUndefined();
    expect([...storage.stateBlocks.all()]).toEqual([]);
    expect(storage.eventTypes.find('x')).toBeUndefined();
    expect(storage.eventTypes.text(9 as EventTypeNid)).toBeUndefined();
    expect(storage.eventStateKeys.find('x')).toBeUndefined();
    expect(storage.previousEvents.isReferenced('$parent-of-x')).toBe(false);
    expect(storage.transaction(() => mintAll(storage, 'y'))).toEqual(first);
  });

  test('a nested one that throws takes back only its own writes', async () => {
    const storage = await adapter.create();
    const [before, after] = storage.transaction(() => {
      const outer = mintAll(storage, 'outer');
      takenBack(storage, () => mintAll(storage, 'inner'));
      return [outer, storage.transaction(() => mintAll(storage, 'next'))];
    });
    expect(before).toEqual([1, 1, 1, 1, 9, 2]);
    // Two blocks were asked for in the first, one of them found.
    expect(after).toEqual([2, 2, 3, 2, 10, 3]);
    expect(storage.rooms.all().map((row) => row.roomId)).toEqual(['!outer', '!next']);
  });

  test('an outer one that throws takes back the nested ones too', async () => {
    const storage = await adapter.create();
    takenBack(storage, () => storage.transaction(() => mintAll(storage, 'x')));
    expect(storage.rooms.all()).toEqual([]);
    expect(storage.eventTypes.find('x')).toBeUndefined();
  });

  test('its result is returned; writing outside of one is refused, as is an async one', async () => {
    const storage = await adapter.create();
    expect(storage.transaction(() => 'result')).toBe('result');
    expect(() => mintAll(storage, 'x')).toThrow(/transaction/);
    expect(() => storage.transaction(async () => mintAll(storage, 'x'))).toThrow(/async/);
    expect(storage.rooms.all()).toEqual([]);
    expect(storage.transaction(() => mintAll(storage, 'x'))).toEqual([1, 1, 1, 1, 9, 2]);
  });
}

function everything(storage: Storage): unknown {
  const rooms = storage.rooms.all();
  return {
    rooms,
    events: rooms.flatMap((room) => [...storage.events.ofRoom(room.roomNid)]),
    json: rooms.flatMap((room) => [...storage.events.jsonOfRoom(room.roomNid)]),
    blocks: [...storage.stateBlocks.all()],
    snapshots: [...storage.stateSnapshots.all()],
    types: ['m.room.create', 'x', 'y', 'z'].map((type) => storage.eventTypes.find(type)),
    keys: ['', 'x', 'y', 'z'].map((key) => storage.eventStateKeys.find(key)),
    referenced: ['$parent-of-x', '$x'].map((id) => storage.previousEvents.isReferenced(id)),
    side: rooms.flatMap((room) => [...storage.side.events(room.roomNid)]),
    output: rooms.flatMap((room) => [...storage.side.output(room.roomNid)]),
    policy: storage.side.property('policy'),
    sizes: storage.sizes(null),
  };
}

export function describeExport(adapter: StorageAdapter): void {
  test('what was exported reads the same, and cannot be written', async () => {
    const storage = await adapter.create();
    storage.transaction(() => {
      mintAll(storage, 'x');
      mintAll(storage, 'y');
      storage.side.setProperty('policy', 'dendrite');
      const { event, output } = sideRows(1 as RoomNid, 1 as EventNid);
      storage.side.insertEvent(event);
      storage.side.appendOutput(output);
    });
    const bytes = storage.export();
    const reopened = await adapter.reopen(bytes);
    expect(everything(reopened)).toEqual(everything(storage));
    expect(reopened.readOnly).toBe(true);
    expect(reopened.schema).toBe(storage.schema);
    expect(() => reopened.transaction(() => mintAll(reopened, 'z'))).toThrow(/read-only/);
    expect(() => mintAll(reopened, 'z')).toThrow(/read-only/);
    expect(reopened.export()).toEqual(bytes);
  });

  test('exporting disturbs nothing, but not in the middle of a transaction', async () => {
    const storage = await adapter.create();
    storage.transaction(() => {
      mintAll(storage, 'x');
      expect(() => storage.export()).toThrow(/transaction/);
    });
    const first = storage.export();
    expect(storage.export()).toEqual(first);
    expect(storage.transaction(() => mintAll(storage, 'y'))).toEqual([2, 2, 3, 2, 10, 3]);
    expect(storage.export()).not.toEqual(first);
  });

  test('sizes are bytes of lists and hashes, and of JSON', async () => {
    const storage = await adapter.create();
    storage.transaction(() => {
      mintAll(storage, 'x');
      mintAll(storage, 'y');
    });
    expect(storage.sizes(null)).toMatchObject({ blocks: 70, snapshots: 70, eventJson: 4 });
    expect(storage.sizes(2 as RoomNid)).toMatchObject({ blocks: 35, snapshots: 35, eventJson: 2 });
    expect(storage.sizes(null).file).toBe(storage.export().length);
  });
}
