import { CONTENT_PREFIX, EVENT_KEYS, IS_VALUES, KEYS, MEMBERSHIPS } from './query-keys';
import type { Facet, RoomFacets } from './room-facets';
import { findUnquoted, quote, readTokens, type Token } from './tokens';

/** What could stand at the cursor. */
export interface Completions {
  /** The part of the query that an item replaces. */
  readonly from: number;
  readonly to: number;
  readonly items: readonly Completion[];
}

export interface Completion {
  readonly text: string;
  /** What it means, or in how many events it occurs. */
  readonly detail: string;
  /** A key is not whole before its value stands there. */
  readonly kind: 'key' | 'value';
}

const MOST = 40;

export interface CompletionSource {
  readonly facets: RoomFacets;
  readonly eventIds: readonly string[];
}

/** Completes the word before the cursor. What stands behind the cursor in the same word is replaced too. */
export function completeQuery(
  query: string,
  cursor: number,
  source: CompletionSource,
): Completions {
  const word = wordAt(query, cursor);
  const from = word?.from ?? cursor;
  const to = word?.to ?? cursor;
  const typed = word ? query.slice(word.from, cursor) : '';
  const colon = word ? findUnquoted(word.letters, ':') : -1;
  const key = typed.slice(0, Math.max(0, colon)).toLowerCase();
  if (colon >= 0 && colon < typed.length && Object.hasOwn(KEYS, key)) {
    const value = typed.slice(colon + 1).replaceAll('"', '');
    return { from: from + colon + 1, to, items: valuesOf(key, value, source) };
  }
  return { from, to, items: keysFor(typed) };
}

type Word = Extract<Token, { kind: 'word' }>;

/** A lone `or` is a word that is being written. */
function wordAt(query: string, cursor: number): Word | null {
  const { tokens } = readTokens(query);
  for (const token of tokens) {
    if (token.from >= cursor || token.to < cursor) continue;
    if (token.kind === 'word') return token;
  }
  return null;
}

function keysFor(typed: string): Completion[] {
  const start = typed.toLowerCase();
  const keys = [...Object.entries(KEYS), [CONTENT_PREFIX, 'A value in the content']] as const;
  const items = keys
    .filter(([key]) => key.startsWith(start))
    .map(([key, detail]): Completion => {
      const text = key === CONTENT_PREFIX ? key : `${key}:`;
      return { text, detail, kind: 'key' };
    });
  if (start === '') return items;
  const states = Object.entries(IS_VALUES).filter(([value]) => value.startsWith(start));
  return [
    ...items,
    ...states.map(
      ([value, detail]): Completion => ({ text: `is:${value}`, detail, kind: 'value' }),
    ),
  ];
}

function valuesOf(key: string, typed: string, source: CompletionSource): Completion[] {
  if (key === 'is')
    return Object.entries(IS_VALUES)
      .filter(([value]) => value.includes(typed.toLowerCase()))
      .map(([text, detail]) => ({ text, detail, kind: 'value' }));
  if (key === 'membership')
    return MEMBERSHIPS.filter((value) => value.startsWith(typed.toLowerCase())).map((text) => ({
      text,
      detail: '',
      kind: 'value',
    }));
  if (key === 'event' || Object.hasOwn(EVENT_KEYS, key)) return eventsLike(typed, source.eventIds);
  const facets = Object.hasOwn(source.facets, key) ? source.facets[key as keyof RoomFacets] : [];
  return facetsLike(typed, facets);
}

/** Those that begin with the text first, then those that hold it; by number of events within each. */
function facetsLike(typed: string, facets: readonly Facet[]): Completion[] {
  const part = typed.replaceAll('*', '').toLowerCase();
  const begin: Completion[] = [];
  const hold: Completion[] = [];
  for (const [value, events] of facets) {
    const at = value.toLowerCase().indexOf(part);
    if (at < 0 || begin.length === MOST) continue;
    const detail = `${events.toLocaleString('en-GB')} ${events === 1 ? 'event' : 'events'}`;
    const list = at === 0 ? begin : hold;
    if (list.length < MOST) list.push({ text: quote(value), detail, kind: 'value' });
  }
  return [...begin, ...hold].slice(0, MOST);
}

/** Nobody picks an event out of all of them: its ID must have been begun. */
function eventsLike(typed: string, eventIds: readonly string[]): Completion[] {
  const found: Completion[] = [];
  if (typed.length < 2) return found;
  for (let row = 0; row < eventIds.length && found.length < MOST; row++) {
    const eventId = eventIds[row] ?? '';
    if (eventId.startsWith(typed))
      found.push({ text: quote(eventId), detail: `row ${row + 1}`, kind: 'value' });
  }
  return found;
}
