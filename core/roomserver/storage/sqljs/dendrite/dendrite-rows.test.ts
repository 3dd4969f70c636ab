import { beforeEach, describe, expect, test } from 'vitest';
import { nodePlatform } from '../../../../testing/node/node-platform';
import type {
  EventNid,
  EventStateKeyNid,
  EventTypeNid,
  StateSnapshotNid,
} from '../../../types/nids';
import type { Storage } from '../../interface';
import { createDendriteStorage } from '../open';

/** What the rows of a database that we write look like, column by column. */

let storage: Storage;
beforeEach(async () => {
  const platform = { ...nodePlatform(), now: () => Date.UTC(2026, 10, 23, 8, 27, 40, 999) };
  storage = await createDendriteStorage(platform);
});

function rows(table: string, limit: number | null = null): readonly Record<string, unknown>[] {
  const found = storage.browse(table, limit);
  expect(found, table).not.toBeNull();
  return [...(found ?? [])];
}

function storeEvent(eventId: string, previous: readonly string[]): EventNid {
  const eventNid = storage.events.insert(
    {
      roomNid: storage.rooms.all()[0]?.roomNid ?? storage.rooms.insert('!room:a.test', '11'),
      eventTypeNid: 1 as EventTypeNid,
      eventStateKeyNid: 1 as EventStateKeyNid,
      sentToOutput: true,
      stateSnapshotNid: 0,
      depth: 2n ** 60n,
      eventId,
      authEventNids: [3, 1, 2] as EventNid[],
      isRejected: false,
    },
    new TextEncoder().encode(`{"k":"ä"}`),
  );
  for (const id of previous) storage.previousEvents.add(id, eventNid);
  return eventNid;
}

test('a new database is what a Dendrite has after its first start', () => {
  expect(rows('db_migrations')).toHaveLength(5);
  expect(rows('db_migrations', 1)).toEqual([
    {
      version: 'roomserver: drop column reference_sha from roomserver_events',
      time: '2026-11-23T08:27:40Z',
      dendrite_version: '0.15.2',
      _class: { version: 'text', time: 'text', dendrite_version: 'text' },
    },
  ]);
  expect(rows('roomserver_event_types').map((row) => row.event_type_nid)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8,
  ]);
  for (const table of [
    'roomserver_membership',
    'roomserver_invites',
    'roomserver_redactions',
    'roomserver_room_aliases',
    'roomserver_published',
    'roomserver_user_room_keys',
    'roomserver_reported_events',
    'roomscope_events',
    'roomscope_snapshots',
    'roomscope_output_log',
    'roomscope_properties',
  ])
    expect(rows(table)).toEqual([]);
});

