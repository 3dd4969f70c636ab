import { ExactJsonParser } from './exact-json-parser';
import type { JsonValue } from './json';

/**
 * Text in which `JSON.parse` could lose something: integers of 16 digits or more, `__proto__` keys,
 * written plainly or with escapes. Matches inside strings are harmless: they only cost the slow path.
 */
const NEEDS_EXACT_PARSER = /[:[,]\s*-?\d{16}|__proto__|\\u005[fF]/;

/**
 * Parses JSON without losing anything that the protocol needs: integers beyond 2^53 become bigint.
 * Throws `SyntaxError` with a sentence for the user.
 */
export function parseJson(text: string): JsonValue {
  if (NEEDS_EXACT_PARSER.test(text)) return new ExactJsonParser(text).parse();
  return JSON.parse(text) as JsonValue;
}

const SUSPICIOUS_NUMBER = /[:[,]\s*-?\d*(?:[.eE]|\d{15})|[:[,]\s*-0/;

/**
 * The first number that strict canonical JSON forbids (room version 6 on): a fraction, an exponent,
 * `-0`, or an integer outside [-(2^53-1), 2^53-1]; null where all are fine. `text` is valid JSON.
 */
export function findForbiddenNumber(text: string): string | null {
  if (!SUSPICIOUS_NUMBER.test(text)) return null;
  let at = 0;
  while (at < text.length) {
    const unit = text.charAt(at);
    if (unit === '"') {
      at = endOfString(text, at);
    } else if (unit === '-' || (unit >= '0' && unit <= '9')) {
      const end = endOfNumber(text, at);
      const number = text.slice(at, end);
      if (!isPlainInteger(number)) return number;
      at = end;
    } else {
      at++;
    }
  }
  return null;
}

function isPlainInteger(number: string): boolean {
  return /^-?\d+$/.test(number) && number !== '-0' && Number.isSafeInteger(Number(number));
}

function endOfString(text: string, quote: number): number {
  let at = quote + 1;
  while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
  return at + 1;
}

function endOfNumber(text: string, start: number): number {
  let at = start;
  while (at < text.length && '+-.0123456789eE'.includes(text.charAt(at))) at++;
  return at;
}
