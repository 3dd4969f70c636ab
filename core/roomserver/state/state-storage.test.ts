import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { RoomscopeError } from '../../base/errors';
import { nodePlatform } from '../../testing/node/node-platform';
import { quietWork } from '../../testing/node/recorded-room';
import type { Storage } from '../storage/interface';
import { createDendriteStorage } from '../storage/sqljs/open';
import type {
  EventNid,
  EventStateKeyNid,
  EventTypeNid,
  RoomNid,
  StateBlockNid,
  StateSnapshotNid,
} from '../types/nids';
import { StateStorage } from './state-storage';

const KEYS = 6;
const EVENTS_PER_KEY = 4;

let storage: Storage;
let roomNid: RoomNid;

/** Events 1 to 24; event n has type NID 1 to 3 and state key NID 1 or 2, every key four times. */
beforeEach(async () => {
  storage = await createDendriteStorage(nodePlatform());
  storage.transaction(() => {
    roomNid = storage.rooms.insert('!r:x', '10');
    storage.eventStateKeys.assign('k');
    for (let i = 0; i < KEYS * EVENTS_PER_KEY; i++) addEvent(`$${i}`, i);
  });
});

function addEvent(eventId: string, i: number): void {
  const row = {
    roomNid,
    eventTypeNid: (1 + (i % 3)) as EventTypeNid,
    eventStateKeyNid: (1 + (i % 2)) as EventStateKeyNid,
    sentToOutput: true,
    stateSnapshotNid: 0 as const,
    depth: 1,
    eventId,
    authEventNids: [],
    isRejected: false,
  };
  storage.events.insert(row, new Uint8Array());
}

const keyOf = (nid: number) => (nid - 1) % KEYS;

type BlockLists = readonly (readonly number[])[];

function store(lists: BlockLists): { snapshot: StateSnapshotNid; blocks: number[][] } {
  return storage.transaction(() => {
    const nids = lists.map((events) => {
      const sorted = [...new Set(events)].sort((a, b) => a - b) as EventNid[];
      return storage.stateBlocks.upsert(sorted);
    });
    const list = [...new Set(nids)].sort((a, b) => a - b);
    const snapshot = storage.stateSnapshots.upsert(roomNid, list);
    const stored = new Map(
      [...storage.stateBlocks.all()].map((b) => [b.stateBlockNid, b.eventNids]),
    );
    return { snapshot, blocks: list.map((nid) => [...(stored.get(nid) ?? [])]) };
  });
}

/** The server's way: all entries in list order, stable sort by key, last of each run. */
function load(blocks: readonly (readonly number[])[]): Map<number, number> {
  const state = new Map<number, number>();
  for (const block of blocks) for (const event of block) state.set(keyOf(event), event);
  return state;
}

/** One event for each of some keys. */
const block = fc
  .uniqueArray(fc.integer({ min: 1, max: KEYS * EVENTS_PER_KEY }), {
    minLength: 1,
    maxLength: 5,
    selector: keyOf,
  })
  .filter((events) => events.length > 0);
const blockLists = fc.array(block, { maxLength: 6 });

test('a state is what the server loads, whole, by key and by what is in force', () => {
  fc.assert(
    fc.property(blockLists, (lists) => {
      const { snapshot, blocks } = store(lists);
      const states = new StateStorage(storage);
      const view = states.view(snapshot);
      const expected = load(blocks);
      expect(view.size).toBe(expected.size);
      expect(new Set(view.eventNids())).toEqual(new Set(expected.values()));
      const tuples = [...view.entries()].map(([tuple]) => tuple);
      expect(tuples).toEqual([...tuples].sort((a, b) => a - b));
      for (let event = 1; event <= KEYS; event++) {
        const tuple = states.tupleOf(event as EventNid);
        expect(view.get(tuple)).toBe(expected.get(keyOf(event)) ?? 0);
      }
      const inForce = blocks.map((events, at) => {
        const later = load(blocks.slice(at + 1));
        return events.some((event) => !later.has(keyOf(event))) ? 1 : 0;
      });
      expect([...states.inForce(snapshot)]).toEqual(inForce);
    }),
  );
});

test('the difference of two states leads from one to the other', () => {
  fc.assert(
    fc.property(blockLists, blockLists, (listsA, listsB) => {
      const a = store(listsA);
      const b = store([...listsA.slice(0, 2), ...listsB]);
      const states = new StateStorage(storage);
      for (const from of [0 as const, a.snapshot]) {
        const { removed, added } = states.difference(from, b.snapshot);
        const state = new Set(states.view(from).eventNids());
        for (const event of removed) expect(state.delete(event)).toBe(true);
        for (const event of added) expect(state.has(event)).toBe(false);
        for (const event of added) state.add(event);
        expect(state).toEqual(new Set(load(b.blocks).values()));
        const back = states.difference(b.snapshot, from);
        expect(back).toEqual({ removed: added, added: removed });
      }
      expect(states.difference(a.snapshot, a.snapshot)).toEqual({ removed: [], added: [] });
    }),
  );
});

