import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RoomscopeError } from '../../../base/errors';
import { nodePlatform } from '../../../testing/node/node-platform';
import type { RoomNid } from '../../types/nids';
import type { Storage } from '../interface';
import { createSchema } from './dendrite/schema';
import { openDendriteDatabase } from './open';
import { SqljsDatabase } from './sqljs-database';

const platform = nodePlatform();

/** A sound little database: two events, blocks 1 and 3, snapshots 1 (empty), 2 and 4. */
const ROOM = `
INSERT INTO roomserver_rooms VALUES (1, '!room:a.test', '[2]', 2, 4, '11');
INSERT INTO roomserver_event_state_keys VALUES (2, '@a:a.test');
INSERT INTO roomserver_events VALUES
  (1, 1, 1, 1, 1, 1, 1, '$create', '[]', 0), (2, 1, 5, 2, 1, 2, 2, '$join', '[1]', 0);
INSERT INTO roomserver_event_json VALUES
  (1, CAST('{"n":1}' AS BLOB)), (2, CAST('{"n":2}' AS BLOB));
INSERT INTO roomserver_state_block VALUES
  (1, x'01', CAST('[1]' AS BLOB)), (3, x'03', CAST('[2]' AS BLOB));
INSERT INTO roomserver_state_snapshots VALUES
  (1, x'01', 1, '[]'), (2, x'02', 1, '[1]'), (4, x'04', 1, '[1,3]');
INSERT INTO roomserver_previous_events VALUES ('$create', '2');
`;

async function bytesWith(change: string): Promise<Uint8Array> {
  const database = await SqljsDatabase.create(platform.sqlWasm);
  createSchema(database, 0);
  database.script(ROOM);
  database.script(change);
  return database.export();
}

async function openWith(change: string): Promise<Storage> {
  return openDendriteDatabase(platform, await bytesWith(change), 'roomserver.db');
}

