import * as v from 'valibot';
import { INSPECTOR_TABS, type InspectorTab } from './inspector-tab';

/**
 * A place in the app as text, for the address bar, the back button and people who tell others where to
 * look. Rooms are told by their ID and number of events: enough to recognise a file that is open, and
 * nothing of its content.
 */
export interface Link {
  readonly source:
    | { readonly kind: 'sample'; readonly id: string }
    | { readonly kind: 'file'; readonly name: string; readonly events: number };
  readonly roomId: string;
  readonly selection: LinkSelection;
  readonly side: 'before' | 'after';
  /** Of the selected event; null: whichever opens by itself. */
  readonly tab: InspectorTab | null;
  /** First row on screen and the height of rows; null: wherever the selection is. */
  readonly place: { readonly row: number; readonly pixelsPerRow: number } | null;
}

export type LinkSelection =
  | { readonly kind: 'none' }
  | { readonly kind: 'event'; readonly eventId: string }
  | { readonly kind: 'block'; readonly blockNid: number }
  | { readonly kind: 'snapshot'; readonly snapshotNid: number };

const VERSION = 'v1?';
/** How links begin outside of an address bar. */
export const LINK_SCHEME = 'roomscope:';
const MAX_LINK = 8192;

const whole = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number));
const decimal = v.pipe(v.string(), v.regex(/^\d{1,3}(\.\d{1,6})?$/), v.transform(Number));

/** Keys of later editions are let pass: what is known of the place is still worth going to. */
const fields = v.object({
  sample: v.optional(v.string()),
  file: v.optional(v.string()),
  events: v.optional(whole),
  room: v.pipe(v.string(), v.minLength(1)),
  event: v.optional(v.string()),
  block: v.optional(whole),
  snapshot: v.optional(whole),
  side: v.optional(v.picklist(['before', 'after']), 'before'),
  tab: v.optional(v.picklist(INSPECTOR_TABS)),
  row: v.optional(whole),
  px: v.optional(decimal),
});
type Fields = v.InferOutput<typeof fields>;

/** "v1?file=room.ndjson&events=700&room=%21a%3Ab&event=%24c", without `#` or scheme. */
export function linkText(link: Link): string {
  const params = new URLSearchParams();
  const { source, selection, place } = link;
  if (source.kind === 'sample') params.set('sample', source.id);
  else {
    params.set('file', source.name);
    params.set('events', String(source.events));
  }
  params.set('room', link.roomId);
  if (selection.kind === 'event') params.set('event', selection.eventId);
  if (selection.kind === 'block') params.set('block', String(selection.blockNid));
  if (selection.kind === 'snapshot') params.set('snapshot', String(selection.snapshotNid));
  if (link.side === 'after') params.set('side', 'after');
  if (link.tab) params.set('tab', link.tab);
  if (place) {
    params.set('row', String(place.row));
    params.set('px', String(Number(place.pixelsPerRow.toFixed(6))));
  }
  return VERSION + params.toString();
}

/** Takes `roomscope:v1?…`, an address with `#v1?…`, or what follows; null where it is no such link. */
export function parseLink(text: string): Link | null {
  const trimmed = text.trim();
  if (trimmed.length > MAX_LINK) return null;
  const start = Math.max(trimmed.indexOf('#') + 1, 0);
  const body = trimmed.startsWith(LINK_SCHEME)
    ? trimmed.slice(LINK_SCHEME.length)
    : trimmed.slice(start);
  if (!body.startsWith(VERSION)) return null;
  const entries = Object.fromEntries(new URLSearchParams(body.slice(VERSION.length)));
  const parsed = v.safeParse(fields, entries);
  return parsed.success ? linkOf(parsed.output) : null;
}

function linkOf({
  sample,
  file,
  events,
  room,
  row,
  px,
  side,
  tab,
  ...selected
}: Fields): Link | null {
  const source =
    sample !== undefined
      ? ({ kind: 'sample', id: sample } as const)
      : file !== undefined && events !== undefined
        ? ({ kind: 'file', name: file, events } as const)
        : null;
  if (!source) return null;
  return {
    source,
    roomId: room,
    selection: selectionOf(selected),
    side,
    tab: tab ?? null,
    place: row !== undefined && px !== undefined && px > 0 ? { row, pixelsPerRow: px } : null,
  };
}

function selectionOf({
  event,
  block,
  snapshot,
}: Pick<Fields, 'event' | 'block' | 'snapshot'>): LinkSelection {
  if (event !== undefined) return { kind: 'event', eventId: event };
  if (block !== undefined) return { kind: 'block', blockNid: block };
  if (snapshot !== undefined) return { kind: 'snapshot', snapshotNid: snapshot };
  return { kind: 'none' };
}

/** Whether both show the same thing, wherever it is scrolled to: no new entry for the back button. */
export function isSameThing(a: Link, b: Link): boolean {
  const bare = (link: Link) => linkText({ ...link, side: 'before', tab: null, place: null });
  return bare(a) === bare(b);
}
