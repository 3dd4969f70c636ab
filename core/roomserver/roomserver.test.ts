import { beforeEach, describe, expect, test } from 'vitest';
import { RoomscopeError } from '../base/errors';
import { Work } from '../base/work';
import type { ReceivedPdu } from '../matrix/event/pdu';
import { RoomBuilder } from '../samples/room-builder';
import { nodePlatform } from '../testing/node/node-platform';
import { type LoadedRoom, loadRoom, quietWork } from '../testing/node/recorded-room';
import {
  eventsOf,
  setsState,
  snapshotAfter,
  stateAfter,
  stateBefore,
} from './internal/query/state-at';
import { type Output, Roomserver } from './roomserver';
import type { Storage } from './storage/interface';
import { createDendriteStorage } from './storage/sqljs/open';
import type { EventNid, StateSnapshotNid } from './types/nids';

let room: RoomBuilder;
let storage: Storage;
let roomserver: Roomserver;
let told: Output[][];

beforeEach(async () => {
  room = new RoomBuilder({ version: '10', name: 'room' });
  storage = await createDendriteStorage(nodePlatform());
  told = [];
  roomserver = newRoomserver();
});

function newRoomserver(over: Storage = storage): Roomserver {
  const onOutput = (output: readonly Output[]) => told.push([...output]);
  return new Roomserver({ storage: over, platform: nodePlatform(), policy: 'dendrite', onOutput });
}

function input(events: readonly ReceivedPdu[] = room.events, to = roomserver, work = quietWork()) {
  return to.inputRoomEvents({ roomId: room.roomId, rules: room.rules, events }, work);
}

const load = () => loadRoom(storage, room.roomId);

/** Create, the creator's join, power levels, a public join rule. */
function start(): ReceivedPdu[] {
  return [
    room.create('alice'),
    room.member('alice', 'join'),
    room.send({
      by: 'alice',
      type: 'm.room.power_levels',
      stateKey: '',
      content: { users: { [room.user('alice')]: 100 }, events: { 'm.room.topic': 0 } },
    }),
    room.send({
      by: 'alice',
      type: 'm.room.join_rules',
      stateKey: '',
      content: { join_rule: 'public' },
    }),
  ];
}

const topic = (by: string, text: string, after?: readonly ReceivedPdu[]) =>
  room.send({
    by,
    type: 'm.room.topic',
    stateKey: '',
    content: { topic: text },
    ...(after ? { after } : {}),
  });

function rowOf({ events }: LoadedRoom, event: ReceivedPdu): number {
  return events.rowOfId(event.pdu.eventId);
}

/** Event IDs of a state, sorted. */
function idsOf(loaded: LoadedRoom, state: ReturnType<typeof stateBefore>): string[] | null {
  if (!state) return null;
  const { events, states } = loaded;
  return eventsOf(states, state)
    .map((nid) => events.eventId[events.rowOfNid(nid)] ?? '')
    .sort();
}

const idList = (...events: ReceivedPdu[]) => events.map((event) => event.pdu.eventId).sort();

describe('a linear room', () => {
  beforeEach(() => {
    start();
    room.send({
      by: 'alice',
      type: 'm.room.history_visibility',
      stateKey: '',
      content: { history_visibility: 'shared' },
    });
    room.say('alice', 'one');
    room.say('alice', 'two');
    room.member('bob', 'join');
  });

  test('has Dendrite’s numbers in every row', async () => {
    const summary = await input();
    expect(summary).toMatchObject({ stored: 8, accepted: 8, rejected: 0, outliers: 0 });
    const rows = [...storage.events.ofRoom(1 as never)].map((row) => [
      row.eventNid,
      row.stateSnapshotNid,
      row.eventStateKeyNid,
      row.sentToOutput,
    ]);
    expect(rows).toEqual([
      [1, 1, 1, true],
      [2, 2, 2, true],
      [3, 4, 1, true],
      [4, 6, 1, true],
      [5, 8, 1, true],
      [6, 10, 0, true],
      [7, 10, 0, true],
      [8, 10, 3, true],
    ]);
    const [row] = storage.rooms.all();
    expect(row).toMatchObject({ latestEventNids: [8], lastEventSentNid: 8, stateSnapshotNid: 12 });
    expect(roomserver.states.blockNids(12 as StateSnapshotNid)).toEqual([1, 3, 5, 7, 9, 11]);
  });

  test('logs what each event changed, in an unbroken chain', async () => {
    await input();
    const log = [...storage.side.output(1 as never)];
    expect(log.map((row) => [row.lastSentEventNid, row.eventNid])).toEqual(
      log.map((_, i) => [i, i + 1]),
    );
    expect(log.map((row) => row.addsStateEventNids)).toEqual([
      [1],
      [2],
      [3],
      [4],
      [5],
      [],
      [],
      [8],
    ]);
    expect(log.every((row) => row.removesStateEventNids.length === 0)).toBe(true);
    expect(told.flat()).toEqual(log.map(({ position: _, ...row }) => row));
  });

  test('put in again changes nothing', async () => {
    await input();
    const before = storage.export();
    const again = await input();
    expect(again).toMatchObject({ stored: 0, duplicates: 8 });
    expect([...storage.stateBlocks.all()]).toHaveLength(6);
    expect(told.flat()).toHaveLength(8);
    expect(Buffer.from(storage.export()).equals(before)).toBe(true);
  });

  test('has states before and after every event, of messages too', async () => {
    await input();
    const loaded = await load();
    const { events, states } = loaded;
    for (let row = 0; row < events.count; row++) {
      const after = idsOf(loaded, stateAfter(events, states, row));
      const own = setsState(events, row) ? [events.eventId[row] ?? ''] : [];
      const before = idsOf(loaded, stateBefore(events, states, row)) ?? [];
      expect(after).toEqual([...before, ...own].sort());
      expect(snapshotAfter(events, states, row)).toBe(
        [2, 4, 6, 8, 10, 10, 10, 12][row] ?? 'no row',
      );
    }
  });
});

