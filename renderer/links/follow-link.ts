import type { EngineClient } from '../client/engine';
import type { OpeningStore } from '../client/opening';
import { useInspectorTab } from '../state/inspector-tab';
import type { Link } from '../state/link';
import { usePlace } from '../state/place';
import { type Selection, useViewState } from '../state/view-state';
import { useLinkState } from './link-state';

interface Surroundings {
  readonly engine: EngineClient;
  readonly opening: OpeningStore;
}

/** Counts what was asked to be followed: of two at once the later one counts. */
let asked = 0;

/**
 * Goes where a link leads. A sample is opened, a room of the open document shown; where a file is not
 * open the link waits for it, and says which one that is.
 */
export async function followLink(link: Link, surroundings: Surroundings): Promise<void> {
  const ask = ++asked;
  useLinkState.setState({ following: true, wanted: null, note: null });
  try {
    if (!isOnScreen(link)) await openRoomOf(link, surroundings.opening);
    if (ask !== asked) return;
    if (isOnScreen(link)) await show(link, surroundings.engine, () => ask === asked);
    else if (link.source.kind === 'file')
      useLinkState.setState({ wanted: link, note: { kind: 'not-open', link } });
  } finally {
    if (ask === asked) useLinkState.setState({ following: false });
  }
}

/** Whether the room that the link leads into is the one on screen. */
export function isOnScreen(link: Link): boolean {
  const { document, room } = useViewState.getState();
  if (!document || room?.roomId !== link.roomId) return false;
  if (link.source.kind === 'sample') return document.sampleId === link.source.id;
  return document.sampleId === null && room.rows === link.source.events;
}

async function openRoomOf({ source, roomId }: Link, opening: OpeningStore): Promise<void> {
  const { open, showRooms, chooseRoom } = opening.getState();
  if (source.kind === 'sample') {
    await open([{ kind: 'sample', id: source.id }], 'Building the sample');
    return;
  }
  const rooms = useViewState.getState().document?.rooms ?? [];
  if (!rooms.some((room) => room.roomId === roomId && room.events === source.events)) return;
  showRooms();
  await chooseRoom(roomId);
}

async function show(link: Link, engine: EngineClient, isCurrent: () => boolean): Promise<void> {
  const { selection } = link;
  const found = selection.kind === 'event' ? await eventOf(selection.eventId, engine) : selection;
  if (!isCurrent() || !isOnScreen(link)) return;
  const { select, setSide, revealRow } = useViewState.getState();
  setSide(link.side);
  if (found?.kind === 'event' && link.tab)
    useInspectorTab.getState().want(found.eventNid, link.tab);
  if (found) select(found);
  else if (selection.kind === 'event')
    useLinkState.setState({ note: { kind: 'no-event', eventId: selection.eventId } });
  if (link.place) usePlace.getState().want(link.place);
  else if (found?.kind === 'event') revealRow(found.row);
}

async function eventOf(eventId: string, engine: EngineClient): Promise<Selection | null> {
  const { document, room } = useViewState.getState();
  if (!document || !room) return null;
  const { documentId } = document;
  const { roomId } = room;
  const { links } = await engine.request('debug.links', {
    documentId,
    roomId,
    eventIds: [eventId],
  });
  const [link] = links;
  if (!link || link.row === null) return null;
  return { kind: 'event', row: link.row, eventNid: link.eventNid };
}