test('lists and JSON have the storage class that Dendrite gives them', () => {
  storage.transaction(() => {
    const eventNid = storeEvent('$a', ['$p']);
    const block = storage.stateBlocks.upsert([eventNid]);
    const roomNid = storage.rooms.all()[0]?.roomNid;
    if (roomNid === undefined) throw new Error('no room');
    const snapshot = storage.stateSnapshots.upsert(roomNid, [block]);
    storage.events.setState(eventNid, snapshot);
    storage.rooms.update(roomNid, [eventNid], eventNid, snapshot);
  });
  expect(rows('roomserver_events')).toEqual([
    {
      event_nid: 1,
      room_nid: 1,
      event_type_nid: 1,
      event_state_key_nid: 1,
      sent_to_output: 1,
      state_snapshot_nid: 1,
      depth: '1152921504606846976',
      event_id: '$a',
      auth_event_nids: [3, 1, 2],
      is_rejected: 0,
      _class: {
        event_nid: 'integer',
        room_nid: 'integer',
        event_type_nid: 'integer',
        event_state_key_nid: 'integer',
        sent_to_output: 'integer',
        state_snapshot_nid: 'integer',
        depth: 'integer',
        event_id: 'text',
        auth_event_nids: 'text',
        is_rejected: 'integer',
      },
    },
  ]);
  expect(rows('roomserver_event_json')).toEqual([
    {
      event_nid: 1,
      event_json: '{"k":"ä"}',
      _class: { event_nid: 'integer', event_json: 'blob' },
    },
  ]);
  const hash = 'QFnWQn/mBrRcRXNZkce3bGF32bDvVzeCq6PZefjOtF4=';
  expect(rows('roomserver_state_block')).toEqual([
    {
      state_block_nid: 1,
      state_block_hash: hash,
      event_nids: [1],
      _class: { state_block_nid: 'integer', state_block_hash: 'blob', event_nids: 'blob' },
    },
  ]);
  expect(rows('roomserver_state_snapshots')).toMatchObject([
    {
      state_snapshot_hash: hash,
      state_block_nids: [1],
      _class: { state_snapshot_hash: 'blob', state_block_nids: 'text' },
    },
  ]);
  expect(rows('roomserver_rooms')).toMatchObject([
    { room_version: '11', latest_event_nids: [1], _class: { latest_event_nids: 'text' } },
  ]);
  expect(rows('roomserver_previous_events')).toEqual([
    {
      previous_event_id: '$p',
      event_nids: [1],
      _class: { previous_event_id: 'text', event_nids: 'text' },
    },
  ]);
});

test('all referring events are listed, over several transactions, each once', () => {
  storage.transaction(() => {
    storeEvent('$a', ['$p', '$q']);
    storeEvent('$b', ['$q', '$q']);
  });
  storage.transaction(() => storeEvent('$c', ['$q', '$p']));
  expect(
    rows('roomserver_previous_events').map((row) => [row.previous_event_id, row.event_nids]),
  ).toEqual([
    ['$p', [1, 3]],
    ['$q', [1, 2, 3]],
  ]);
});

test('NIDs used up by finding are on record for the next process', () => {
  storage.transaction(() => {
    storeEvent('$a', []);
    for (let times = 0; times < 3; times += 1) storage.stateBlocks.upsert([1 as EventNid]);
  });
  const sequences = new Map(rows('sqlite_sequence').map((row) => [row.name, row.seq]));
  expect(sequences.get('roomserver_state_block')).toBe(3);
  expect(sequences.get('roomserver_events')).toBe(1);
  expect(sequences.get('roomserver_event_types')).toBe(8);
  expect(sequences.get('roomserver_event_state_keys')).toBe(1);
});

describe('the lesson of the state storage', () => {
  test('each state is computed twice, so that every second NID is skipped', () => {
    const snapshots: number[] = [];
    storage.transaction(() => {
      const roomNid = storage.rooms.insert('!room:a.test', '11');
      const held: StateSnapshotNid[] = [storage.stateSnapshots.upsert(roomNid, [])];
      const blocks: ReturnType<typeof storage.stateBlocks.upsert>[] = [];
      for (let event = 1; event <= 3; event += 1) {
        const list = [...blocks, storage.stateBlocks.upsert([event as EventNid])];
        held.push(storage.stateSnapshots.upsert(roomNid, list));
        blocks.push(storage.stateBlocks.upsert([event as EventNid]));
        storage.stateSnapshots.upsert(roomNid, blocks);
      }
      snapshots.push(...held);
    });
    expect(snapshots).toEqual([1, 2, 4, 6]);
    expect([...storage.stateBlocks.all()].map((row) => row.stateBlockNid)).toEqual([1, 3, 5]);
    expect([...storage.stateSnapshots.all()].map((row) => row.stateBlockNids)).toEqual([
      [],
      [1],
      [1, 3],
      [1, 3, 5],
    ]);
  });
});

test('a table that is not there is null', () => {
  expect(storage.browse('roomserver_none', null)).toBeNull();
  expect(storage.browse('sqlite_schema', null)).toBeNull();
  expect(storage.browse('roomserver_events"; --', null)).toBeNull();
});