describe('a foreign database of another age or make', () => {
  test('without side tables and optional tables is read, and has empty side tables', async () => {
    const storage = await openWith(`
      DROP TABLE roomscope_events; DROP TABLE roomscope_snapshots;
      DROP TABLE roomscope_output_log; DROP TABLE roomscope_properties;
      DROP TABLE roomserver_reported_events; DROP TABLE roomserver_user_room_keys;
      DROP TABLE roomserver_published; DROP TABLE db_migrations;`);
    expect(storage.side.present).toBe(false);
    expect([...storage.side.events(1 as RoomNid)]).toEqual([]);
    expect([...storage.side.snapshots()]).toEqual([]);
    expect([...storage.side.output(1 as RoomNid)]).toEqual([]);
    expect(storage.side.property('policy')).toBeUndefined();
    expect(storage.browse('roomserver_published', null)).toBeNull();
    expect([...storage.events.ofRoom(1 as RoomNid)]).toHaveLength(2);
  });

  test('from before 2022, with reference hashes, is read', async () => {
    const storage = await openWith(`
      ALTER TABLE roomserver_events ADD COLUMN reference_sha256 BLOB NOT NULL DEFAULT x'0102';
      ALTER TABLE roomserver_previous_events ADD COLUMN previous_reference_sha256 BLOB;`);
    expect(storage.events.byEventId('$join')).toMatchObject({ eventNid: 2, depth: 2 });
    const [row] = storage.browse('roomserver_events', 1) ?? [];
    expect(row).toMatchObject({ reference_sha256: 'AQI=', _class: { reference_sha256: 'blob' } });
  });

  test('from before April 2021 is refused with what to do', async () => {
    await expect(
      openWith('ALTER TABLE roomserver_state_block ADD COLUMN event_nid INTEGER'),
    ).rejects.toMatchObject({
      code: 'bad_input',
      file: 'roomserver.db',
      message: expect.stringMatching(/before April 2021.*newer Dendrite on a copy/),
    });
  });

  test.each([
    'roomserver_event_types',
    'roomserver_event_state_keys',
    'roomserver_events',
    'roomserver_event_json',
    'roomserver_rooms',
    'roomserver_state_block',
    'roomserver_state_snapshots',
    'roomserver_previous_events',
  ])('without %s is refused by that name', async (table) => {
    await expect(openWith(`DROP TABLE ${table}`)).rejects.toMatchObject({
      code: 'bad_input',
      message: expect.stringContaining(`the table ${table} is missing`),
    });
  });

  test('without a column that is needed is refused by that name', async () => {
    await expect(
      openWith('ALTER TABLE roomserver_events DROP COLUMN is_rejected'),
    ).rejects.toMatchObject({ code: 'bad_input', field: 'roomserver_events.is_rejected' });
  });

  test('lists in the other storage class, of PostgreSQL, or unsorted are read as they are', async () => {
    const storage = await openWith(`
      UPDATE roomserver_state_block SET event_nids = '{1,2}' WHERE state_block_nid = 3;
      UPDATE roomserver_state_block SET event_nids = '[1]' WHERE state_block_nid = 1;
      UPDATE roomserver_state_snapshots SET state_block_nids = '[3,1]' WHERE state_snapshot_nid = 4;
      UPDATE roomserver_events SET auth_event_nids = CAST('[1]' AS BLOB), event_id = CAST('$join' AS BLOB)
        WHERE event_nid = 2;
      UPDATE roomserver_event_json SET event_json = '{"n":"ä"}' WHERE event_nid = 2;
      UPDATE roomserver_rooms SET latest_event_nids = 'null';
      UPDATE roomserver_previous_events SET event_nids = '1,42';`);
    expect([...storage.stateBlocks.all()].map((row) => row.eventNids)).toEqual([[1], [1, 2]]);
    expect([...storage.stateSnapshots.all()].map((row) => row.stateBlockNids)).toEqual([
      [],
      [1],
      [3, 1],
    ]);
    const rows = [...storage.events.ofRoom(1 as RoomNid)];
    expect(rows[1]).toMatchObject({ eventId: '$join', authEventNids: [1] });
    const json = [...storage.events.jsonOfRoom(1 as RoomNid)].map(([, bytes]) => bytes);
    expect(json[1]).toEqual(new TextEncoder().encode('{"n":"ä"}'));
    expect(storage.rooms.find('!room:a.test')?.latestEventNids).toEqual([]);
    expect(storage.previousEvents.isReferenced('$create')).toBe(true);
    expect([...(storage.browse('roomserver_previous_events', null) ?? [])]).toMatchObject([
      { event_nids: [1, 42] },
    ]);
  });

  test('whose shared empty snapshot went with a purged room still has it', async () => {
    const storage = await openWith(
      'DELETE FROM roomserver_state_snapshots WHERE state_snapshot_nid = 1',
    );
    const rows = [...storage.stateSnapshots.all()];
    expect(rows.map((row) => [row.stateSnapshotNid, row.roomNid, row.stateBlockNids])).toEqual([
      [1, 1, []],
      [2, 1, [1]],
      [4, 1, [1, 3]],
    ]);
  });

  test('in WAL mode, all of it checkpointed, is read and not changed', async () => {
    const bytes = await bytesWith('');
    bytes[18] = 2;
    bytes[19] = 2;
    const copy = bytes.slice();
    const storage = await openDendriteDatabase(platform, bytes, 'roomserver.db');
    expect([...storage.events.ofRoom(1 as RoomNid)]).toHaveLength(2);
    expect(Buffer.compare(storage.export(), copy)).toBe(0);
    storage.close();
    expect(Buffer.compare(bytes, copy)).toBe(0);
  });

  test('private keys are not shown', async () => {
    const storage = await openWith(
      "INSERT INTO roomserver_user_room_keys VALUES (2, 1, CAST('secret' AS BLOB), CAST('public' AS BLOB))",
    );
    expect([...(storage.browse('roomserver_user_room_keys', null) ?? [])]).toEqual([
      {
        user_nid: 2,
        room_nid: 1,
        pseudo_id_pub_key: 'public',
        _class: { user_nid: 'integer', room_nid: 'integer', pseudo_id_pub_key: 'blob' },
      },
    ]);
  });

  test('what is neither text nor a hash is shown as base64, malformed lists as they are', async () => {
    const storage = await openWith(`
      INSERT INTO roomserver_redactions VALUES ('$r', x'fffe', 0);
      UPDATE roomserver_previous_events SET event_nids = '[1,';`);
    expect([...(storage.browse('roomserver_redactions', 1) ?? [])]).toMatchObject([
      { redacts_event_id: '//4=', validated: 0, _class: { redacts_event_id: 'blob' } },
    ]);
    expect([...(storage.browse('roomserver_previous_events', 1) ?? [])]).toMatchObject([
      { event_nids: '[1,', _class: { event_nids: 'text' } },
    ]);
  });
});

