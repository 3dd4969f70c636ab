import type { EventInspection } from '../../core/contract/room-view';
import { useInspectorTab } from '../state/inspector-tab';
import type { Link, LinkSelection } from '../state/link';
import { useViewState, type ViewState } from '../state/view-state';

/**
 * The link to what is on screen. null where no room is open, and while the ID of the selected event is
 * still on its way.
 */
export function currentLink(event: EventInspection | null): Link | null {
  const state = useViewState.getState();
  const { room, side, visibleRows } = state;
  const source = sourceOf(state);
  const selection = selectionOf(state, event);
  if (!room || !source || !selection) return null;
  const place = visibleRows
    ? { row: visibleRows.from, pixelsPerRow: visibleRows.pixelsPerRow }
    : null;
  const tab = selection.kind === 'event' ? useInspectorTab.getState().tab : null;
  return { source, roomId: room.roomId, selection, side, tab, place };
}

function sourceOf({ document, room }: ViewState): Link['source'] | null {
  if (!document || !room) return null;
  if (document.sampleId !== null) return { kind: 'sample', id: document.sampleId };
  return { kind: 'file', name: document.name, events: room.rows };
}

function selectionOf(
  { selection }: ViewState,
  event: EventInspection | null,
): LinkSelection | null {
  if (selection.kind !== 'event') return selection;
  return event?.eventNid === selection.eventNid ? { kind: 'event', eventId: event.eventId } : null;
}