test('forward extremities move as the worked example says', async () => {
  const chain = start();
  const two = room.say('alice', '2', chain.slice(-1));
  const three = room.say('alice', '3', [two]);
  const four = room.say('alice', '4', [two]);
  const five = room.say('alice', '5', [three]);
  const six = room.say('alice', '6', [four]);
  const seven = room.say('alice', '7', [five]);
  const latest: string[][] = [];
  await input(chain);
  for (const event of [two, three, four, five, six, seven]) {
    await input([event]);
    const { events } = await load();
    latest.push(
      events.room.latestEventNids.map((nid) => events.eventId[events.rowOfNid(nid)] ?? ''),
    );
  }
  const ids = (...list: ReceivedPdu[]) => list.map((event) => event.pdu.eventId);
  expect(latest).toEqual([
    ids(two),
    ids(three),
    ids(four, three),
    ids(five, four),
    ids(six, five),
    ids(seven, six),
  ]);
});

describe('refused events', () => {
  test('by their auth events: stored, judged with reason, and without effect', async () => {
    const chain = start();
    const stranger = topic('mallory', 'mine', chain.slice(-1));
    const after = room.say('alice', 'go on', [stranger]);
    expect(await input()).toMatchObject({ accepted: 5, rejected: 1 });
    const loaded = await load();
    const { events, states } = loaded;
    const row = rowOf(loaded, stranger);
    expect([events.rejected[row], events.sent[row], events.kind[row]]).toEqual([1, 0, 2]);
    const ladder = events.ladder(row) ?? [];
    expect(ladder.map(({ level, ok }) => [level, ok])).toEqual([
      ['format', true],
      ['auth_events', false],
      ['state_before', false],
      ['current_state', null],
    ]);
    expect(ladder[1]?.refusal?.because).toContain('@mallory');
    const before = stateBefore(events, states, row);
    expect(idsOf(loaded, before)).toEqual(idList(...chain));
    expect(idsOf(loaded, stateAfter(events, states, row))).toEqual(idList(...chain));
    expect(snapshotAfter(events, states, row)).toBe(before?.snapshot);
    expect(idsOf(loaded, stateBefore(events, states, rowOf(loaded, after)))).toEqual(
      idList(...chain),
    );
    expect(events.forwardExtremity[rowOf(loaded, after)]).toBe(1);
    expect(events.room.latestEventNids).toHaveLength(1);
  });

  test('by the state before them, though their auth events would do', async () => {
    start();
    const bob = room.member('bob', 'join');
    const ban = room.member('alice', 'ban', { of: 'bob' });
    const [create, , levels] = room.events as [ReceivedPdu, ReceivedPdu, ReceivedPdu];
    const late = room.send({
      by: 'bob',
      type: 'm.room.topic',
      stateKey: '',
      content: { topic: 'still here' },
      citing: [create, levels, bob],
    });
    await input();
    const loaded = await load();
    const ladder = loaded.events.ladder(rowOf(loaded, late)) ?? [];
    expect(ladder.map(({ ok }) => ok)).toEqual([true, true, false, null]);
    expect(ladder[2]?.refusal?.evidence).toEqual([ban.pdu.eventId]);
    expect(loaded.events.forwardExtremity[rowOf(loaded, ban)]).toBe(1);
  });

  test('leave their parents in place until a good descendant comes', async () => {
    const chain = start();
    const tip = chain.at(-1) as ReceivedPdu;
    const refused = topic('mallory', 'no', [tip]);
    const refusedToo = topic('mallory', 'no, no', [refused]);
    await input();
    expect((await load()).events.forwardExtremity[3]).toBe(1);
    const good = room.say('alice', 'yes', [refusedToo]);
    await input([good]);
    const loaded = await load();
    const heads = loaded.events.room.latestEventNids.map((nid) => loaded.events.rowOfNid(nid));
    expect(heads).toEqual([rowOf(loaded, good)]);
  });
});

