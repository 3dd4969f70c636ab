import { type JsonObject, type JsonValue, SpelledNumber } from './json';

/** A value that canonical JSON cannot hold: half of a surrogate pair. */
export class NotCanonicalError extends Error {
  override readonly name = 'NotCanonicalError';
}

/**
 * Canonical JSON (appendices, "Canonical JSON"): no blanks, keys by code point, shortest escapes.
 * Numbers are written as they come; whether a room version allows them says `findForbiddenNumber`.
 * Values may be nested to any depth. Throws {@link NotCanonicalError}.
 */
export function canonicalJson(value: JsonValue): string {
  return isNested(value) ? writeNested(open(value)) : writeScalar(value);
}

/** The same for an object less some of its top-level keys. */
export function canonicalJsonWithout(object: JsonObject, omitted: ReadonlySet<string>): string {
  const keys = sortedKeys(object).filter((key) => !omitted.has(key));
  return writeNested({ keys, values: keys.map((key) => object[key] ?? null), next: 0 });
}

type Nested = readonly JsonValue[] | JsonObject;

/** An object or list of which the values from `next` on are still to be written. */
interface OpenValue {
  /** Of an object, in order; null: a list. */
  readonly keys: readonly string[] | null;
  readonly values: readonly JsonValue[];
  next: number;
}

function isNested(value: JsonValue): value is Nested {
  return typeof value === 'object' && value !== null && !(value instanceof SpelledNumber);
}

function isArray(value: Nested): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function open(value: Nested): OpenValue {
  if (isArray(value)) return { keys: null, values: value, next: 0 };
  const keys = sortedKeys(value);
  return { keys, values: keys.map((key) => value[key] ?? null), next: 0 };
}

/** A stack of its own instead of the engine's: an event decides how deep it goes. */
function writeNested(root: OpenValue): string {
  const stack = [root];
  let text = root.keys ? '{' : '[';
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const { keys, values, next } = top;
    if (next === values.length) {
      text += keys ? '}' : ']';
      stack.pop();
      continue;
    }
    top.next += 1;
    if (next > 0) text += ',';
    if (keys) text += `${writeString(keys[next] ?? '')}:`;
    const value = values[next] ?? null;
    if (isNested(value)) {
      const inner = open(value);
      text += inner.keys ? '{' : '[';
      stack.push(inner);
    } else text += writeScalar(value);
  }
  return text;
}

function writeScalar(value: JsonValue): string {
  if (typeof value === 'string') return writeString(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '0' : String(value);
  return value instanceof SpelledNumber ? value.text : String(value);
}

const LONE_SURROGATE = /\p{Surrogate}/u;

function writeString(text: string): string {
  // JSON.stringify's string form is the canonical one, but for lone surrogates, which UTF-8 lacks.
  const quoted = JSON.stringify(text);
  if (quoted.includes('\\ud') && LONE_SURROGATE.test(text)) {
    throw new NotCanonicalError('a string holds half of a surrogate pair');
  }
  return quoted;
}

const BEYOND_BMP = /[\ud800-\udfff]/;

/** `sort` orders by UTF-16 units, which differ from code points only where surrogates take part. */
function sortedKeys(object: JsonObject): string[] {
  const keys = Object.keys(object);
  const plain = !keys.some((key) => BEYOND_BMP.test(key));
  return plain ? keys.sort() : keys.sort(compareCodePoints);
}

/** Order of two strings by Unicode code point, which is also their order as UTF-8 bytes. */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const [a, b] = [left.charCodeAt(at), right.charCodeAt(at)];
    if (a !== b) return codePointRank(a) - codePointRank(b);
  }
  return left.length - right.length;
}

/** Surrogates stand for code points above every other UTF-16 unit. */
function codePointRank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800;
  return unit >= 0xd800 ? unit + 0x2000 : unit;
}
