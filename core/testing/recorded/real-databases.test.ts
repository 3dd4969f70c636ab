import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { currentState, eventsOf, stateBefore } from '../../roomserver/internal/query/state-at';
import type { Storage } from '../../roomserver/storage/interface';
import type { RoomNid } from '../../roomserver/types/nids';
import {
  type LoadedRoom,
  loadRoom,
  openRecordedDatabase,
  readUnpacked,
} from '../node/recorded-room';
import { sharedIsThere, sharedPath } from '../node/shared';
import { type Recording, readSidecar, recordingsIn, type Sidecar } from '../node/sidecar';

const DATABASES = [
  { server: 'a', file: 'fed/a/roomserver.db.gz', rooms: 'fed' },
  { server: 'c', file: 'fed/c/roomserver.db.gz', rooms: 'fed' },
  { server: 'lone', file: 'single/lone/large-roomserver.db.gz', rooms: 'single' },
  { server: 'linear', file: 'linear/linear/large-roomserver.db.gz', rooms: 'linear' },
];

/** What real servers answered about their own databases. */
describe.runIf(sharedIsThere).each(DATABASES)('$file (../shared)', async (database) => {
  const path = sharedPath(`rooms/dendrite/${database.file}`);
  const storage = await openRecordedDatabase(path);
  const recordings = recordingsIn(sharedPath(`rooms/dendrite/${database.rooms}`)).filter(
    ({ server }) => server === database.server,
  );

  test('rooms were recorded', () => {
    expect(recordings.length).toBeGreaterThan(0);
  });

  test.each(recordings)('$room', async (recording: Recording) => {
    const sidecar = readSidecar(recording);
    const room = await loadRoom(storage, sidecar.room_id);
    expectSameStates(room, sidecar);
    expect(countsOf(room)).toEqual({
      events: sidecar.counts.events,
      snapshots: sidecar.counts.snapshots,
      blocks: sidecar.counts.blocks,
      entries: sidecar.counts.block_entries_total,
    });
    expectSameEvents(room, sidecar);
  });

  test('its bytes are the file’s afterwards', () => {
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    expect(hash(storage.export())).toBe(hash(readUnpacked(path)));
  });
});

function expectSameStates(room: LoadedRoom, sidecar: Sidecar): void {
  const now = currentState(room.events, room.states);
  expect(now && asRecord(room, eventsOf(room.states, now))).toEqual(sidecar.current_state);
  const expected = Object.entries(sidecar.state_before);
  expect(expected.length).toBeGreaterThan(0);
  for (const [eventId, state] of expected) {
    const before = stateBefore(room.events, room.states, room.events.rowOfId(eventId));
    expect(before && asRecord(room, eventsOf(room.states, before)), eventId).toEqual(state);
  }
}

/** `type|key` to event ID, by the columns, as the server decodes a state. */
function asRecord({ storage, states, events }: LoadedRoom, nids: readonly number[]) {
  const entries = nids.map((nid) => {
    const row = events.rowOfNid(nid);
    const tuple = states.tupleOf(events.eventNid[row] as Parameters<typeof states.tupleOf>[0]);
    const type = storage.eventTypes.text(states.tuples.typeNid(tuple));
    const keyNid = states.tuples.stateKeyNid(tuple);
    const key = keyNid === 0 ? '(none)' : storage.eventStateKeys.text(keyNid);
    return [`${type}|${key}`, events.eventId[row]];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}

function countsOf({ storage, states, events }: LoadedRoom) {
  const used = new Set<number>(events.snapshotBefore);
  const ofRoom = states
    .allSnapshots()
    .filter((nid) =>
      states.blockNids(nid).length === 0
        ? used.has(nid)
        : states.roomOf(nid) === events.room.roomNid,
    );
  const blocks = new Set(ofRoom.flatMap((nid) => states.blockNids(nid)));
  const entries = [...blocks].reduce((sum, nid) => sum + states.blockEvents(nid).length, 0);
  return {
    events: countEvents(storage, events.room.roomNid),
    snapshots: ofRoom.length,
    blocks: blocks.size,
    entries,
  };
}

function countEvents(storage: Storage, roomNid: RoomNid): number {
  return [...storage.events.ofRoom(roomNid)].length;
}

function expectSameEvents({ events }: LoadedRoom, sidecar: Sidecar): void {
  const where = (holds: (row: number) => boolean) =>
    events.eventId.filter((_, row) => holds(row)).sort();
  const sorted = (ids: readonly string[]) => [...ids].sort();
  expect(where(() => true)).toEqual(sidecar.events.map((event) => event.event_id).sort());
  expect(where((row) => events.rejected[row] === 1)).toEqual(sorted(sidecar.rejected_event_ids));
  expect(where((row) => events.redacted[row] === 1)).toEqual(sorted(sidecar.redacted_event_ids));
  expect(where((row) => events.forwardExtremity[row] === 1)).toEqual(
    sorted(sidecar.latest_event_ids),
  );
  expect(where((row) => events.snapshotBefore[row] === 0)).toEqual(
    sorted(sidecar.outlier_event_ids),
  );
  const missing = new Set([...events.missingPrev.values()].flat());
  expect([...missing].sort()).toEqual(Object.keys(sidecar.missing_prev_events).sort());
}
