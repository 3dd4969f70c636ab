import { describe, expect, test } from 'vitest';
import type { Storage } from '../roomserver/storage/interface';
import type { EventRow, EventSideRow, OutputRow } from '../roomserver/storage/tables/interface';
import type {
  EventNid,
  EventStateKeyNid,
  EventTypeNid,
  RoomNid,
  StateBlockNid,
  StateSnapshotNid,
} from '../roomserver/types/nids';
import { PREASSIGNED_EVENT_TYPES } from '../roomserver/types/nids';

/** How a suite gets at one adapter. */
export interface StorageAdapter {
  /** A new, empty storage. */
  create(): Promise<Storage>;
  /** What was exported, opened to read. */
  reopen(bytes: Uint8Array): Promise<Storage>;
}

/** What every adapter of the storage port must do. */
export function describeStorage(name: string, adapter: StorageAdapter): void {
  describe(`${name} as a storage`, () => {
    describe('event types and state keys', () => describeInterning(adapter));
    describe('rooms', () => describeRooms(adapter));
    describe('events', () => describeEvents(adapter));
    describe('verdicts', () => describeVerdicts(adapter));
    describe('state blocks', () => describeBlocks(adapter));
    describe('state snapshots', () => describeSnapshots(adapter));
    describe('previous events', () => describePreviousEvents(adapter));
    describe('side tables', () => describeSideTables(adapter));
    describe('transactions', () => describeTransactions(adapter));
    describe('export', () => describeExport(adapter));
  });
}

const encoder = new TextEncoder();
const CREATE = 1 as EventTypeNid;
const NONE = 0 as const;

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const events = (...nids: number[]) => nids as EventNid[];
const blocks = (...nids: number[]) => nids as StateBlockNid[];

function eventOf(roomNid: RoomNid, change: Partial<EventRow>): Omit<EventRow, 'eventNid'> {
  return {
    roomNid,
    eventTypeNid: CREATE,
    eventStateKeyNid: 1 as EventStateKeyNid,
    sentToOutput: false,
    stateSnapshotNid: NONE,
    depth: 1,
    eventId: '$a',
    authEventNids: [],
    isRejected: false,
    ...change,
  };
}

/** A storage with one room; what `work` returns, done in one transaction. */
async function withRoom<T>(
  adapter: StorageAdapter,
  work: (storage: Storage, roomNid: RoomNid) => T,
): Promise<{ readonly storage: Storage; readonly roomNid: RoomNid; readonly result: T }> {
  const storage = await adapter.create();
  return storage.transaction(() => {
    const roomNid = storage.rooms.insert('!room:a.test', '11');
    return { storage, roomNid, result: work(storage, roomNid) };
  });
}

function describeInterning(adapter: StorageAdapter): void {
  test('types and the empty key have the NIDs that Dendrite gives them beforehand', async () => {
    const { eventTypes, eventStateKeys } = await adapter.create();
    for (const [type, nid] of PREASSIGNED_EVENT_TYPES) {
      expect(eventTypes.find(type)).toBe(nid);
      expect(eventTypes.text(nid)).toBe(type);
    }
    expect(eventStateKeys.find('')).toBe(1);
    expect(eventStateKeys.text(1 as EventStateKeyNid)).toBe('');
  });

  test('the first free type is 9, because server ACLs have 8; the first free key is 2', async () => {
    const storage = await adapter.create();
    expect(storage.eventTypes.find('m.room.server_acl')).toBe(8);
    storage.transaction(() => {
      expect(storage.eventTypes.assign('m.room.message')).toBe(9);
      expect(storage.eventTypes.assign('m.room.name')).toBe(10);
      expect(storage.eventStateKeys.assign('@a:a.test')).toBe(2);
      expect(storage.eventStateKeys.assign('@b:a.test')).toBe(3);
    });
  });

  test('what is known keeps its NID and uses up none', async () => {
    const storage = await adapter.create();
    storage.transaction(() => {
      expect(storage.eventStateKeys.assign('@a:a.test')).toBe(2);
      expect(storage.eventStateKeys.assign('@a:a.test')).toBe(2);
      expect(storage.eventStateKeys.assign('')).toBe(1);
      expect(storage.eventStateKeys.assign('@b:a.test')).toBe(3);
    });
  });

  test('reading mints nothing', async () => {
    const storage = await adapter.create();
    expect(storage.eventTypes.find('m.room.name')).toBeUndefined();
    expect(storage.eventStateKeys.find('@a:a.test')).toBeUndefined();
    expect(storage.eventStateKeys.text(2 as EventStateKeyNid)).toBeUndefined();
    storage.transaction(() => expect(storage.eventTypes.assign('m.room.name')).toBe(9));
  });

  test('case, spaces and any script count', async () => {
    const storage = await adapter.create();
    const keys = ['A', 'a', ' a', 'ä', 'a\u0308', '鍵', '🔑', "'; DROP"];
    const nids = storage.transaction(() => keys.map((key) => storage.eventStateKeys.assign(key)));
    expect(nids).toEqual(keys.map((_, index) => index + 2));
    expect(nids.map((nid) => storage.eventStateKeys.text(nid))).toEqual(keys);
  });
}

