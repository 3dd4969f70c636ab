import { isObject, type JsonArray, type JsonObject, type JsonValue } from '../../matrix/event/json';
import { FieldError } from '../../matrix/event/read-fields';
import type { RoomVersionRules } from '../../matrix/room-versions/rules';
import { KNOWN_ROOM_VERSIONS, roomVersionRules } from '../../matrix/room-versions/versions';

export type Triple = readonly [type: string, stateKey: string, eventId: string];

/**
 * Typed reading of a case file's objects. Every reader throws {@link FieldError} with the path of
 * what is wrong, `state_sets.0.3`.
 */
export class Fields {
  readonly value: JsonObject;
  readonly #path: string;

  constructor(value: JsonObject, path = '') {
    this.value = value;
    this.#path = path;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.value, name) && this.value[name] !== null;
  }

  string(name: string): string {
    const value = this.value[name];
    if (typeof value === 'string') return value;
    throw this.wrong(name, 'a string');
  }

  stringOr<Default>(name: string, absent: Default): string | Default {
    return this.has(name) ? this.string(name) : absent;
  }

  boolean(name: string): boolean {
    const value = this.value[name];
    if (typeof value === 'boolean') return value;
    throw this.wrong(name, 'true or false');
  }

  booleanOrNull(name: string): boolean | null {
    return this.has(name) ? this.boolean(name) : null;
  }

  object(name: string): JsonObject {
    const value = this.value[name];
    if (isObject(value)) return value;
    throw this.wrong(name, 'an object');
  }

  /** The object of that name, for reading on. */
  fields(name: string): Fields {
    return new Fields(this.object(name), this.#at(name));
  }

  list(name: string): JsonArray {
    const value = this.value[name];
    if (Array.isArray(value)) return value;
    throw this.wrong(name, 'a list');
  }

  strings(name: string): readonly string[] {
    return this.list(name).map((each, index) => asString(each, `${this.#at(name)}.${index}`));
  }

  /** A list of objects, each for reading on. */
  each(name: string): readonly Fields[] {
    return this.list(name).map((each, index) => {
      const path = `${this.#at(name)}.${index}`;
      if (!isObject(each)) throw new FieldError(path, 'expected an object');
      return new Fields(each, path);
    });
  }

  /** A list of lists of strings. */
  stringLists(name: string): readonly (readonly string[])[] {
    return this.list(name).map((each, index) => stringsAt(each, `${this.#at(name)}.${index}`));
  }

  /** `[type, state_key, event_id]`, any number of them. */
  triples(name: string): readonly Triple[] {
    return triplesAt(this.list(name), this.#at(name));
  }

  tripleLists(name: string): readonly (readonly Triple[])[] {
    return this.list(name).map((each, index) => {
      const path = `${this.#at(name)}.${index}`;
      if (!Array.isArray(each)) throw new FieldError(path, 'expected a list');
      return triplesAt(each, path);
    });
  }

  /** The rules of the room version that `room_version` names. */
  rules(): RoomVersionRules {
    return this.rulesOf(this.string('room_version'));
  }

  rulesOf(version: string): RoomVersionRules {
    const rules = roomVersionRules(version);
    if (rules !== undefined) return rules;
    const known = KNOWN_ROOM_VERSIONS.join(', ');
    const reason = `the room version ${JSON.stringify(version)} is not known; ${known} are`;
    throw this.error('room_version', reason);
  }

  error(name: string, reason: string): FieldError {
    return new FieldError(this.#at(name), reason);
  }

  wrong(name: string, what: string): FieldError {
    const isMissing = this.value[name] === undefined;
    return this.error(name, isMissing ? `missing, expected ${what}` : `expected ${what}`);
  }

  #at(name: string): string {
    return this.#path === '' ? name : `${this.#path}.${name}`;
  }
}

function asString(value: JsonValue, path: string): string {
  if (typeof value === 'string') return value;
  throw new FieldError(path, 'expected a string');
}

function stringsAt(value: JsonValue, path: string): readonly string[] {
  if (!Array.isArray(value)) throw new FieldError(path, 'expected a list');
  return value.map((each: JsonValue, index) => asString(each, `${path}.${index}`));
}

function triplesAt(list: JsonArray, path: string): readonly Triple[] {
  return list.map((each, index) => {
    const [type, stateKey, eventId, ...more] = stringsAt(each, `${path}.${index}`);
    if (type === undefined || stateKey === undefined || eventId === undefined || more.length > 0)
      throw new FieldError(`${path}.${index}`, 'expected [type, state_key, event_id]');
    return [type, stateKey, eventId];
  });
}
