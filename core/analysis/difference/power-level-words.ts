import { isObject, type JsonObject, type JsonValue } from '../../matrix/event/json';
import type { Names } from '../text/names';
import { oneLine, quoted } from '../text/safe-text';
import { shortType } from '../text/type-labels';

const WORD_LIMIT = 60;

/** What a level is needed for, as its field is read aloud. Fields that are not here by their name. */
const FIELDS: ReadonlyMap<string, string> = new Map([
  ['users_default', 'Level of users not listed'],
  ['events_default', 'Level to send messages'],
  ['state_default', 'Level to change state'],
  ['ban', 'Level to ban'],
  ['kick', 'Level to remove members'],
  ['invite', 'Level to invite'],
  ['redact', 'Level to remove messages'],
]);

/**
 * What an event without the field goes by: "Default" of `m.room.power_levels`. In a room without power
 * levels other numbers hold; there the words say "not set".
 */
const DEFAULTS: ReadonlyMap<string, number> = new Map([
  ['users_default', 0],
  ['events_default', 0],
  ['state_default', 50],
  ['ban', 50],
  ['kick', 50],
  ['invite', 0],
  ['redact', 50],
]);

/** Each level that differs: "Bob’s power level 50 → 0". null: no power levels event. */
export function powerLevelWords(
  before: JsonObject | null,
  after: JsonObject | null,
  names: Names,
): string[] {
  return [
    ...entries(before, after, 'users').map(([user, from, to]) =>
      step(`${names.of(user)}’s power level`, from, to),
    ),
    ...[...FIELDS].flatMap(([field, words]) => {
      const [from, to] = [level(before, field), level(after, field)];
      return from === to ? [] : [step(words, from, to)];
    }),
    ...entries(before, after, 'events').map(([type, from, to]) =>
      step(`Level to send ${shortType(type)}`, from, to),
    ),
    ...entries(before, after, 'notifications').map(([key, from, to]) =>
      step(`Level to notify ${quoted(oneLine(key, WORD_LIMIT))}`, from, to),
    ),
  ];
}

/** The keys of a map of levels on which the two events differ, those of the newer one first. */
function entries(
  before: JsonObject | null,
  after: JsonObject | null,
  field: string,
): [key: string, from: string, to: string][] {
  const [old, now] = [mapOf(before, field), mapOf(after, field)];
  // What is not listed goes by a default; the type's own default is not told again for each key.
  const fallback = (content: JsonObject | null) =>
    field === 'users' && content ? `${level(content, 'users_default')} (default)` : 'not listed';
  const differing: [string, string, string][] = [];
  for (const key of new Set([...Object.keys(now), ...Object.keys(old)])) {
    const from = shown(own(old, key)) ?? fallback(before);
    const to = shown(own(now, key)) ?? fallback(after);
    if (from !== to) differing.push([key, from, to]);
  }
  return differing;
}

function mapOf(content: JsonObject | null, field: string): JsonObject {
  const value = content ? own(content, field) : undefined;
  return isObject(value) ? value : {};
}

function level(content: JsonObject | null, field: string): string {
  if (content === null) return 'not set';
  return shown(own(content, field)) ?? String(DEFAULTS.get(field) ?? 0);
}

function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** null where nothing is written; old rooms allow levels as strings. */
function shown(value: JsonValue | undefined): string | null {
  if (value === undefined) return null;
  if (typeof value === 'object' && value !== null) return 'no number';
  return oneLine(String(value), WORD_LIMIT);
}

function step(what: string, from: string, to: string): string {
  return `${what} ${from} → ${to}`;
}
