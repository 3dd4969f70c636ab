import { briefly } from './briefly';
import { isObject, type JsonObject, type JsonValue } from './json';

/** A field of an event that is missing or of the wrong type: bad input, named by file and line. */
export class FieldError extends Error {
  override readonly name = 'FieldError';
  readonly field: string;
  readonly reason: string;

  constructor(field: string, reason: string) {
    super(`${field}: ${reason}`);
    this.field = field;
    this.reason = reason;
  }
}

/** Typed reading of one event's fields; each reader throws {@link FieldError}. */
export function readString(event: JsonObject, field: string): string {
  const value = event[field];
  if (typeof value !== 'string') throw new FieldError(field, expected('a string', value));
  return value;
}

export function readOptionalString(event: JsonObject, field: string): string | null {
  return event[field] === undefined ? null : readString(event, field);
}

export function readObject(event: JsonObject, field: string): JsonObject {
  const value = event[field];
  if (!isObject(value)) throw new FieldError(field, expected('an object', value));
  return value;
}

/** A non-negative or negative integer; bigint where it is beyond 2^53. */
export function readInteger(event: JsonObject, field: string): number | bigint {
  const value = event[field];
  if (typeof value === 'bigint') return value;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw new FieldError(field, expected('an integer', value));
  }
  return value;
}

/** Event references: plain IDs, or `[id, hashes]` pairs in room versions 1 and 2. */
export function readReferences(
  event: JsonObject,
  field: string,
  form: 'pairs' | 'ids',
): readonly string[] {
  const value = event[field];
  if (!Array.isArray(value)) throw new FieldError(field, expected('a list', value));
  return value.map((element: JsonValue, index) => {
    const id = form === 'pairs' && Array.isArray(element) ? (element[0] as JsonValue) : element;
    if (typeof id !== 'string' || (form === 'pairs' && !Array.isArray(element))) {
      const what = form === 'pairs' ? 'an [event ID, hashes] pair' : 'an event ID';
      throw new FieldError(`${field}[${index}]`, expected(what, element));
    }
    return id;
  });
}

function expected(what: string, value: JsonValue | undefined): string {
  return value === undefined
    ? `missing, expected ${what}`
    : `expected ${what}, found ${briefly(value)}`;
}
