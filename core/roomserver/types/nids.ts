import { assert } from '../../base/assert';
import type { Brand } from '../../base/brand';

/** Numeric IDs, private to storage; 0 never identifies anything and means "none". */
export type EventNid = Brand<number, 'EventNid'>;
export type EventTypeNid = Brand<number, 'EventTypeNid'>;
export type EventStateKeyNid = Brand<number, 'EventStateKeyNid'>;
export type RoomNid = Brand<number, 'RoomNid'>;
export type StateSnapshotNid = Brand<number, 'StateSnapshotNid'>;
export type StateBlockNid = Brand<number, 'StateBlockNid'>;

export type AnyNid =
  | EventNid
  | EventTypeNid
  | EventStateKeyNid
  | RoomNid
  | StateSnapshotNid
  | StateBlockNid;

/** Guards every write of a NID: an integer from 1 to 2^53 - 1 (0 would be "none"). */
export function assertNid(nid: AnyNid, what: string): void {
  assert(Number.isSafeInteger(nid) && nid >= 1, `${what} must be a NID of at least 1, not ${nid}`);
}

/** Event types whose NIDs are the same in every database. */
export const PREASSIGNED_EVENT_TYPES: ReadonlyMap<string, EventTypeNid> = new Map([
  ['m.room.create', 1 as EventTypeNid],
  ['m.room.power_levels', 2 as EventTypeNid],
  ['m.room.join_rules', 3 as EventTypeNid],
  ['m.room.third_party_invite', 4 as EventTypeNid],
  ['m.room.member', 5 as EventTypeNid],
  ['m.room.redaction', 6 as EventTypeNid],
  ['m.room.history_visibility', 7 as EventTypeNid],
]);

/** The empty state key, NID 1 in every database. */
export const EMPTY_STATE_KEY_NID = 1 as EventStateKeyNid;