describe('missing parents', () => {
  test('some: the state comes from the others, and descendants are incomplete too', async () => {
    const chain = start();
    const tip = chain.slice(-1);
    const held = topic('alice', 'held', tip);
    const lost = room.say('alice', 'lost', tip);
    const merge = room.say('alice', 'merge', [held, lost]);
    const child = room.say('alice', 'child', [merge]);
    const summary = await input(room.events.filter((event) => event !== lost));
    expect(summary).toMatchObject({ incomplete: 2, missingPrev: [lost.pdu.eventId] });
    const loaded = await load();
    const { events, states } = loaded;
    expect(idsOf(loaded, stateBefore(events, states, rowOf(loaded, merge)))).toEqual(
      idList(...chain, held),
    );
    expect([merge, child, held].map((event) => events.incomplete[rowOf(loaded, event)])).toEqual([
      1, 1, 0,
    ]);
    expect(events.missingPrev.get(rowOf(loaded, merge))).toEqual([lost.pdu.eventId]);
  });

  test('all: an outlier without known state, and so is what builds on it alone', async () => {
    const chain = start();
    const lost = room.say('alice', 'lost', chain.slice(-1));
    const outlier = topic('alice', 'out there', [lost]);
    const child = room.say('alice', 'further out', [outlier]);
    const summary = await input(room.events.filter((event) => event !== lost));
    expect(summary).toMatchObject({ accepted: 4, outliers: 2, missingPrev: [lost.pdu.eventId] });
    const loaded = await load();
    const { events, states } = loaded;
    for (const event of [outlier, child]) {
      const row = rowOf(loaded, event);
      expect([events.snapshotBefore[row], events.kind[row], events.sent[row]]).toEqual([0, 1, 0]);
      expect(stateBefore(events, states, row)).toBeNull();
      expect(stateAfter(events, states, row)).toBeNull();
      expect(events.ladder(row)?.[2]?.ok).toBeNull();
    }
    expect(events.forwardExtremity[3]).toBe(1);
  });

  test('that come after their children fill history: no extremity, an old_room_event', async () => {
    const chain = start();
    const left = room.say('alice', 'left', chain.slice(-1));
    const right = topic('alice', 'right', chain.slice(-1));
    const late = topic('alice', 'late', [right]);
    const merge = room.say('alice', 'merge', [left, late]);
    await input([...chain, left, right, merge]);
    expect((await load()).events.room.latestEventNids).toHaveLength(2);
    await input([late]);
    const loaded = await load();
    const heads = [...storage.side.output(1 as never)].at(-1)?.latestEventNids;
    expect(heads).toEqual(loaded.events.room.latestEventNids);
    expect(loaded.events.kind[rowOf(loaded, late)]).toBe(3);
    expect(loaded.events.sent[rowOf(loaded, late)]).toBe(0);
    expect(loaded.events.room.latestEventNids).toEqual([
      loaded.events.eventNid[rowOf(loaded, merge)],
    ]);
    expect([...storage.side.output(1 as never)].at(-1)).toMatchObject({ type: 'old_room_event' });
  });

  test('an event that names no parent is refused by the empty state before it', async () => {
    const rootless = room.send({
      by: 'alice',
      type: 'm.room.message',
      content: { body: 'from nowhere' },
      after: [],
      citing: start().slice(0, 3),
    });
    await input();
    const loaded = await load();
    const ladder = loaded.events.ladder(rowOf(loaded, rootless)) ?? [];
    expect(ladder.map(({ ok }) => ok)).toEqual([true, true, false, null]);
  });

  test('cited auth events that are missing are reported', async () => {
    const chain = start();
    const bob = room.member('bob', 'join');
    const topicOfBob = topic('bob', 'hello', chain.slice(-1));
    const [create, , levels] = chain as [ReceivedPdu, ReceivedPdu, ReceivedPdu];
    const cites = room.send({
      by: 'bob',
      type: 'm.room.message',
      content: { body: 'x' },
      citing: [create, levels, bob],
      after: [topicOfBob],
    });
    const summary = await input([...chain, cites]);
    expect(summary.missingAuth).toEqual([bob.pdu.eventId]);
    const loaded = await load();
    expect(loaded.events.missingAuth.get(rowOf(loaded, cites))).toEqual([bob.pdu.eventId]);
    const [row] = storage.events.byNids([5 as EventNid]);
    expect(row?.authEventNids).toEqual([1, 3]);
  });
});