describe('a damaged database is refused, naming what is wrong', () => {
  test.each([
    [
      'a block that is missing',
      'DELETE FROM roomserver_state_block WHERE state_block_nid = 3',
      'snapshot 4 lists state block 3',
    ],
    [
      'an event that is missing',
      "UPDATE roomserver_state_block SET event_nids = '[1,7]' WHERE state_block_nid = 3",
      'state block 3 lists event 7',
    ],
    [
      'a snapshot before an event that is missing',
      'UPDATE roomserver_events SET state_snapshot_nid = 9 WHERE event_nid = 2',
      'snapshot 9, the state before event 2',
    ],
    [
      'a current state that is missing',
      'UPDATE roomserver_rooms SET state_snapshot_nid = 9',
      'snapshot 9, the current state of room !room:a.test',
    ],
    [
      'a latest event that is missing',
      "UPDATE roomserver_rooms SET latest_event_nids = '[9]'",
      'latest event 9 of room !room:a.test',
    ],
    [
      'a malformed list of blocks',
      "UPDATE roomserver_state_snapshots SET state_block_nids = '[1,' WHERE state_snapshot_nid = 2",
      'snapshot 2 has a malformed list of blocks',
    ],
    [
      'a malformed list of events',
      "UPDATE roomserver_state_block SET event_nids = '[0]' WHERE state_block_nid = 1",
      'state block 1 has a malformed list of events',
    ],
    [
      'a malformed list of latest events',
      "UPDATE roomserver_rooms SET latest_event_nids = '[a]'",
      'room !room:a.test has a malformed list',
    ],
    [
      'an event without JSON',
      'DELETE FROM roomserver_event_json WHERE event_nid = 2',
      'event 2 has no JSON',
    ],
    [
      'an event of an unknown type',
      'UPDATE roomserver_events SET event_type_nid = 77 WHERE event_nid = 2',
      'event 2 has an unknown event type',
    ],
    [
      'an event with an unknown state key',
      'UPDATE roomserver_events SET event_state_key_nid = 77 WHERE event_nid = 2',
      'event 2 has an unknown state key',
    ],
    [
      'an event of no room',
      'UPDATE roomserver_events SET room_nid = 77 WHERE event_nid = 2',
      'event 2 belongs to no known room',
    ],
    [
      'types numbered otherwise',
      "UPDATE roomserver_event_types SET event_type = 'x' WHERE event_type_nid = 1; UPDATE roomserver_event_types SET event_type = 'm.room.create' WHERE event_type_nid = 2",
      'event type m.room.create has NID 2 instead of 1',
    ],
  ])('%s', async (_, change, message) => {
    await expect(openWith(change)).rejects.toMatchObject({
      code: 'corrupt_database',
      file: 'roomserver.db',
      message: expect.stringContaining(message),
    });
  });

  test('malformed auth events come to light when the room is read', async () => {
    const storage = await openWith(
      "UPDATE roomserver_events SET auth_event_nids = '[1' WHERE event_nid = 2",
    );
    expect(() => [...storage.events.ofRoom(1 as RoomNid)]).toThrow(
      expect.objectContaining({ code: 'corrupt_database', eventId: '$join' }),
    );
  });

  test('pages overwritten with rubbish', async () => {
    const bytes = await bytesWith('');
    for (const [from, to] of [
      [4096, 40_000],
      [100, 4096],
    ] as const) {
      const broken = bytes.slice().fill(0xa5, from, to);
      await expect(openDendriteDatabase(platform, broken, 'x.db')).rejects.toMatchObject({
        code: 'corrupt_database',
        file: 'x.db',
      });
    }
  });

  test('whatever bytes are flipped, it opens and reads or is refused in words', async () => {
    const sound = await bytesWith('');
    const flips = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 })), {
      minLength: 1,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(flips, async (changes) => {
        const bytes = sound.slice();
        for (const [at, change] of changes) bytes[at] = (bytes[at] ?? 0) ^ change;
        const copy = bytes.slice();
        try {
          const storage = await openDendriteDatabase(platform, bytes, 'x.db');
          for (const { roomNid } of storage.rooms.all()) {
            for (const _ of storage.events.ofRoom(roomNid)) storage.sizes(roomNid);
            for (const _ of storage.events.jsonOfRoom(roomNid)) storage.sizes(null);
          }
          storage.close();
        } catch (error) {
          expect(error).toBeInstanceOf(RoomscopeError);
        }
        expect(Buffer.compare(bytes, copy)).toBe(0);
      }),
      { numRuns: 200 },
    );
  });
});
