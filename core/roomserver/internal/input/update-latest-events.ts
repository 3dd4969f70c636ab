import { composeStateAfter } from '../../state/compose';
import type { EventNid } from '../../types/nids';
import type { InputContext } from './context';

/**
 * Takes an accepted event with known state into the forward extremities and the current state, and
 * logs what it changed. The room's row is written once a batch, by `storeLatestEvents`.
 */
export function updateLatestEvents(context: InputContext, event: EventNid): void {
  const { storage, states, room, roomState, latest, output } = context;
  const state = room.stateAt(event);
  if (!state) return;
  const before = latest.snapshot;
  // Where the extremities have the same states after, resolving them again would give the same.
  const changed = latest.replaceAncestorsBy(room, state);
  const after =
    changed || before === 0
      ? composeStateAfter(states, roomState, latest.statesToCompose())
      : before;
  const { removed, added } = states.difference(before, after);
  const row = {
    roomNid: room.roomNid,
    eventNid: event,
    type: 'new_room_event',
    lastSentEventNid: latest.lastSent,
    latestEventNids: latest.eventNids,
    addsStateEventNids: added,
    removesStateEventNids: removed,
    stateSnapshotNid: after,
  } as const;
  latest.lastSent = event;
  latest.snapshot = after;
  storage.side.appendOutput(row);
  output.push(row);
}

/** Logs an accepted event that fills history: current state and extremities stay. */
export function logOldEvent(context: InputContext, event: EventNid): void {
  const { storage, room, latest, output } = context;
  if (latest.snapshot === 0) return;
  const row = {
    roomNid: room.roomNid,
    eventNid: event,
    type: 'old_room_event',
    lastSentEventNid: latest.lastSent,
    latestEventNids: latest.eventNids,
    addsStateEventNids: [],
    removesStateEventNids: [],
    stateSnapshotNid: latest.snapshot,
  } as const;
  storage.side.appendOutput(row);
  output.push(row);
}

/** Writes extremities, last event sent and current state to the room's row. */
export function storeLatestEvents({ storage, room, latest }: InputContext): void {
  if (latest.lastSent === 0 || latest.snapshot === 0) return;
  storage.rooms.update(room.roomNid, latest.eventNids, latest.lastSent, latest.snapshot);
}