test('the log replayed forward gives every current state, and backward undoes it', async () => {
  const chain = start();
  const tip = chain.slice(-1);
  const left = topic('alice', 'left', tip);
  const right = topic('alice', 'right', tip);
  const bob = room.member('bob', 'join', { after: [right] });
  room.say('alice', 'merge', [left, bob]);
  topic('alice', 'both');
  await input();
  const { states } = await load();
  const log = [...storage.side.output(1 as never)];
  const current = new Set<number>();
  const stateOf = (snapshot: StateSnapshotNid) =>
    new Set<number>(states.view(snapshot).eventNids());
  for (const row of log) {
    for (const nid of row.removesStateEventNids) expect(current.delete(nid)).toBe(true);
    for (const nid of row.addsStateEventNids) current.add(nid);
    expect(current).toEqual(stateOf(row.stateSnapshotNid));
  }
  for (const [index, row] of [...log.entries()].reverse()) {
    for (const nid of row.addsStateEventNids) expect(current.delete(nid)).toBe(true);
    for (const nid of row.removesStateEventNids) current.add(nid);
    const earlier = log[index - 1];
    expect(current).toEqual(earlier ? stateOf(earlier.stateSnapshotNid) : new Set());
  }
});

describe('when something goes wrong', () => {
  test('a batch that fails leaves nothing behind, and nobody hears of it', async () => {
    start();
    let inserts = 0;
    const insert: Storage['events']['insert'] = (row, json) => {
      inserts += 1;
      if (inserts === 3) throw new Error('disk gone');
      return storage.events.insert(row, json);
    };
    const failing = withEvents(storage, insert);
    const before = [...storage.stateSnapshots.all()];
    const server = newRoomserver(failing);
    await expect(input(room.events, server)).rejects.toThrow('disk gone');
    expect([...storage.events.ofRoom(1 as never)]).toEqual([]);
    expect([...storage.stateSnapshots.all()]).toEqual(before);
    expect(told).toEqual([]);
    await expect(input(room.events, server)).rejects.toThrow('does not match');
  });

  test('cancelling keeps what was committed, and the rest can follow', async () => {
    start();
    for (let i = 0; i < 4500; i++) room.say('alice', `${i}`);
    const abort = new AbortController();
    const platform = nodePlatform();
    const work = new Work(platform, abort.signal, () => undefined);
    const server = new Roomserver({
      storage,
      platform,
      policy: 'dendrite',
      onOutput: () => abort.abort(),
    });
    const cancelled = await input(room.events, server, work).catch((error: unknown) => error);
    expect(cancelled).toBeInstanceOf(RoomscopeError);
    expect((cancelled as RoomscopeError).code).toBe('cancelled');
    const stored = [...storage.events.ofRoom(1 as never)].length;
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThan(room.events.length);
    const rest = await input(room.events, server, quietWork());
    expect(rest.duplicates).toBe(stored);
    expect((await load()).events.count).toBe(room.events.length);
  });

  test('a policy that is not built is named', () => {
    const make = () => new Roomserver({ storage, platform: nodePlatform(), policy: 'tiered' });
    expect(make).toThrow('The block policy tiered is not built yet.');
  });
});

/** The storage with another way to insert events. */
function withEvents(over: Storage, insert: Storage['events']['insert']): Storage {
  const events: Storage['events'] = {
    ofRoom: (room) => over.events.ofRoom(room),
    byNids: (nids) => over.events.byNids(nids),
    byEventId: (id) => over.events.byEventId(id),
    json: (nids) => over.events.json(nids),
    jsonOfRoom: (room) => over.events.jsonOfRoom(room),
    insert,
    setState: (nid, snapshot) => over.events.setState(nid, snapshot),
    markSent: (nid) => over.events.markSent(nid),
    setRejected: (nid, rejected) => over.events.setRejected(nid, rejected),
  };
  const own = (key: PropertyKey) => (key === 'events' ? events : Reflect.get(over, key, over));
  return new Proxy(over, {
    get: (_, key) => {
      const value: unknown = own(key);
      return typeof value === 'function' ? value.bind(over) : value;
    },
  });
}
