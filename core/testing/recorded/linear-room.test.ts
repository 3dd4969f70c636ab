import { beforeAll, describe, expect, test } from 'vitest';
import type { Storage } from '../../roomserver/storage/interface';
import type { RoomNid } from '../../roomserver/types/nids';
import { fileSource } from '../node/node-platform';
import { ownRoomPath } from '../node/own-rooms';
import { importSources, openRecordedDatabase, readJson } from '../node/recorded-room';
import { sharedIsThere, sharedPath } from '../node/shared';

const FOLDER = 'rooms/dendrite/linear';
const ROOM_NID = 1 as RoomNid;

/** Rows of the real database, as core/testing/rooms/SOURCES.md has them. */
interface RecordedRows {
  readonly events: readonly (readonly unknown[])[];
  readonly state_blocks: readonly (readonly unknown[])[];
  readonly state_snapshots: readonly (readonly unknown[])[];
  readonly event_state_keys: readonly (readonly unknown[])[];
}

test('the first 700 events of a real Dendrite give its rows', async () => {
  const path = ownRoomPath('linear/linear-v11-first-700');
  const { storage } = await importSources([fileSource(`${path}.ndjson.gz`)]);
  const expected = readJson<RecordedRows>(`${path}.rows.json.gz`);
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  const events = [...storage.events.ofRoom(ROOM_NID)].map((row) => [
    row.eventNid,
    row.eventId,
    storage.eventTypes.text(row.eventTypeNid),
    row.eventStateKeyNid,
    Number(row.sentToOutput),
    row.stateSnapshotNid,
    row.depth,
    row.authEventNids,
    Number(row.isRejected),
  ]);
  const blocks = [...storage.stateBlocks.all()].map((row) => [
    row.stateBlockNid,
    hex(row.stateBlockHash),
    row.eventNids,
  ]);
  const snapshots = [...storage.stateSnapshots.all()].map((row) => [
    row.stateSnapshotNid,
    hex(row.stateSnapshotHash),
    row.stateBlockNids,
  ]);
  const keys = [...(storage.browse('roomserver_event_state_keys', null) ?? [])];
  expect(events).toEqual(expected.events);
  expect(blocks).toEqual(expected.state_blocks);
  expect(snapshots).toEqual(expected.state_snapshots);
  expect(keys.map((row) => [row.event_state_key_nid, row.event_state_key])).toEqual(
    expected.event_state_keys,
  );
});

/**
 * 12,014 events that one client sent to a real Dendrite one by one: put in again in its order, they
 * give its rows.
 */
describe.runIf(sharedIsThere)('a real Dendrite’s own rows (../shared)', () => {
  let theirs: Storage;
  let ours: Storage;
  beforeAll(async () => {
    theirs = await openRecordedDatabase(sharedPath(`${FOLDER}/linear/large-roomserver.db.gz`));
    const events = fileSource(sharedPath(`${FOLDER}/linear-v11.linear.ndjson.gz`));
    ours = (await importSources([events])).storage;
  });

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