test('lists that are not sorted, as migrated databases have them, are applied as they stand', () => {
  const { snapshot: sorted } = store([[1], [7]]);
  const lists = [
    [2, 1],
    [1, 2],
  ].map((list) => list as StateBlockNid[]);
  const table: Storage = Object.create(storage, {
    stateSnapshots: {
      value: {
        all: () =>
          lists.map((stateBlockNids, i) => ({
            stateSnapshotNid: (10 + i) as StateSnapshotNid,
            stateSnapshotHash: new Uint8Array(32),
            roomNid,
            stateBlockNids,
          })),
      },
    },
    rooms: { value: storage.rooms },
    events: { value: storage.events },
    stateBlocks: { value: storage.stateBlocks },
    side: { value: storage.side },
  });
  const states = new StateStorage(table);
  const [ten, eleven] = [10, 11] as StateSnapshotNid[];
  expect(states.view(ten as StateSnapshotNid).eventNids()).toEqual([1]);
  expect(states.view(eleven as StateSnapshotNid).eventNids()).toEqual([7]);
  expect(states.difference(ten as StateSnapshotNid, eleven as StateSnapshotNid)).toEqual({
    removed: [1],
    added: [7],
  });
  expect(new StateStorage(storage).view(sorted).eventNids()).toEqual([7]);
});

test('an event whose state key the server lost stands under no key, as the server decodes it', () => {
  const lost = storage.transaction(() => {
    const [row] = storage.events.byNids([1 as EventNid]);
    if (!row) throw new Error('event 1 is there');
    const { eventNid: _, ...rest } = row;
    const bare = { ...rest, eventId: '$lost', eventStateKeyNid: 0 as const };
    return storage.events.insert(bare, new Uint8Array());
  });
  const { snapshot } = store([[1], [lost]]);
  const states = new StateStorage(storage);
  expect(states.tuples.stateKeyNid(states.tupleOf(lost))).toBe(0);
  expect(new Set(states.view(snapshot).eventNids())).toEqual(new Set([1, lost]));
});

describe('a damaged database', () => {
  const thrown = (question: () => unknown): RoomscopeError => {
    try {
      question();
    } catch (error) {
      if (error instanceof RoomscopeError) return error;
    }
    throw new Error('no RoomscopeError was thrown');
  };

  test('names the snapshot and the block that is missing; other states stay readable', () => {
    const whole = store([[1]]).snapshot;
    const broken = storage.transaction(() =>
      storage.stateSnapshots.upsert(roomNid, [1, 77] as StateBlockNid[]),
    );
    const states = new StateStorage(storage);
    const error = thrown(() => states.view(broken));
    expect(error.code).toBe('corrupt_database');
    expect(error.message).toContain(`State snapshot ${broken} lists state block 77`);
    expect(thrown(() => states.difference(0, broken)).code).toBe('corrupt_database');
    expect(thrown(() => states.blockEvents(77 as StateBlockNid)).message).toContain('block 77');
    expect(states.view(whole).eventNids()).toEqual([1]);
    expect(states.allBlocks()).toEqual([1]);
    expect(states.blockNids(broken)).toEqual([1, 77]);
  });

  test('names the block and the event that is missing', () => {
    const { snapshot } = store([[1, 999]]);
    const states = new StateStorage(storage);
    const error = thrown(() => states.view(snapshot));
    expect(error.code).toBe('corrupt_database');
    expect(error.message).toContain(
      `State block 1 (in state snapshot ${snapshot}) lists event 999`,
    );
    expect(thrown(() => states.blockEvents(1 as StateBlockNid)).message).toContain('event 999');
  });

  test('names a snapshot that is missing', () => {
    const states = new StateStorage(storage);
    const error = thrown(() => states.view(5 as StateSnapshotNid));
    expect([error.code, error.message.includes('State snapshot 5')]).toEqual([
      'corrupt_database',
      true,
    ]);
  });
});

test('loading at the same time as asking reads the tables once', async () => {
  const { snapshot } = store([[1], [7]]);
  const states = new StateStorage(storage);
  const loading = Promise.all([states.load(quietWork()), states.load(quietWork())]);
  expect(states.view(snapshot).eventNids()).toEqual([7]);
  await loading;
  expect(states.allSnapshots()).toEqual([snapshot]);
  expect(states.snapshotWith(states.blockNids(snapshot))).toBe(snapshot);
  expect(states.snapshotWith([1 as StateBlockNid])).toBe(0);
  expect(states.roomOf(snapshot)).toBe(roomNid);
});