function describeRooms(adapter: StorageAdapter): void {
  test('a new room is a stub', async () => {
    const { storage } = await withRoom(adapter, () => null);
    const row = {
      roomNid: 1,
      roomId: '!room:a.test',
      roomVersion: '11',
      latestEventNids: [],
      lastEventSentNid: 0,
      stateSnapshotNid: 0,
    };
    expect(storage.rooms.find('!room:a.test')).toEqual(row);
    expect(storage.rooms.find('!other:a.test')).toBeUndefined();
    expect(storage.rooms.all()).toEqual([row]);
  });

  test('latest events stay in the order given; other rooms stay as they are', async () => {
    const { storage } = await withRoom(adapter, ({ rooms }, roomNid) => {
      rooms.insert('!other:a.test', '1');
      rooms.update(roomNid, events(9, 7, 8), 9 as EventNid, 4 as StateSnapshotNid);
    });
    expect(storage.rooms.all()).toMatchObject([
      { latestEventNids: [9, 7, 8], lastEventSentNid: 9, stateSnapshotNid: 4 },
      { roomNid: 2, latestEventNids: [], lastEventSentNid: 0, stateSnapshotNid: 0 },
    ]);
  });
}

function describeEvents(adapter: StorageAdapter): void {
  const json = encoder.encode('{"type":"m.room.create", "b" : "ä\\u0000"}');

  test('a row and its bytes come back as they went in', async () => {
    const { storage, roomNid, result } = await withRoom(adapter, (held, nid) => {
      const rows = [
        eventOf(nid, { eventId: '$a', sentToOutput: true }),
        eventOf(nid, { eventId: '$b', eventStateKeyNid: NONE, isRejected: true, depth: 2 }),
        eventOf(nid, { eventId: '$c', authEventNids: events(2, 1) }),
      ];
      return rows.map((row) => ({ ...row, eventNid: held.events.insert(row, json) }));
    });
    expect(result.map((row) => row.eventNid)).toEqual([1, 2, 3]);
    expect([...storage.events.ofRoom(roomNid)]).toEqual(result);
    expect(storage.events.byEventId('$b')).toEqual(result[1]);
    expect(storage.events.byEventId('$d')).toBeUndefined();
    expect([...storage.events.jsonOfRoom(roomNid)]).toEqual([
      [1, json],
      [2, json],
      [3, json],
    ]);
  });

  test('lists of NIDs are read in NID order, unknown ones left out', async () => {
    const { storage } = await withRoom(adapter, (held, nid) => {
      for (const eventId of ['$a', '$b', '$c']) held.events.insert(eventOf(nid, { eventId }), json);
    });
    const wanted = events(3, 99, 1);
    expect(storage.events.byNids(wanted).map((row) => row.eventId)).toEqual(['$a', '$c']);
    expect([...storage.events.json(wanted)].map(([nid]) => nid)).toEqual([1, 3]);
    expect(storage.events.byNids([])).toEqual([]);
  });

  test('rooms do not mix', async () => {
    const { storage, roomNid, result } = await withRoom(adapter, (held, nid) => {
      const other = held.rooms.insert('!other:a.test', '11');
      held.events.insert(eventOf(nid, { eventId: '$a' }), json);
      held.events.insert(eventOf(other, { eventId: '$b' }), json);
      held.events.insert(eventOf(nid, { eventId: '$c' }), json);
      return other;
    });
    const ids = (room: RoomNid) => [...storage.events.ofRoom(room)].map((row) => row.eventId);
    expect(ids(roomNid)).toEqual(['$a', '$c']);
    expect(ids(result)).toEqual(['$b']);
    expect([...storage.events.jsonOfRoom(result)].map(([nid]) => nid)).toEqual([2]);
  });

  test('a depth beyond 2^53 is not rounded; one beyond 2^63 - 1 is held there', async () => {
    const { storage } = await withRoom(adapter, (held, nid) => {
      for (const [index, depth] of [2 ** 53 - 1, 2n ** 53n + 1n, 2n ** 63n + 5n].entries())
        held.events.insert(eventOf(nid, { eventId: `$${index}`, depth }), json);
    });
    const depths = [0, 1, 2].map((index) => storage.events.byEventId(`$${index}`)?.depth);
    expect(depths).toEqual([2 ** 53 - 1, 2n ** 53n + 1n, 2n ** 63n - 1n]);
  });

  test('an event ID is stored once, and no NID column holds "none"', async () => {
    const { storage, roomNid } = await withRoom(adapter, (held, nid) =>
      held.events.insert(eventOf(nid, {}), json),
    );
    const insert = (row: Partial<EventRow>) => () =>
      storage.transaction(() => storage.events.insert(eventOf(roomNid, row), json));
    expect(insert({ eventId: '$a' })).toThrow();
    expect(insert({ eventId: '$b', roomNid: 0 as RoomNid })).toThrow(/room_nid/);
    expect(insert({ eventId: '$b', eventTypeNid: 0 as EventTypeNid })).toThrow(/event_type_nid/);
    expect([...storage.events.ofRoom(roomNid)]).toHaveLength(1);
  });
}

