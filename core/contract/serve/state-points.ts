import { RoomscopeError } from '../../base/errors';
import { compareCodePoints } from '../../matrix/event/canonical-json';
import {
  currentState,
  eventsOf,
  type StateAt as StoredState,
  stateAfter,
  stateBefore,
} from '../../roomserver/internal/query/state-at';
import type { EventStateKeyNid, EventTypeNid, StateSnapshotNid } from '../../roomserver/types/nids';
import type { StateAt, Triple } from '../reports';
import type { StatePoint } from '../requests';
import type { OpenRoom } from './open-room';

/** The state of a room at a point, as `state` prints it. */
export function stateAtPoint(room: OpenRoom, point: StatePoint): StateAt {
  const { state, isIncomplete } = resolvePoint(room, point);
  const snapshot = state?.snapshot ?? 0;
  return {
    room_id: room.row.roomId,
    room_version: room.row.roomVersion,
    at: pointKey(point),
    snapshot_nid: snapshot === 0 ? null : snapshot,
    block_nids: snapshot === 0 ? null : room.state.blockNids(snapshot),
    incomplete: isIncomplete,
    state: state ? triplesOf(room, state) : [],
  };
}

function pointKey(point: StatePoint): StateAt['at'] {
  switch (point.kind) {
    case 'before':
      return { before: point.eventId };
    case 'after':
      return { after: point.eventId };
    case 'now':
      return { now: true };
    case 'snapshot':
      return { snapshot_nid: point.snapshotNid };
  }
}

interface ResolvedPoint {
  /** null where the server holds no state there. */
  readonly state: StoredState | null;
  readonly isIncomplete: boolean;
}

function resolvePoint(room: OpenRoom, point: StatePoint): ResolvedPoint {
  const { events, state } = room;
  if (point.kind === 'now') {
    const isIncomplete = events.forwardExtremity.some(
      (isExtremity, row) => isExtremity === 1 && events.incomplete[row] === 1,
    );
    return { state: currentState(events, state), isIncomplete };
  }
  if (point.kind === 'snapshot') return snapshotPoint(room, point.snapshotNid);
  const row = rowOfEvent(room, point.eventId);
  const found =
    point.kind === 'before' ? stateBefore(events, state, row) : stateAfter(events, state, row);
  if (!found) throw unknownState(point);
  return { state: found, isIncomplete: events.incomplete[row] === 1 };
}

/** Throws `usage` where the room does not hold the event. */
export function rowOfEvent(room: OpenRoom, eventId: string): number {
  const row = room.events.rowOfId(eventId);
  if (row >= 0) return row;
  throw new RoomscopeError(
    'usage',
    `The room ${room.row.roomId} does not hold the event ${eventId}. Check the ID; info names what is missing.`,
    { eventId },
  );
}

function snapshotPoint(room: OpenRoom, nid: number): ResolvedPoint {
  const snapshot = nid as StateSnapshotNid;
  if (!room.state.allSnapshots().includes(snapshot))
    throw new RoomscopeError(
      'usage',
      `The database holds no snapshot ${nid}. The table roomserver_state_snapshots lists those it has.`,
    );
  const ownerNid = room.state.roomOf(snapshot);
  const isEmpty = room.state.blockNids(snapshot).length === 0;
  if (ownerNid !== room.row.roomNid && !isEmpty)
    throw new RoomscopeError(
      'usage',
      `Snapshot ${nid} belongs to another room than ${room.row.roomId}. Choose its room with --room.`,
    );
  return { state: { snapshot, view: room.state.view(snapshot), own: 0 }, isIncomplete: false };
}

function unknownState(point: StatePoint & { readonly eventId: string }): RoomscopeError {
  return new RoomscopeError(
    'usage',
    `The state ${point.kind} ${point.eventId} is not known: none of the events before it is held.`,
    { eventId: point.eventId },
  );
}

/** Sorted by type, then state key, by code points. */
function triplesOf(room: OpenRoom, stored: StoredState): Triple[] {
  const { events, storage } = room;
  const triples = eventsOf(room.state, stored).map((nid): Triple => {
    const row = events.rowOfNid(nid);
    const type = storage.eventTypes.text((events.typeNid[row] ?? 0) as EventTypeNid) ?? '';
    const stateKey =
      storage.eventStateKeys.text((events.stateKeyNid[row] ?? 0) as EventStateKeyNid) ?? '';
    return [type, stateKey, events.eventId[row] ?? ''];
  });
  return triples.sort((a, b) => compareCodePoints(a[0], b[0]) || compareCodePoints(a[1], b[1]));
}

/** "before:$id", as the command line writes it. */
export function pointText(point: StatePoint): string {
  switch (point.kind) {
    case 'now':
      return 'now';
    case 'snapshot':
      return `snapshot:${point.snapshotNid}`;
    default:
      return `${point.kind}:${point.eventId}`;
  }
}
