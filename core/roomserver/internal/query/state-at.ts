import { targetsOf } from '../../../base/csr';
import type { StateStorage } from '../../state/state-storage';
import type { StateView } from '../../state/state-view';
import type { EventNid, StateSnapshotNid } from '../../types/nids';
import type { RoomEvents } from './room-events';

/** A state before or after an event: before it, plus its own entry where it is in place. */
export interface StateAt {
  /** The snapshot that holds the state; 0 where it is not stored as one. */
  readonly snapshot: StateSnapshotNid | 0;
  /** What `own` is laid over. */
  readonly view: StateView;
  /** The event whose entry is put in place on top; 0 where the view is the whole state. */
  readonly own: EventNid | 0;
}

/** Whether the event puts its own entry in place: a state event, as the server reads it, not rejected. */
export function setsState(events: RoomEvents, row: number): boolean {
  return events.stateKeyNid[row] !== 0 && events.rejected[row] === 0;
}

/** The stored state before the event; 0 where it is not known. */
export function snapshotBefore(events: RoomEvents, row: number): StateSnapshotNid | 0 {
  return (events.snapshotBefore[row] ?? 0) as StateSnapshotNid | 0;
}

/**
 * The stored snapshot that is the state after the event; 0 where none is stored. For an event that
 * sets nothing that is the state before it. Otherwise the state after was stored as the state before
 * a child or as the room's current state, or its list is the before list and the event's own block.
 */
export function snapshotAfter(
  events: RoomEvents,
  states: StateStorage,
  row: number,
): StateSnapshotNid | 0 {
  const before = snapshotBefore(events, row);
  if (before === 0 || !setsState(events, row)) return before;
  const event = events.eventNid[row] as EventNid;
  const candidates = [
    () => withOwnBlock(states, before, event),
    () => beforeOnlyChild(events, row),
    () => currentIfOnlyExtremity(events, row),
  ];
  for (const candidate of candidates) {
    const snapshot = candidate();
    if (snapshot !== 0 && isStateAfter(states, before, event, snapshot)) return snapshot;
  }
  return 0;
}

/**
 * Whether `after` is `before` with the event in place. A server may have been given another state
 * for a child, or have lost the event where its own block sorts below one with the same key.
 */
function isStateAfter(
  states: StateStorage,
  before: StateSnapshotNid,
  event: EventNid,
  after: StateSnapshotNid,
): boolean {
  const { removed, added } = states.difference(before, after);
  const tuple = states.tupleOf(event);
  return (
    states.view(after).get(tuple) === event &&
    [...removed, ...added].every((changed) => states.tupleOf(changed) === tuple)
  );
}

/** `snapshotAfter` of every row. O(events * blocks of a snapshot). */
export function snapshotsAfter(events: RoomEvents, states: StateStorage): Float64Array {
  return Float64Array.from({ length: events.count }, (_, row) =>
    snapshotAfter(events, states, row),
  );
}

function withOwnBlock(
  states: StateStorage,
  before: StateSnapshotNid,
  event: EventNid,
): StateSnapshotNid | 0 {
  const own = states.oneEntryBlock(event);
  if (own === 0) return 0;
  const list = [...states.blockNids(before), own].sort((a, b) => a - b);
  const snapshot = states.snapshotWith(list);
  // Where the own block sorts below one with the same key, the server lost the event there.
  return snapshot !== 0 && states.view(snapshot).get(states.tupleOf(event)) === event
    ? snapshot
    : 0;
}

function beforeOnlyChild(events: RoomEvents, row: number): StateSnapshotNid | 0 {
  for (const child of targetsOf(events.children, row)) {
    const hasOtherParents =
      targetsOf(events.prev, child).length > 1 || events.missingPrev.has(child);
    const snapshot = snapshotBefore(events, child);
    if (!hasOtherParents && snapshot !== 0) return snapshot;
  }
  return 0;
}

function currentIfOnlyExtremity(events: RoomEvents, row: number): StateSnapshotNid | 0 {
  const { latestEventNids, stateSnapshotNid } = events.room;
  const isOnlyOne = latestEventNids.length === 1 && latestEventNids[0] === events.eventNid[row];
  return isOnlyOne ? stateSnapshotNid : 0;
}

/** null where the state is not known. */
export function stateBefore(events: RoomEvents, states: StateStorage, row: number): StateAt | null {
  const snapshot = snapshotBefore(events, row);
  return snapshot === 0 ? null : { snapshot, view: states.view(snapshot), own: 0 };
}

/** The state after, from its snapshot or, where none is stored, as the state before plus the event. */
export function stateAfter(events: RoomEvents, states: StateStorage, row: number): StateAt | null {
  const before = snapshotBefore(events, row);
  if (before === 0) return null;
  const snapshot = snapshotAfter(events, states, row);
  if (snapshot !== 0) return { snapshot, view: states.view(snapshot), own: 0 };
  return { snapshot: 0, view: states.view(before), own: events.eventNid[row] as EventNid };
}

/** null in a room without current state. */
export function currentState(events: RoomEvents, states: StateStorage): StateAt | null {
  const snapshot = events.room.stateSnapshotNid;
  return snapshot === 0 ? null : { snapshot, view: states.view(snapshot), own: 0 };
}

/** All events of the state, sorted by tuple. */
export function eventsOf(states: StateStorage, state: StateAt): readonly EventNid[] {
  const events = state.view.eventNids();
  if (state.own === 0) return events;
  const tuple = states.tupleOf(state.own);
  const at = events.findIndex((event) => states.tupleOf(event) >= tuple);
  if (at < 0) return [...events, state.own];
  const replaces = states.tupleOf(events[at] as EventNid) === tuple;
  events.splice(at, replaces ? 1 : 0, state.own);
  return events;
}