function describeVerdicts(adapter: StorageAdapter): void {
  const json = encoder.encode('{}');
  async function withEvent(row: Partial<EventRow>) {
    const made = await withRoom(adapter, (held, nid) =>
      held.events.insert(eventOf(nid, row), json),
    );
    const change = (work: (storage: Storage, nid: EventNid) => void) => {
      made.storage.transaction(() => work(made.storage, made.result));
      return made.storage.events.byEventId('$a');
    };
    return change;
  }

  test('state and "sent" are set one by one', async () => {
    const change = await withEvent({});
    expect(change((held, nid) => held.events.setState(nid, 5 as StateSnapshotNid))).toMatchObject({
      stateSnapshotNid: 5,
      sentToOutput: false,
    });
    expect(change((held, nid) => held.events.markSent(nid))).toMatchObject({
      stateSnapshotNid: 5,
      sentToOutput: true,
    });
  });

  test('a rejected event may become accepted', async () => {
    const change = await withEvent({ isRejected: true, stateSnapshotNid: 5 as StateSnapshotNid });
    expect(change((held, nid) => held.events.setRejected(nid, false))?.isRejected).toBe(false);
  });

  test('an accepted outlier may become rejected, an accepted event with state never', async () => {
    const outlier = await withEvent({});
    expect(outlier((held, nid) => held.events.setRejected(nid, true))?.isRejected).toBe(true);
    const known = await withEvent({ stateSnapshotNid: 5 as StateSnapshotNid });
    expect(() => known((held, nid) => held.events.setRejected(nid, true))).toThrow(/final/);
    expect(known(() => undefined)?.isRejected).toBe(false);
  });

  test('the state before is never set to "none"', async () => {
    const change = await withEvent({});
    const setNone = () => change((held, nid) => held.events.setState(nid, 0 as StateSnapshotNid));
    expect(setNone).toThrow(/state_snapshot_nid/);
  });
}

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

function describeBlocks(adapter: StorageAdapter): void {
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
  });

  test.each([[[2, 1]], [[1, 1]], [[0, 1]], [[1.5]]])('%j is no list of a block', async (list) => {
    const storage = await adapter.create();
    const upsert = () => storage.transaction(() => storage.stateBlocks.upsert(events(...list)));
    expect(upsert).toThrow(/ascending/);
    expect([...storage.stateBlocks.all()]).toEqual([]);
  });
}

function describeSnapshots(adapter: StorageAdapter): void {
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

function describePreviousEvents(adapter: StorageAdapter): void {
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

function sideRows(roomNid: RoomNid, eventNid: EventNid) {
  const event: EventSideRow = {
    eventNid,
    kind: 2,
    arrival: 1,
    incomplete: true,
    contentHash: 'mismatch',
    ladder: '[{"level":"auth_events"}]',
  };
  const output: Omit<OutputRow, 'position'> = {
    roomNid,
    eventNid,
    type: 'new_room_event',
    lastSentEventNid: NONE,
    latestEventNids: events(2, 1),
    addsStateEventNids: events(1),
    removesStateEventNids: [],
    stateSnapshotNid: 2 as StateSnapshotNid,
  };
  return { event, output };
}

function describeSideTables(adapter: StorageAdapter): void {
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

/** Everything that mints, and the NIDs it gave. */
function mintAll(storage: Storage, name: string): readonly number[] {
  const roomNid = storage.rooms.insert(`!${name}`, '11');
  const eventNid = storage.events.insert(
    eventOf(roomNid, { eventId: `$${name}` }),
    encoder.encode('{}'),
  );
  storage.previousEvents.add(`$parent-of-${name}`, eventNid);
  const blockNid = storage.stateBlocks.upsert([eventNid]);
  storage.stateBlocks.upsert([eventNid]);
  const snapshotNid = storage.stateSnapshots.upsert(roomNid, [blockNid]);
  const typeNid = storage.eventTypes.assign(name);
  return [roomNid, eventNid, blockNid, snapshotNid, typeNid, storage.eventStateKeys.assign(name)];
}

function takenBack(storage: Storage, work: () => void): void {
  expect(() =>
    storage.transaction(() => {
      work();
      throw new Error('taken back');
    }),
  ).toThrow('taken back');
}

function describeTransactions(adapter: StorageAdapter): void {
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

function describeExport(adapter: StorageAdapter): void {
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
