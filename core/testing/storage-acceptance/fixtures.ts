import { expect } from 'vitest';
import type { Storage } from '../../roomserver/storage/interface';
import type { EventRow, EventSideRow, OutputRow } from '../../roomserver/storage/tables/interface';
import type {
  EventNid,
  EventStateKeyNid,
  EventTypeNid,
  RoomNid,
  StateBlockNid,
  StateSnapshotNid,
} from '../../roomserver/types/nids';

/** How a suite gets at one adapter. */
export interface StorageAdapter {
  /** A new, empty storage. */
  create(): Promise<Storage>;
  /** What was exported, opened to read. */
  reopen(bytes: Uint8Array): Promise<Storage>;
}

export const encoder = new TextEncoder();

const CREATE = 1 as EventTypeNid;

export const NONE = 0 as const;

/** Bare numbers as NIDs. */
export const events = (...nids: number[]) => nids as EventNid[];

export const blocks = (...nids: number[]) => nids as StateBlockNid[];

export function eventOf(roomNid: RoomNid, change: Partial<EventRow>): Omit<EventRow, 'eventNid'> {
  return {
    roomNid,
    eventTypeNid: CREATE,
    eventStateKeyNid: 1 as EventStateKeyNid,
    sentToOutput: false,
    stateSnapshotNid: NONE,
    depth: 1,
    eventId: '$a',
    authEventNids: [],
    isRejected: false,
    ...change,
  };
}

/** A storage with one room; what `work` returns, done in one transaction. */
export async function withRoom<T>(
  adapter: StorageAdapter,
  work: (storage: Storage, roomNid: RoomNid) => T,
): Promise<{ readonly storage: Storage; readonly roomNid: RoomNid; readonly result: T }> {
  const storage = await adapter.create();
  return storage.transaction(() => {
    const roomNid = storage.rooms.insert('!room:a.test', '11');
    return { storage, roomNid, result: work(storage, roomNid) };
  });
}

export function sideRows(roomNid: RoomNid, eventNid: EventNid) {
  const event: EventSideRow = {
    eventNid,
    kind: 2,
    arrival: 1,
    incomplete: true,
    contentHash: 'mismatch',
    signatures: 'invalid',
    ladder: '[{"level":"auth_events"}]',
  };
  const output: Omit<OutputRow, 'position'> = {
    roomNid,
    eventNid,
    type: 'new_room_event',
    lastSentEventNid: NONE,
    latestEventNids: events(2, 1),
    addsStateEventNids: events(1),
    removesStateEventNids: [],
    stateSnapshotNid: 2 as StateSnapshotNid,
  };
  return { event, output };
}

/** Everything that mints, and the NIDs it gave. */
export function mintAll(storage: Storage, name: string): readonly number[] {
  const roomNid = storage.rooms.insert(`!${name}`, '11');
  const eventNid = storage.events.insert(
    eventOf(roomNid, { eventId: `$${name}` }),
    encoder.encode('{}'),
  );
  storage.previousEvents.add(`$parent-of-${name}`, eventNid);
  const blockNid = storage.stateBlocks.upsert([eventNid]);
  storage.stateBlocks.upsert([eventNid]);
  const snapshotNid = storage.stateSnapshots.upsert(roomNid, [blockNid]);
  const typeNid = storage.eventTypes.assign(name);
  return [roomNid, eventNid, blockNid, snapshotNid, typeNid, storage.eventStateKeys.assign(name)];
}

export function takenBack(storage: Storage, work: () => void): void {
  expect(() =>
    storage.transaction(() => {
      work();
      throw new Error('taken back');
    }),
  ).toThrow('taken back');
}
