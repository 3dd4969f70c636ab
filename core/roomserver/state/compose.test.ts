import { beforeEach, describe, expect, test } from 'vitest';
import { nodePlatform } from '../../testing/node/node-platform';
import type { Storage } from '../storage/interface';
import { createDendriteStorage } from '../storage/sqljs/open';
import type {
  EventNid,
  EventStateKeyNid,
  RoomNid,
  StateBlockNid,
  StateSnapshotNid,
} from '../types/nids';
import { composeStateAfter, type RoomStateRules, type StateAtEvent } from './compose';
import { StateStorage } from './state-storage';

let storage: Storage;
let states: StateStorage;
let room: RoomStateRules;

beforeEach(async () => {
  storage = await createDendriteStorage(nodePlatform());
  states = new StateStorage(storage);
  const roomNid = storage.transaction(() => storage.rooms.insert('!r:x', '10'));
  room = roomOf(roomNid, () => new Map());
});

function roomOf(roomNid: RoomNid, resolve: RoomStateRules['resolve']): RoomStateRules {
  return { roomNid, absenceConflicts: true, resolve };
}

/** Stores an event row and nothing else; null: a message. */
function addEvent(type: string, stateKey: string | null): EventNid {
  return storage.transaction(() => {
    const eventTypeNid = storage.eventTypes.assign(type);
    const eventStateKeyNid: EventStateKeyNid | 0 =
      stateKey === null ? 0 : storage.eventStateKeys.assign(stateKey);
    const row = {
      roomNid: room.roomNid,
      eventTypeNid,
      eventStateKeyNid,
      sentToOutput: true,
      stateSnapshotNid: 0 as const,
      depth: 1,
      eventId: `$${type}-${stateKey}-${Math.random()}`,
      authEventNids: [],
      isRejected: false,
    };
    const nid = storage.events.insert(row, new Uint8Array());
    states.blocks.addEvent(nid, eventTypeNid, eventStateKeyNid);
    return nid;
  });
}

function compose(events: readonly StateAtEvent[]): StateSnapshotNid {
  return storage.transaction(() => composeStateAfter(states, room, events));
}

/** The state after `event`, as current state and again as the state before its child. */
function composeTwice(event: StateAtEvent): StateSnapshotNid {
  const current = compose([event]);
  expect(compose([event])).toBe(current);
  return current;
}

const blockNids = (...nids: number[]) => nids as StateBlockNid[];

describe('the golden vector of a linear room', () => {
  test('numbers of snapshots and blocks are Dendrite’s', () => {
    let before = compose([]);
    expect(before).toBe(1);
    expect(states.blockNids(before)).toEqual([]);
    const expected: [type: string, key: string | null, after: number, blocks: number[]][] = [
      ['m.room.create', '', 2, [1]],
      ['m.room.member', '@a:x', 4, [1, 3]],
      ['m.room.power_levels', '', 6, [1, 3, 5]],
      ['m.room.join_rules', '', 8, [1, 3, 5, 7]],
      ['m.room.history_visibility', '', 10, [1, 3, 5, 7, 9]],
      ['m.room.message', null, 10, [1, 3, 5, 7, 9]],
      ['m.room.message', null, 10, [1, 3, 5, 7, 9]],
      ['m.room.member', '@b:x', 12, [1, 3, 5, 7, 9, 11]],
    ];
    for (const [type, key, after, blocks] of expected) {
      const eventNid = addEvent(type, key);
      const snapshot = composeTwice({ eventNid, beforeSnapshot: before, setsState: key !== null });
      expect(snapshot).toBe(after);
      expect(states.blockNids(snapshot)).toEqual(blocks);
      before = snapshot;
    }
    const stored = [...storage.stateBlocks.all()].map((row) => [row.stateBlockNid, row.eventNids]);
    expect(stored).toEqual([
      [1, [1]],
      [3, [2]],
      [5, [3]],
      [7, [4]],
      [9, [5]],
      [11, [8]],
    ]);
    expect(states.allBlocks()).toEqual([1, 3, 5, 7, 9, 11]);
    expect(states.allSnapshots()).toEqual([1, 2, 4, 6, 8, 10, 12]);
  });

  test('labels say how each snapshot was made, the first one wins, and they are kept', () => {
    const empty = compose([]);
    const eventNid = addEvent('m.room.create', '');
    const after = composeTwice({ eventNid, beforeSnapshot: empty, setsState: true });
    expect(states.label(empty)).toBe('empty_state');
    expect(states.label(after)).toBe('single_delta');
    const equal: StateAtEvent = { eventNid, beforeSnapshot: empty, setsState: true };
    expect(compose([equal, equal])).toBe(after);
    expect(states.label(after)).toBe('single_delta');
    expect(new StateStorage(storage).label(after)).toBe('single_delta');
    expect([...storage.side.snapshots()]).toEqual([
      { stateSnapshotNid: empty, label: 'empty_state' },
      { stateSnapshotNid: after, label: 'single_delta' },
    ]);
  });
});

test('66 distinct state events: 64 blocks, then 1, then 2', () => {
  let snapshot = compose([]);
  const counts: number[] = [];
  const events: EventNid[] = [];
  for (let i = 0; i < 66; i++) {
    events.push(addEvent('org.example.item', `${i}`));
    const event = { eventNid: events[i] as EventNid, beforeSnapshot: snapshot, setsState: true };
    snapshot = compose([event]);
    counts.push(states.blockNids(snapshot).length);
  }
  expect(counts.slice(0, 64)).toEqual(Array.from({ length: 64 }, (_, i) => i + 1));
  expect(counts.slice(64)).toEqual([1, 2]);
  const [full] = states.blockNids(snapshot);
  expect(states.blockEvents(full as StateBlockNid)).toEqual(events.slice(0, 65));
  expect(
    states
      .view(snapshot)
      .eventNids()
      .sort((a, b) => a - b),
  ).toEqual(events);
  expect(states.allSnapshots().map((nid) => states.label(nid))).toContain(
    'full_state_no_conflicts',
  );
});

