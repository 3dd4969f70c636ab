import { expect, test } from 'vitest';
import type { Storage } from '../../roomserver/storage/interface';
import type { EventRow } from '../../roomserver/storage/tables/interface';
import {
  type EventNid,
  type EventStateKeyNid,
  type EventTypeNid,
  PREASSIGNED_EVENT_TYPES,
  type RoomNid,
  type StateSnapshotNid,
} from '../../roomserver/types/nids';
import { encoder, eventOf, events, NONE, type StorageAdapter, withRoom } from './fixtures';

export function describeInterning(adapter: StorageAdapter): void {
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

export function describeRooms(adapter: StorageAdapter): void {
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

export function describeEvents(adapter: StorageAdapter): void {
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

export function describeVerdicts(adapter: StorageAdapter): void {
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
