import { type JsonObject, type JsonValue, SpelledNumber } from './json';

/** A value that canonical JSON cannot hold: a lone surrogate, or nesting past the limit. */
export class NotCanonicalError extends Error {
  override readonly name = 'NotCanonicalError';
}

/** Deeper values are refused, so that no event can exhaust the stack. No real event comes near. */
export const MAX_JSON_DEPTH = 500;

/**
 * Canonical JSON (appendices, "Canonical JSON"): no blanks, keys by code point, shortest escapes.
 * Numbers are written as they come; whether a room version allows them is `strict-numbers.ts`.
 * Throws {@link NotCanonicalError}.
 */
export function canonicalJson(value: JsonValue): string {
  return write(value, 0);
}

/** The same for an object less some of its top-level keys. */
export function canonicalJsonWithout(object: JsonObject, omitted: ReadonlySet<string>): string {
  return writeObject(object, 0, omitted);
}

function write(value: JsonValue, depth: number): string {
  if (typeof value === 'string') return writeString(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '0' : String(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (depth >= MAX_JSON_DEPTH) {
    throw new NotCanonicalError(`nested more than ${MAX_JSON_DEPTH} levels deep`);
  }
  if (value instanceof SpelledNumber) return value.text;
  if (isArray(value)) {
    return `[${value.map((element) => write(element, depth + 1)).join(',')}]`;
  }
  return writeObject(value, depth);
}

function writeObject(object: JsonObject, depth: number, omitted?: ReadonlySet<string>): string {
  let text = '{';
  for (const key of sortedKeys(object)) {
    if (omitted?.has(key)) continue;
    if (text.length > 1) text += ',';
    text += `${writeString(key)}:${write(object[key] ?? null, depth + 1)}`;
  }
  return `${text}}`;
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
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
