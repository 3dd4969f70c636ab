import { isObject, type JsonObject, type JsonValue } from '../../matrix/event/json';
import type { Names } from '../text/names';
import { oneLine } from '../text/safe-text';
import { keyInSentence, shownStateKey } from '../text/type-labels';
import { valueText } from '../text/value-text';
import { powerLevelWords } from './power-level-words';

/** One entry of a state as it stands in its event; null where the state has none. */
export interface EntryContent {
  readonly content: JsonObject;
  readonly redacted: boolean;
}

/** Lines of one change; a power levels event may list thousands of users. */
const MOST_LINES = 50;
const FIELD_LIMIT = 40;
const VALUE_LIMIT = 80;

/**
 * What one key says differently, a line for each thing that differs: "Bob: joined → banned", "The
 * topic: “old” → “new”". Where only the event differs that is said, so that no change is silent.
 */
export function changeWords(
  key: { readonly type: string; readonly stateKey: string },
  before: EntryContent | null,
  after: EntryContent | null,
  names: Names,
): readonly string[] {
  const lines = linesOf(key, before, after, names);
  if (lines.length <= MOST_LINES) return lines;
  return [...lines.slice(0, MOST_LINES), `and ${lines.length - MOST_LINES} more`];
}

function linesOf(
  { type, stateKey }: { readonly type: string; readonly stateKey: string },
  before: EntryContent | null,
  after: EntryContent | null,
  names: Names,
): string[] {
  if (type === 'm.room.power_levels' && stateKey === '') {
    const lines = powerLevelWords(before?.content ?? null, after?.content ?? null, names);
    return lines.length > 0 ? lines : ['The same levels, set by another event'];
  }
  const what = capitalised(
    type === 'm.room.member'
      ? shownStateKey(stateKey, names)
      : keyInSentence(type, stateKey, names),
  );
  const from = before ? valueText(type, before.content, before.redacted) : 'absent';
  const to = after ? valueText(type, after.content, after.redacted) : 'absent';
  if (from !== to) return [`${what}: ${from} → ${to}`];
  const fields = fieldWords(before?.content ?? {}, after?.content ?? {});
  if (fields.length === 0) return [`${what}: ${to}, the same, by another event`];
  return fields.map((field) => `${what}: ${field}`);
}

/** Where the value in brief is the same: the fields that are not. */
function fieldWords(before: JsonObject, after: JsonObject): string[] {
  const words: string[] = [];
  for (const field of new Set([...Object.keys(after), ...Object.keys(before)])) {
    const from = Object.hasOwn(before, field) ? before[field] : undefined;
    const to = Object.hasOwn(after, field) ? after[field] : undefined;
    const [shownFrom, shownTo] = [JSON.stringify(from), JSON.stringify(to)];
    if (shownFrom === shownTo) continue;
    words.push(`${oneLine(field, FIELD_LIMIT)} ${shown(from)} → ${shown(to)}`);
  }
  return words;
}

function shown(value: JsonValue | undefined): string {
  if (value === undefined) return 'absent';
  if (typeof value === 'string') return `“${oneLine(value, VALUE_LIMIT)}”`;
  if (Array.isArray(value)) return value.length === 1 ? '1 listed' : `${value.length} listed`;
  if (isObject(value)) return oneLine(JSON.stringify(value), VALUE_LIMIT);
  return String(value);
}

/** Types and names stand as they are; what is said in words of ours opens a line. */
function capitalised(text: string): string {
  return /^(?:the|who|guest) /.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
