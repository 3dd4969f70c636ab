import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { currentState, eventsOf, stateBefore } from '../../roomserver/internal/query/state-at';
import type { EventNid } from '../../roomserver/types/nids';
import { type LoadedRoom, loadRoom, openRecordedDatabase, readUnpacked } from './recorded-room';
import { type Sidecar, sidecarsIn } from './sidecar';

/** A real Dendrite's database, and the folder with what it answered about its rooms. */
export interface RecordedDatabase {
  readonly path: string;
  readonly sidecars: string;
  /** The server's name in the sidecars' file names. */
  readonly server: string;
}

/** What real servers answered about their own databases, read from those databases. */
export function describeDatabase(name: string, database: RecordedDatabase): void {
  describe(name, async () => {
    const storage = await openRecordedDatabase(database.path);
    const sidecars = sidecarsIn(database.sidecars, database.server);

    test('rooms were recorded', () => {
      expect(sidecars.length).toBeGreaterThan(0);
    });

    test.each(sidecars)('$name', async ({ read }) => {
      const sidecar = read();
      const room = await loadRoom(storage, sidecar.room_id);
      expectSameStates(room, sidecar);
      expectSameCounts(room, sidecar);
      expectSameEvents(room, sidecar);
    });

    test('its bytes are the file’s afterwards', () => {
      const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
      expect(hash(storage.export())).toBe(hash(readUnpacked(database.path)));
    });
  });
}

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
function asRecord({ storage, states, events }: LoadedRoom, nids: readonly EventNid[]) {
  const entries = nids.map((nid) => {
    const tuple = states.tupleOf(nid);
    const type = storage.eventTypes.text(states.tuples.typeNid(tuple));
    const keyNid = states.tuples.stateKeyNid(tuple);
    const key = keyNid === 0 ? '(none)' : storage.eventStateKeys.text(keyNid);
    return [`${type}|${key}`, events.eventId[events.rowOfNid(nid)]];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}

/** Snapshots of the room by their room, and the shared empty one where an event stands after it. */
function expectSameCounts({ storage, states, events }: LoadedRoom, { counts }: Sidecar): void {
  const used = new Set<number>(events.snapshotBefore);
  const snapshots = states
    .allSnapshots()
    .filter((nid) =>
      states.blockNids(nid).length === 0
        ? used.has(nid)
        : states.roomOf(nid) === events.room.roomNid,
    );
  const blocks = new Set(snapshots.flatMap((nid) => states.blockNids(nid)));
  const entries = [...blocks].reduce((sum, nid) => sum + states.blockEvents(nid).length, 0);
  expect({
    events: [...storage.events.ofRoom(events.room.roomNid)].length,
    snapshots: snapshots.length,
    blocks: blocks.size,
    block_entries_total: entries,
  }).toEqual({
    events: counts.events,
    snapshots: counts.snapshots,
    blocks: counts.blocks,
    block_entries_total: counts.block_entries_total,
  });
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
