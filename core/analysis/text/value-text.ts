import { isObject, type JsonObject, type JsonValue } from '../../matrix/event/json';
import { oneLine, quoted, textOf } from './safe-text';
import { counted } from './words';

const VALUE_LIMIT = 80;
const WORD_LIMIT = 40;
const FIELDS_SHOWN = 4;

/** What a state entry says, for a narrow column: "joined", "version 11", "“harbor”", "4 users listed". */
export function valueText(type: string, content: JsonObject, redacted: boolean): string {
  const known = VALUES.get(type)?.(content);
  if (typeof known === 'string') return known;
  if (redacted && Object.keys(content).length === 0) return 'removed';
  return known === undefined ? fieldsText(content) : 'none';
}

/** undefined is never returned by these; null: the content lacks the value. */
const VALUES: ReadonlyMap<string, (content: JsonObject) => string | null> = new Map([
  ['m.room.member', memberValue],
  ['m.room.create', createValue],
  ['m.room.power_levels', powerLevelsValue],
  ['m.room.join_rules', (content) => textOf(content.join_rule, WORD_LIMIT)],
  ['m.room.history_visibility', (content) => textOf(content.history_visibility, WORD_LIMIT)],
  ['m.room.guest_access', (content) => textOf(content.guest_access, WORD_LIMIT)],
  ['m.room.name', (content) => quotedOf(content.name)],
  ['m.room.topic', (content) => quotedOf(content.topic)],
  ['m.room.avatar', (content) => textOf(content.url, VALUE_LIMIT)],
  ['m.room.canonical_alias', (content) => textOf(content.alias, VALUE_LIMIT)],
  ['m.room.encryption', (content) => textOf(content.algorithm, WORD_LIMIT)],
  ['m.room.tombstone', (content) => quotedOf(content.body)],
  ['m.room.third_party_invite', (content) => quotedOf(content.display_name)],
  ['m.room.server_acl', serverAclValue],
  ['m.room.pinned_events', (content) => countOf(content.pinned, 'pinned')],
  ['m.room.aliases', (content) => countOf(content.aliases, 'listed')],
  ['m.space.child', linkValue],
  ['m.space.parent', linkValue],
] as [string, (content: JsonObject) => string | null][]);

const MEMBERSHIPS: ReadonlyMap<string, string> = new Map([
  ['join', 'joined'],
  ['leave', 'left'],
  ['invite', 'invited'],
  ['ban', 'banned'],
  ['knock', 'knocked'],
]);

function memberValue(content: JsonObject): string | null {
  const membership = textOf(content.membership, WORD_LIMIT);
  return membership === null ? null : (MEMBERSHIPS.get(membership) ?? quoted(membership));
}

/** A create event without the field makes a version 1 room. */
function createValue(content: JsonObject): string {
  const version = content.room_version;
  if (version === undefined) return 'version 1';
  return typeof version === 'string' ? `version ${oneLine(version, WORD_LIMIT)}` : 'no version';
}

function powerLevelsValue(content: JsonObject): string {
  const users = content.users;
  const count = isObject(users) ? Object.keys(users).length : 0;
  return count === 0 ? 'no users listed' : `${counted(count, 'user')} listed`;
}

function serverAclValue(content: JsonObject): string {
  const denied = content.deny;
  const count = Array.isArray(denied) ? denied.length : 0;
  return count === 0 ? 'no server denied' : `${counted(count, 'server')} denied`;
}

function countOf(list: JsonValue | undefined, word: string): string {
  return `${Array.isArray(list) ? list.length : 0} ${word}`;
}

function linkValue(content: JsonObject): string {
  return Array.isArray(content.via) ? 'linked' : 'not linked';
}

function quotedOf(value: JsonValue | undefined): string | null {
  const text = textOf(value, VALUE_LIMIT);
  return text === null ? null : quoted(text);
}

/** The first fields of a content whose meaning is not known: "label “window” · value 7530". */
function fieldsText(content: JsonObject): string {
  const shown: string[] = [];
  for (const field in content) {
    if (!Object.hasOwn(content, field)) continue;
    if (shown.length === FIELDS_SHOWN) {
      shown.push('…');
      break;
    }
    shown.push(`${oneLine(field, WORD_LIMIT)} ${fieldValue(content[field])}`);
  }
  return shown.length === 0 ? 'empty' : oneLine(shown.join(' · '), VALUE_LIMIT);
}

function fieldValue(value: JsonValue | undefined): string {
  if (typeof value === 'string') return quoted(oneLine(value, WORD_LIMIT));
  if (Array.isArray(value)) return `[${value.length}]`;
  if (isObject(value)) return '{…}';
  return String(value ?? null);
}
