import { nobleHashing } from '../../base/noble-hashing';
import { isObject, type JsonValue } from '../../matrix/event/json';
import { parseJson } from '../../matrix/event/parse-json';
import { receivePdu } from '../../matrix/event/receive-pdu';
import type { EventSearch } from '../room-view';
import { eventLinks } from './room-links';
import type { RoomModel } from './room-model';

/** Events listed; a prefix that more share wants another character. */
const MOST_FOUND = 20;

/**
 * Finds events by what people paste: an ID or the start of one (with or without its `$`), an event's
 * JSON, a matrix.to or `matrix:` link, or the number of a row. O(events) at most.
 */
export function findEvent(model: RoomModel, text: string): EventSearch {
  const wanted = wantedOf(text.trim(), model);
  if ('problem' in wanted) return { links: [], total: 0, problem: wanted.problem };
  const rows = rowsOf(model, wanted);
  if (rows.total === 0) return { links: [], total: 0, problem: unknown(wanted) };
  return { links: eventLinks(model, rows.first), total: rows.total, problem: null };
}

type Wanted =
  | { readonly id: string; readonly exact: boolean }
  | { readonly row: number }
  | { readonly problem: string };

function wantedOf(text: string, model: RoomModel): Wanted {
  if (text === '') return { problem: 'Paste an event ID, the start of one, a link or an event.' };
  if (text.startsWith('{')) return wantedByJson(text, model);
  if (/^(https?:\/\/|matrix:|roomscope:)/i.test(text)) return wantedByLink(text);
  if (/^\d{1,9}$/.test(text)) return { row: Number(text) - 1 };
  return { id: text.startsWith('$') ? text : `$${text}`, exact: false };
}

/** The event's own ID where it gives one; otherwise the one that its reference hash makes. */
function wantedByJson(text: string, { room: { rules }, events }: RoomModel): Wanted {
  const value = parsed(text);
  if (!isObject(value)) return { problem: 'This is not the JSON of one event.' };
  const given = value.event_id;
  if (typeof given === 'string' && events.rowOfId(given) >= 0) return { id: given, exact: true };
  const received = receivePdu(value, new TextEncoder().encode(text), rules, nobleHashing);
  if (received.ok) return { id: received.value.pdu.eventId, exact: true };
  if (typeof given === 'string') return { id: given, exact: true };
  const { field, reason } = received.failure;
  return { problem: `This JSON is no event of this room version: ${field} is ${reason}.` };
}

function parsed(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** https://matrix.to/#/!room:server/$event?via=…, matrix:roomid/room:server/e/event and our own v1?…&event=$event */
function wantedByLink(link: string): Wanted {
  const own = /[#:]v1\?(?:[^#]*&)?event=(?:\$|%24)([^&#]+)/i.exec(link)?.[1];
  const id = own ?? /\/(?:\$|%24|e\/)([^/?#]+)/i.exec(link)?.[1];
  if (id === undefined) return { problem: 'This link names no event.' };
  return { id: `$${decoded(id)}`, exact: true };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function rowsOf(
  { events }: RoomModel,
  wanted: Exclude<Wanted, { problem: string }>,
): { readonly first: readonly number[]; readonly total: number } {
  if ('row' in wanted) {
    const isThere = wanted.row >= 0 && wanted.row < events.count;
    return isThere ? { first: [wanted.row], total: 1 } : byPrefix(events, `$${wanted.row + 1}`);
  }
  const row = events.rowOfId(wanted.id);
  if (row >= 0) return { first: [row], total: 1 };
  return wanted.exact ? { first: [], total: 0 } : byPrefix(events, wanted.id);
}

function byPrefix({ eventId, count }: RoomModel['events'], prefix: string) {
  const first: number[] = [];
  let total = 0;
  for (let row = 0; row < count; row += 1) {
    if (!eventId[row]?.startsWith(prefix)) continue;
    if (total < MOST_FOUND) first.push(row);
    total += 1;
  }
  return { first, total };
}

function unknown(wanted: Exclude<Wanted, { problem: string }>): string {
  if ('row' in wanted) return `The room has no row ${wanted.row + 1}.`;
  return wanted.exact
    ? `The room does not hold the event ${wanted.id}.`
    : `No event ID of this room starts with ${wanted.id}.`;
}
