/** Bytes that stand for themselves in a JSON string: printable ASCII but for `"` and `\`. */
const STANDS_FOR_ITSELF = new Uint8Array(256).fill(1, 0x20, 0x80);
STANDS_FOR_ITSELF[0x22] = 0;
STANDS_FOR_ITSELF[0x5c] = 0;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LETTER_U = 0x75;
const FIRST_ABOVE_ASCII = 0x80;

/** What {@link endOfString} found in a string beside its end. */
export const STRING_IS_CANONICAL = 0;
export const STRING_HAS_ESCAPES = 1;
const STRING_IS_NOT_CANONICAL = 2;
export const STRING_IS_BROKEN = 3;

const FORM_BITS = 4;

/**
 * From the byte after the opening quote to the byte after the closing one, and the form in between:
 * `end * 4 + form`, as one number so that nothing is allocated per string. Broken: the text ends
 * early, holds a control character, or is not UTF-8.
 */
export function endOfString(bytes: Uint8Array, from: number): number {
  let at = from;
  let form: number = STRING_IS_CANONICAL;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (STANDS_FOR_ITSELF[byte] === 1) {
      at += 1;
    } else if (byte === QUOTE) {
      return (at + 1) * FORM_BITS + form;
    } else if (byte === BACKSLASH) {
      const length = canonicalEscapeLength(bytes, at);
      // The character after a backslash is never the end, whatever it is.
      at += length === 0 ? 2 : length;
      form = length === 0 ? STRING_IS_NOT_CANONICAL : Math.max(form, STRING_HAS_ESCAPES);
    } else {
      const next = byte >= FIRST_ABOVE_ASCII ? endOfSequence(bytes, at) : at;
      if (next === at) break;
      at = next;
    }
  }
  return at * FORM_BITS + STRING_IS_BROKEN;
}

export function endOf(found: number): number {
  return Math.floor(found / FORM_BITS);
}

export function formOf(found: number): number {
  return found % FORM_BITS;
}

const SHORT_ESCAPES = new Set([...'"\\bfnrt'].map((letter) => letter.charCodeAt(0)));

/**
 * Length of the escape at `at` where canonical JSON writes it so (the shortest form, and only where
 * one is needed); otherwise 0.
 */
function canonicalEscapeLength(bytes: Uint8Array, at: number): number {
  const letter = bytes[at + 1] ?? 0;
  if (SHORT_ESCAPES.has(letter)) return 2;
  if (letter !== LETTER_U || bytes[at + 2] !== 0x30 || bytes[at + 3] !== 0x30) return 0;
  const high = (bytes[at + 4] ?? 0) - 0x30;
  const low = lowerHexDigit(bytes[at + 5] ?? 0);
  if ((high !== 0 && high !== 1) || low < 0) return 0;
  const hasShortForm = high === 0 && low >= 8 && low <= 13 && low !== 11;
  return hasShortForm ? 0 : 6;
}

function lowerHexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  return byte >= 0x61 && byte <= 0x66 ? byte - 0x61 + 10 : -1;
}

/** The byte after a well-formed UTF-8 sequence (Unicode, table 3-7); `at` where it is not one. */
function endOfSequence(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const second = bytes[at + 1] ?? 0;
  if (lead >= 0xc2 && lead <= 0xdf) return isContinuation(second) ? at + 2 : at;
  if (!isContinuation(bytes[at + 2] ?? 0)) return at;
  if (lead >= 0xe0 && lead <= 0xef) {
    const low = lead === 0xe0 ? 0xa0 : 0x80;
    // Above ED 9F lie the surrogates, which UTF-8 lacks.
    const high = lead === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high ? at + 3 : at;
  }
  if (lead < 0xf0 || lead > 0xf4 || !isContinuation(bytes[at + 3] ?? 0)) return at;
  const low = lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xf4 ? 0x8f : 0xbf;
  return second >= low && second <= high ? at + 4 : at;
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}

/** Order of two spans of the same bytes; for UTF-8 that is the order by code point. */
export function compareSpans(
  bytes: Uint8Array,
  left: number,
  leftEnd: number,
  right: number,
  rightEnd: number,
): number {
  const length = Math.min(leftEnd - left, rightEnd - right);
  for (let at = 0; at < length; at += 1) {
    const difference = (bytes[left + at] ?? 0) - (bytes[right + at] ?? 0);
    if (difference !== 0) return difference;
  }
  return leftEnd - left - (rightEnd - right);
}

const MINUS = 0x2d;
const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;

/**
 * The byte after the number at `at`; negative (its complement) where canonical JSON, strictly read,
 * forbids how it is written: a fraction, an exponent, `-0`, beyond 2^53-1.
 */
export function endOfNumber(bytes: Uint8Array, from: number): number {
  const isNegative = bytes[from] === MINUS;
  let at = isNegative ? from + 1 : from;
  let size = 0;
  for (let byte = bytes[at] ?? 0; byte >= DIGIT_0 && byte <= DIGIT_9; byte = bytes[at] ?? 0) {
    // Rounding sets in beyond the limit only, and never leads back below it.
    size = size * 10 + (byte - DIGIT_0);
    at += 1;
  }
  let isPlain = size <= Number.MAX_SAFE_INTEGER && !(isNegative && size === 0);
  while (at < bytes.length && isInNumber(bytes[at] ?? 0)) {
    isPlain = false;
    at += 1;
  }
  return isPlain ? at : ~at;
}

/** What may follow the digits of an integer in other numbers: `+-.eE` and digits. */
function isInNumber(byte: number): boolean {
  if (byte >= DIGIT_0 && byte <= DIGIT_9) return true;
  return byte === 0x2b || byte === MINUS || byte === 0x2e || byte === 0x45 || byte === 0x65;
}

/** JSON's white space. */
export function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
