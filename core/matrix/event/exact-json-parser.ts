import { MAX_JSON_DEPTH } from './canonical-json';
import { type JsonObject, type JsonValue, SpelledNumber } from './json';

const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
/** Where a string ends; `JSON.parse` then judges what is in it. */
const STRING = /"(?:[^"\\]+|\\.)*"/sy;
const BLANKS = /[ \t\n\r]*/y;
const WORDS: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/**
 * The slow, exact way to read JSON: integers beyond 2^53 become bigint, `__proto__` is a key like
 * any other. Nesting is limited to {@link MAX_JSON_DEPTH}.
 */
export class ExactJsonParser {
  readonly #text: string;
  readonly #keepSpelling: boolean;
  #at = 0;
  #depth = 0;

  /** `keepSpelling`: numbers with a fraction or an exponent come out as {@link SpelledNumber}. */
  constructor(text: string, { keepSpelling = false } = {}) {
    this.#text = text;
    this.#keepSpelling = keepSpelling;
  }

  parse(): JsonValue {
    const value = this.#value();
    this.#match(BLANKS);
    if (this.#at < this.#text.length) throw this.#unexpected();
    return value;
  }

  #value(): JsonValue {
    this.#match(BLANKS);
    const next = this.#text.charAt(this.#at);
    if (next === '{') return this.#nested(() => this.#object());
    if (next === '[') return this.#nested(() => this.#array());
    if (next === '"') return this.#string();
    for (const [word, value] of WORDS) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    }
    return this.#number();
  }

  #nested(read: () => JsonValue): JsonValue {
    this.#depth++;
    if (this.#depth > MAX_JSON_DEPTH) {
      throw new SyntaxError(`nested more than ${MAX_JSON_DEPTH} levels deep`);
    }
    this.#at++;
    const value = read();
    this.#depth--;
    return value;
  }

  #object(): JsonValue {
    const entries: [string, JsonValue][] = [];
    if (this.#endsWith('}')) return {};
    do {
      this.#match(BLANKS);
      const key = this.#string();
      this.#match(BLANKS);
      this.#expect(':');
      entries.push([key, this.#value()]);
    } while (this.#continues('}'));
    return Object.fromEntries(entries);
  }

  #array(): JsonValue {
    const elements: JsonValue[] = [];
    if (this.#endsWith(']')) return elements;
    do elements.push(this.#value());
    while (this.#continues(']'));
    return elements;
  }

  #string(): string {
    const quoted = this.#match(STRING);
    if (quoted === '') throw this.#unexpected();
    return JSON.parse(quoted) as string;
  }

  #number(): JsonValue {
    const text = this.#match(NUMBER);
    if (text === '') throw this.#unexpected();
    const number = Number(text);
    const isInteger = /^-?\d+$/.test(text);
    if (this.#keepSpelling && !isInteger) return spelled(text);
    return isInteger && !Number.isSafeInteger(number) ? BigInt(text) : number;
  }

  /** After an element: true at a comma, false at `end`. */
  #continues(end: string): boolean {
    if (this.#endsWith(end)) return false;
    this.#expect(',');
    return true;
  }

  #endsWith(end: string): boolean {
    this.#match(BLANKS);
    if (this.#text.charAt(this.#at) !== end) return false;
    this.#at++;
    return true;
  }

  #expect(character: string): void {
    if (this.#text.charAt(this.#at) !== character) throw this.#unexpected();
    this.#at++;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #unexpected(): SyntaxError {
    const found = this.#text.charAt(this.#at);
    const what = found === '' ? 'the text ends too early' : `unexpected ${JSON.stringify(found)}`;
    return new SyntaxError(`${what} at character ${this.#at + 1}`);
  }
}

function spelled(text: string): JsonValue {
  return new SpelledNumber(text) as unknown as JsonObject;
}
