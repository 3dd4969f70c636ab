import { describe, expect, test } from 'vitest';
import type { Storage } from '../../roomserver/storage/interface';
import type { RoomNid } from '../../roomserver/types/nids';
import { fileSource } from '../node/node-platform';
import { importSources, openRecordedDatabase } from '../node/recorded-room';
import { sharedIsThere, sharedPath } from '../node/shared';

const FOLDER = 'rooms/dendrite/linear';
const ROOM_NID = 1 as RoomNid;

/**
 * 12,014 events that one client sent to a real Dendrite one by one: put in again in its order, they
 * give its rows.
 */
describe.runIf(sharedIsThere)('a real Dendrite’s own rows (../shared)', async () => {
  const theirs = await openRecordedDatabase(sharedPath(`${FOLDER}/linear/large-roomserver.db.gz`));
  const { storage: ours } = await importSources([
    fileSource(sharedPath(`${FOLDER}/linear-v11.linear.ndjson.gz`)),
  ]);

  const rowsOf = (storage: Storage, table: string) => [...(storage.browse(table, null) ?? [])];
  const expectSame = (table: string, count: number) => {
    const rows = rowsOf(theirs, table);
    expect(rows).toHaveLength(count);
    expect(rowsOf(ours, table)).toEqual(rows);
  };

  test('events, with the snapshot before each', () => {
    const read = (storage: Storage) =>
      [...storage.events.ofRoom(ROOM_NID)].map(({ eventTypeNid, ...row }) => ({
        ...row,
        type: storage.eventTypes.text(eventTypeNid),
      }));
    const expected = read(theirs);
    expect(expected).toHaveLength(12_014);
    expect(read(ours)).toEqual(expected);
    // A look-up by the server minted numbers for types that no event had yet, so these differ.
    const withoutType = (storage: Storage) =>
      rowsOf(storage, 'roomserver_events').map(({ event_type_nid: _, ...row }) => row);
    expect(withoutType(ours)).toEqual(withoutType(theirs));
  });

  test('event JSON byte for byte', () => {
    const json = (storage: Storage) =>
      Array.from(storage.events.jsonOfRoom(ROOM_NID), ([nid, bytes]) => [
        nid,
        Buffer.from(bytes).toString('latin1'),
      ]);
    expect(json(ours)).toEqual(json(theirs));
  });

  test('blocks and snapshots with their numbers, lists, storage classes and hashes', () => {
    expectSame('roomserver_state_block', 2399);
    expectSame('roomserver_state_snapshots', 2400);
  });

  test('state keys, previous events and the room', () => {
    expectSame('roomserver_event_state_keys', 37);
    expectSame('roomserver_previous_events', 12_013);
    expectSame('roomserver_rooms', 1);
  });
});
