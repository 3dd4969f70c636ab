import { beforeAll, describe, expect, test } from 'vitest';
import { targetsOf } from '../../../base/csr';
import { fileSource } from '../../../testing/node/node-platform';
import { ownRoomPath } from '../../../testing/node/own-rooms';
import {
  importSources,
  type LoadedRoom,
  loadRoom,
  openRecordedDatabase,
} from '../../../testing/node/recorded-room';
import type { EventNid } from '../../types/nids';
import {
  currentState,
  eventsOf,
  setsState,
  snapshotAfter,
  snapshotBefore,
  snapshotsAfter,
  stateAfter,
  stateBefore,
} from './state-at';

/** Room v11-abc: forked, merged with conflicts, with events that were rejected. */
const ROOM_ID = '!T5R6fmfqdX7pphla:a.lab.test:11448';
const sources = [
  {
    name: 'as we store it',
    open: () => importSources([fileSource(ownRoomPath('recorded/v11-abc.a.ndjson.gz'))]),
  },
  {
    name: 'as server c stored it',
    open: async () =>
      loadRoom(await openRecordedDatabase(ownRoomPath('databases/c.roomserver.db.gz')), ROOM_ID),
  },
];

describe.each(sources)('a forked room $name', ({ open }) => {
  let room: LoadedRoom;
  beforeAll(async () => {
    room = await open();
  });

  const idsAfter = (row: number) => {
    const state = stateAfter(room.events, room.states, row);
    return state && new Set(eventsOf(room.states, state));
  };

  test('the state after is the state before with the event in place, stored or not', () => {
    const { events, states } = room;
    let stored = 0;
    let notStored = 0;
    for (let row = 0; row < events.count; row++) {
      const before = stateBefore(events, states, row);
      if (!before) continue;
      const expected = new Set(eventsOf(states, before));
      const own = events.eventNid[row] as EventNid;
      if (setsState(events, row)) {
        const replaced = before.view.get(states.tupleOf(own));
        if (replaced !== 0) expected.delete(replaced);
        expected.add(own);
        if (snapshotAfter(events, states, row) === 0) notStored += 1;
        else stored += 1;
      }
      expect(idsAfter(row)).toEqual(expected);
    }
    expect(stored).toBeGreaterThan(100);
    expect(notStored).toBeGreaterThan(0);
  });

  test('what sets no state keeps the snapshot before it', () => {
    const { events, states } = room;
    const after = snapshotsAfter(events, states);
    const quiet = [...after.keys()].filter((row) => !setsState(events, row));
    expect(quiet.length).toBeGreaterThan(0);
    for (const row of quiet) expect(after[row]).toBe(snapshotBefore(events, row));
  });

  test('the only child of an event stands after its state', () => {
    const { events, states } = room;
    let looked = 0;
    for (let row = 0; row < events.count; row++) {
      const [child, ...others] = targetsOf(events.children, row);
      if (child === undefined || others.length > 0) continue;
      if (targetsOf(events.prev, child).length > 1 || events.missingPrev.has(child)) continue;
      const before = stateBefore(events, states, child);
      if (!before || !stateBefore(events, states, row)) continue;
      looked += 1;
      expect(idsAfter(row)).toEqual(new Set(eventsOf(states, before)));
    }
    expect(looked).toBeGreaterThan(100);
  });

  test('rows stand in display order and are found by NID and ID', () => {
    const { events } = room;
    for (let row = 0; row < events.count; row++) {
      for (const parent of targetsOf(events.prev, row)) expect(parent).toBeLessThan(row);
      expect(events.rowOfNid(events.eventNid[row] ?? 0)).toBe(row);
      expect(events.rowOfId(events.eventId[row] ?? '')).toBe(row);
    }
    expect(events.rowOfNid(0)).toBe(-1);
    expect(events.rowOfId('$none')).toBe(-1);
    expect(currentState(events, room.states)?.snapshot).toBe(events.room.stateSnapshotNid);
  });
});
