import { ExactJsonParser } from './exact-json-parser';
import type { JsonValue } from './json';
import { endOfString } from './json-text';

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
  if (mayLoseSomething(text) && NEEDS_EXACT_PARSER.test(text))
    return new ExactJsonParser(text).parse();
  return JSON.parse(text) as JsonValue;
}

const LONG_DIGITS = 16;
const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;

/** Whether the pattern could match at all: finds out by looking at few characters. */
function mayLoseSomething(text: string): boolean {
  return hasLongDigits(text) || text.includes('__proto__') || text.includes('\\u005');
}

/** Digits in a row as many as a safe integer can have: one of them stands where we look. */
function hasLongDigits(text: string): boolean {
  for (let at = LONG_DIGITS - 1; at < text.length; at += LONG_DIGITS) {
    if (!isDigit(text.charCodeAt(at))) continue;
    let from = at;
    while (isDigit(text.charCodeAt(from - 1))) from -= 1;
    let to = at + 1;
    while (isDigit(text.charCodeAt(to))) to += 1;
    if (to - from >= LONG_DIGITS) return true;
  }
  return false;
}

/** False beyond either end of a text, where the code is NaN. */
function isDigit(code: number): boolean {
  return code >= DIGIT_0 && code <= DIGIT_9;
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

function endOfNumber(text: string, start: number): number {
  let at = start;
  while (at < text.length && '+-.0123456789eE'.includes(text.charAt(at))) at++;
  return at;
}
