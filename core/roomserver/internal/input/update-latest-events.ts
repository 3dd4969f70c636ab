import { composeStateAfter } from '../../state/compose';
import type { EventNid } from '../../types/nids';
import type { InputContext } from './context';

/**
 * Takes an accepted event with known state into the forward extremities and the current state, and
 * logs what it changed. An old event, which came after its own descendants, only takes the place of
 * its ancestors. The room's row is written once a batch, by `storeLatestEvents`.
 */
export function updateLatestEvents(
  context: InputContext,
  event: EventNid,
  kind: 'new' | 'old',
): void {
  const { storage, states, room, roomState, latest, output } = context;
  const state = room.stateAt(event);
  if (!state) return;
  const before = latest.snapshot;
  const changed =
    kind === 'new' ? latest.replaceAncestorsBy(room, state) : latest.removeAncestorsOf(room, event);
  // Where the extremities have the same states after, resolving them again would give the same.
  const after =
    changed || before === 0
      ? composeStateAfter(states, roomState, latest.statesToCompose())
      : before;
  const { removed, added } = states.difference(before, after);
  const row = {
    roomNid: room.roomNid,
    eventNid: event,
    type: kind === 'new' ? 'new_room_event' : 'old_room_event',
    lastSentEventNid: latest.lastSent,
    latestEventNids: latest.eventNids,
    addsStateEventNids: added,
    removesStateEventNids: removed,
    stateSnapshotNid: after,
  } as const;
  if (kind === 'new') latest.lastSent = event;
  latest.snapshot = after;
  storage.side.appendOutput(row);
  output.push(row);
}

/** Writes extremities, last event sent and current state to the room's row. */
export function storeLatestEvents({ storage, room, latest }: InputContext): void {
  if (latest.lastSent === 0 || latest.snapshot === 0) return;
  storage.rooms.update(room.roomNid, latest.eventNids, latest.lastSent, latest.snapshot);
}
