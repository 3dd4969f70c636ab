import JSON5 from 'json5';
import type { JsonValue } from '../matrix/event/json';
import { FieldError } from '../matrix/event/read-fields';
import { findRepeatedKey } from './json5-keys';

/** Text that is not JSON5: the reason, and the line of the text on which it shows, from 1. */
export class Json5Error extends Error {
  override readonly name = 'Json5Error';
  readonly line: number;

  constructor(reason: string, line: number) {
    super(reason);
    this.line = line;
  }
}

/**
 * Parses JSON5. Its numbers are doubles, so that an integer beyond 2^53 may not be the one that stands
 * in the text; such a number, and those that JSON lacks (NaN, Infinity), is a `FieldError` rather
 * than another value. So is a key that stands twice in one object: of what people write by hand, an
 * expectation say, none may go unread. Throws `Json5Error`.
 */
export function parseJson5(text: string): JsonValue {
  const value = parsed(text);
  refuseInexactNumbers(value);
  const repeated = findRepeatedKey(text);
  if (repeated === null) return value;
  const { key, line } = repeated;
  throw new FieldError(key, `the key stands twice in one object, the second time on line ${line}`);
}

/** The package reports line and column as properties, and writes them behind its sentence as well. */
function parsed(text: string): JsonValue {
  try {
    return JSON5.parse<JsonValue>(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { lineNumber } = error as { lineNumber?: number };
    const reason = error.message.replace(/^JSON5: /, '').replace(/ at \d+:\d+$/, '');
    throw new Json5Error(reason, lineNumber ?? 1);
  }
}

interface Place {
  readonly value: JsonValue;
  readonly key: string;
  readonly parent: Place | null;
}

/** Walks with a list of its own: the parser takes any depth, the stack does not. */
function refuseInexactNumbers(whole: JsonValue): void {
  const places: Place[] = [{ value: whole, key: '', parent: null }];
  for (let place = places.pop(); place !== undefined; place = places.pop()) {
    const { value } = place;
    if (typeof value === 'number') refuseInexact(value, place);
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, each] of Object.entries(value))
      places.push({ value: each, key, parent: place });
  }
}

function refuseInexact(value: number, place: Place): void {
  if (!Number.isFinite(value))
    throw new FieldError(pathOf(place), `${value} is a number that JSON cannot hold`);
  if (!Number.isInteger(value) || Number.isSafeInteger(value)) return;
  const reason =
    'the number is beyond 2^53, where JSON5 does not keep integers exactly; write the file as plain JSON, which is read exactly';
  throw new FieldError(pathOf(place), reason);
}

function pathOf(place: Place): string {
  const keys: string[] = [];
  for (let at: Place | null = place; at?.parent; at = at.parent) keys.push(at.key);
  return keys.reverse().join('.');
}