test('a message and a rejected event keep the snapshot and write nothing', () => {
  const before = compose([]);
  const rejected = addEvent('m.room.topic', '');
  const count = [...storage.stateSnapshots.all()].length;
  expect(compose([{ eventNid: rejected, beforeSnapshot: before, setsState: false }])).toBe(before);
  expect([...storage.stateSnapshots.all()]).toHaveLength(count);
});

describe('several parents', () => {
  let base: StateSnapshotNid;
  let create: EventNid;

  beforeEach(() => {
    create = addEvent('m.room.create', '');
    const empty = compose([]);
    base = compose([{ eventNid: create, beforeSnapshot: empty, setsState: true }]);
  });

  test('with equal states make one full copy without conflicts', () => {
    const topic = addEvent('m.room.topic', '');
    const withTopic = compose([{ eventNid: topic, beforeSnapshot: base, setsState: true }]);
    const messages = [addEvent('m.room.message', null), addEvent('m.room.message', null)];
    const merged = compose(
      messages.map((eventNid) => ({ eventNid, beforeSnapshot: withTopic, setsState: false })),
    );
    expect(states.blockNids(merged)).toHaveLength(1);
    expect(states.view(merged).eventNids()).toEqual([create, topic]);
    expect(states.label(merged)).toBe('full_state_no_conflicts');
  });

  test('that differ are resolved, and what the resolver names is put in place', () => {
    const left = addEvent('m.room.topic', '');
    const right = addEvent('m.room.topic', '');
    const name = addEvent('m.room.name', '');
    const avatar = addEvent('m.room.avatar', '');
    const afterName = compose([{ eventNid: name, beforeSnapshot: base, setsState: true }]);
    const afterAvatar = compose([{ eventNid: avatar, beforeSnapshot: base, setsState: true }]);
    const asked: unknown[] = [];
    room = roomOf(room.roomNid, (input) => {
      asked.push(input.conflicted, [...input.unconflicted.events()], input.stateSets);
      expect(input.unconflicted.get(states.tupleOf(create))).toBe(create);
      expect(input.unconflicted.get(states.tupleOf(name))).toBe(0);
      return new Map([
        [states.tupleOf(right), right],
        [states.tupleOf(name), name],
      ]);
    });
    const merged = compose([
      { eventNid: left, beforeSnapshot: afterName, setsState: true },
      { eventNid: right, beforeSnapshot: afterAvatar, setsState: true },
    ]);
    expect(asked).toEqual([
      [
        { tuple: states.tupleOf(left), values: [left, right] },
        { tuple: states.tupleOf(name), values: [name, 0] },
        { tuple: states.tupleOf(avatar), values: [0, avatar] },
      ],
      [create],
      2,
    ]);
    expect(new Set(states.view(merged).eventNids())).toEqual(new Set([create, right, name]));
    expect(states.blockNids(merged)).toHaveLength(1);
    expect(states.label(merged)).toBe('full_state_with_conflicts');
  });
});

describe('the ordering hazard', () => {
  test('an event whose block sorts below a newer full copy is not lost', () => {
    // Events 1 to 4, then topic 5: blocks {1}..{5}. A full copy of 1..4 made later sorts above {5}.
    let snapshot = compose([]);
    const events: EventNid[] = [];
    for (const type of ['m.room.create', 'm.room.member', 'm.room.power_levels', 'm.room.topic']) {
      events.push(addEvent(type, ''));
      const eventNid = events.at(-1) as EventNid;
      snapshot = compose([{ eventNid, beforeSnapshot: snapshot, setsState: true }]);
    }
    const older = events.at(-1) as EventNid;
    const topic = addEvent('m.room.topic', '');
    compose([{ eventNid: topic, beforeSnapshot: snapshot, setsState: true }]);
    const message = addEvent('m.room.message', null);
    const same = { eventNid: message, beforeSnapshot: snapshot, setsState: false };
    const supplied = compose([same, same]);
    expect(states.blockNids(supplied)).toHaveLength(1);
    const after = compose([{ eventNid: topic, beforeSnapshot: supplied, setsState: true }]);
    expect(states.view(after).get(states.tupleOf(topic))).toBe(topic);
    expect(states.view(after).eventNids()).not.toContain(older);
    expect(states.blockNids(after)).toHaveLength(1);
  });

  test('an older event can be put back by a delta', () => {
    const first = addEvent('m.room.topic', '');
    const second = addEvent('m.room.topic', '');
    const one = compose([{ eventNid: first, beforeSnapshot: compose([]), setsState: true }]);
    const two = compose([{ eventNid: second, beforeSnapshot: one, setsState: true }]);
    const back = compose([{ eventNid: first, beforeSnapshot: two, setsState: true }]);
    expect(states.view(back).eventNids()).toEqual([first]);
  });

  test('a foreign snapshot reads as the server reads it: the higher block number wins', () => {
    const older = addEvent('m.room.topic', '');
    const newer = addEvent('m.room.topic', '');
    const snapshot = storage.transaction(() => {
      const low = storage.stateBlocks.upsert([newer]);
      const high = storage.stateBlocks.upsert([older]);
      expect(blockNids(low, high)).toEqual([1, 2]);
      return storage.stateSnapshots.upsert(room.roomNid, [low, high]);
    });
    const opened = new StateStorage(storage);
    expect(opened.view(snapshot).eventNids()).toEqual([older]);
    expect([...opened.inForce(snapshot)]).toEqual([0, 1]);
  });
});
