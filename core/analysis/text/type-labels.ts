import type { Names } from './names';
import { userIdParts } from './names';
import { oneLine, quoted } from './safe-text';

const TYPE_LIMIT = 80;
const KEY_LIMIT = 60;
const ROOM_PREFIX = 'm.room.';

/** "member" for `m.room.member`; other types whole. */
export function shortType(type: string): string {
  return oneLine(type.startsWith(ROOM_PREFIX) ? type.slice(ROOM_PREFIX.length) : type, TYPE_LIMIT);
}

/** A state key as people read it: user IDs by name, anything else as it stands. */
export function shownStateKey(stateKey: string, names: Names): string {
  return userIdParts(stateKey) ? names.of(stateKey) : oneLine(stateKey, KEY_LIMIT);
}

/**
 * What a key of the state is called in a narrow column: "name", "member · u2 (c)", "note · n4". A type of
 * another namespace is cut to its last part where no other type of the room ends alike.
 */
export class KeyLabels {
  readonly #names: Names;
  readonly #lastParts = new Map<string, string | null>();

  constructor(types: Iterable<string>, names: Names) {
    this.#names = names;
    for (const type of new Set(types)) {
      const part = lastPart(type);
      this.#lastParts.set(part, this.#lastParts.has(part) ? null : type);
    }
  }

  typeLabel(type: string): string {
    if (type.startsWith('m.')) return shortType(type);
    const part = lastPart(type);
    return part !== '' && this.#lastParts.get(part) === type
      ? oneLine(part, TYPE_LIMIT)
      : shortType(type);
  }

  key(type: string, stateKey: string): string {
    const label = this.typeLabel(type);
    return stateKey === '' ? label : `${label} · ${shownStateKey(stateKey, this.#names)}`;
  }
}

function lastPart(type: string): string {
  return type.slice(type.lastIndexOf('.') + 1);
}

/**
 * A key after the verb "changed": "the topic", "the membership of u2 (c)", "com.example.note “n4”".
 */
export function keyInSentence(type: string, stateKey: string, names: Names): string {
  if (type === 'm.room.member') return `the membership of ${shownStateKey(stateKey, names)}`;
  const noun = NOUNS.get(type);
  if (noun !== undefined && stateKey === '') return noun;
  const name = shortType(type);
  if (stateKey === '') return name;
  return userIdParts(stateKey)
    ? `${name} for ${names.of(stateKey)}`
    : `${name} ${quoted(oneLine(stateKey, KEY_LIMIT))}`;
}

const NOUNS: ReadonlyMap<string, string> = new Map([
  ['m.room.name', 'the name'],
  ['m.room.topic', 'the topic'],
  ['m.room.avatar', 'the room’s picture'],
  ['m.room.power_levels', 'the power levels'],
  ['m.room.join_rules', 'the join rule'],
  ['m.room.history_visibility', 'who sees the history'],
  ['m.room.guest_access', 'guest access'],
  ['m.room.encryption', 'the encryption'],
  ['m.room.canonical_alias', 'the main address'],
  ['m.room.server_acl', 'the list of allowed servers'],
  ['m.room.pinned_events', 'the pinned messages'],
]);
