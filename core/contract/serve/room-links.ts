import type { EventTexts } from '../../analysis/event-texts';
import type { EventLink } from '../room-view';
import type { RoomModel } from './room-model';

/** Links listed of one kind; an event may have any number of children. */
const MOST_LINKS = 200;

/** Links to events of the room by row, then to those that are not held by ID. */
export function eventLinks(
  model: RoomModel,
  rows: Iterable<number>,
  missing: readonly string[] = [],
): EventLink[] {
  const held = [...rows].slice(0, MOST_LINKS);
  const nids = held.map((row) => model.events.eventNid[row] ?? 0);
  const read = model.texts.read(nids);
  const links = held.map((row, at) => heldLink(model, row, nids[at] ?? 0, read));
  return [...links, ...missing.slice(0, MOST_LINKS).map(missingLink)];
}

export function linksById(model: RoomModel, eventIds: readonly string[]): EventLink[] {
  const rows = eventIds.map((id) => model.events.rowOfId(id));
  const held = rows.filter((row) => row >= 0);
  return eventLinks(
    model,
    held,
    eventIds.filter((_, at) => (rows[at] ?? -1) < 0),
  );
}

function heldLink(
  { events }: RoomModel,
  row: number,
  eventNid: number,
  read: ReturnType<EventTexts['read']>,
): EventLink {
  const text = read.get(eventNid);
  return {
    eventNid,
    eventId: events.eventId[row] ?? '',
    row,
    sentence: text?.sentence ?? '',
    glyph: text?.glyph ?? 'message',
  };
}

function missingLink(eventId: string): EventLink {
  return { eventNid: 0, eventId, row: null, sentence: 'Not on this server.', glyph: 'message' };
}
