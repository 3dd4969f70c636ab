import { beforeEach, describe, expect, test } from 'vitest';
import { RoomscopeError } from '../../../base/errors';
import { RoomBuilder } from '../../../samples/room-builder';
import { nodePlatform } from '../../../testing/node/node-platform';
import { ownRoomPath } from '../../../testing/node/own-rooms';
import { loadRoom, openRecordedDatabase, quietWork } from '../../../testing/node/recorded-room';
import { Roomserver } from '../../roomserver';
import type { Storage } from '../../storage/interface';
import { createDendriteStorage } from '../../storage/sqljs/open';
import type { EventNid, RoomNid } from '../../types/nids';
import { loadRoomEvents } from './room-events';
import { setsState } from './state-at';

async function stored(room: RoomBuilder): Promise<Storage> {
  const platform = nodePlatform();
  const storage = await createDendriteStorage(platform);
  const roomserver = new Roomserver({ storage, platform, policy: 'dendrite' });
  const { roomId, rules, events } = room;
  await roomserver.inputRoomEvents({ roomId, rules, events }, quietWork());
  return storage;
}

test('a state event whose key the server lost is a state event, but sets no state there', async () => {
  const storage = await openRecordedDatabase(ownRoomPath('databases/c.roomserver.db.gz'));
  // Six power-level events that server c stored with state key 0 (core/testing/rooms/SOURCES.md).
  const rows = storage.events.byNids([1884, 1885, 1930, 1957, 1958, 1959] as EventNid[]);
  expect(rows).toHaveLength(6);
  for (const row of rows) {
    const events = await loadRoomEvents(storage, row.roomNid, quietWork());
    const at = events.rowOfNid(row.eventNid);
    expect([events.isState[at], events.stateKeyNid[at]]).toEqual([1, 0]);
    expect(setsState(events, at)).toBe(false);
    expect(storage.eventTypes.text(row.eventTypeNid)).toBe('m.room.power_levels');
    expect(events.recorded).toBe(false);
    expect(events.ladder(at)).toBeNull();
  }
});

test('references of room version 1 are pairs, and depths beyond 2^53 are kept exactly', async () => {
  const room = new RoomBuilder({ version: '1', name: 'old' });
  const create = room.create('alice');
  const join = room.member('alice', 'join');
  const deep = 2n ** 60n + 1n;
  const message = room.send({
    by: 'alice',
    type: 'm.room.message',
    content: { body: 'deep' },
    fields: { depth: deep },
  });
  const { events } = await loadRoom(await stored(room), room.roomId);
  expect(events.eventId).toEqual([create, join, message].map((event) => event.pdu.eventId));
  expect([...events.prev.targets]).toEqual([0, 1]);
  expect([...events.auth.start]).toEqual([0, 0, 1, 3]);
  expect(events.exactDepth).toEqual(new Map([[2, deep]]));
  expect(events.depth[2]).toBe(2 ** 60);
  expect(events.senders).toEqual([room.user('alice')]);
});

describe('a damaged table', () => {
  let storage: Storage;
  let roomNid: RoomNid;

  beforeEach(async () => {
    const room = new RoomBuilder({ version: '10', name: 'room' });
    room.create('alice');
    room.member('alice', 'join');
    storage = await stored(room);
    roomNid = 1 as RoomNid;
  });

  type Json = readonly (readonly [EventNid, Uint8Array])[];

  /** What loading says where the JSON table reads as `change` makes it. */
  async function errorWith(change: (json: Json) => Json): Promise<RoomscopeError> {
    const json = change([...storage.events.jsonOfRoom(roomNid)]);
    const damaged: Storage = Object.create(storage, {
      rooms: { value: storage.rooms },
      side: { value: storage.side },
      events: {
        value: { ofRoom: (room: RoomNid) => storage.events.ofRoom(room), jsonOfRoom: () => json },
      },
    });
    const error: unknown = await loadRoomEvents(damaged, roomNid, quietWork()).catch((e) => e);
    if (error instanceof RoomscopeError) return error;
    throw new Error('loading did not fail');
  }

  const bytes = (text: string) => new TextEncoder().encode(text);

  test.each(['{"type":', '[]', 'null', '"x"'])('JSON %s is named with its event', async (text) => {
    const error = await errorWith(([first]) => (first ? [[first[0], bytes(text)]] : []));
    expect(error.code).toBe('corrupt_database');
    expect(error.message).toContain('JSON of event 1 ');
  });

  test.each([0, 1])('missing JSON is named with its event (%i)', async (left) => {
    const error = await errorWith((json) => json.filter((_, index) => index !== left));
    expect(error.code).toBe('corrupt_database');
    expect(error.message).toContain(`Event ${left + 1} (`);
    expect(error.eventId).not.toBeNull();
  });

  test('events that are each other’s ancestors are named', async () => {
    const [create, join] = [...storage.events.ofRoom(roomNid)];
    const error = await errorWith((json) =>
      json.map(([nid]) => {
        const parent = nid === 1 ? join?.eventId : create?.eventId;
        return [nid, bytes(JSON.stringify({ prev_events: [parent], sender: 7 }))];
      }),
    );
    expect(error.code).toBe('corrupt_database');
    expect(error.message).toContain('its own ancestor');
  });
});

test('a room that is not there is named', async () => {
  const storage = await createDendriteStorage(nodePlatform());
  const loading = loadRoomEvents(storage, 5 as RoomNid, quietWork());
  await expect(loading).rejects.toThrow('no room 5');
});
