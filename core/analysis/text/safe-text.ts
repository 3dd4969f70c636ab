import type { JsonValue } from '../../matrix/event/json';

/** Longest text of an event that a sentence repeats, in characters (code points). */
const TEXT_LIMIT = 300;

/**
 * Direction marks, embeddings and isolates could make one event's text repaint the rest of the row;
 * zero-width spaces and fillers could hide it. Joiners stay: emoji and several scripts need them.
 */
const INVISIBLE =
  /[\u00AD\u061C\u115F\u1160\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const CONTROL = /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F]|\p{Surrogate}/gu;
const SPACE = /[\s\u0085]+/gu;

/**
 * `text` as one harmless line: control characters become "\uFFFD", invisible ones go, space runs become one
 * space, and what lies beyond `limit` characters becomes an ellipsis.
 */
export function oneLine(text: string, limit: number = TEXT_LIMIT): string {
  // A code point takes at most two units; the slack lets leading space be dropped first.
  const head = text.slice(0, limit * 4 + 64);
  const line = head.replace(CONTROL, '\uFFFD').replace(INVISIBLE, '').replace(SPACE, ' ').trim();
  return cut(line, limit, head.length < text.length);
}

function cut(line: string, limit: number, hasMore: boolean): string {
  if (line.length <= limit && !hasMore) return line;
  const points = Array.from(line);
  if (points.length <= limit && !hasMore) return line;
  return `${points
    .slice(0, limit - 1)
    .join('')
    .trimEnd()}…`;
}

/** One line of a content field that should be text; null where it is none or nothing can be seen. */
export function textOf(value: JsonValue | undefined, limit: number = TEXT_LIMIT): string | null {
  if (typeof value !== 'string') return null;
  const line = oneLine(value, limit);
  return line === '' ? null : line;
}

export function quoted(text: string): string {
  return `“${text}”`;
}
