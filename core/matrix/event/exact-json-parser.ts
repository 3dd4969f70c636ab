import { type JsonObject, type JsonValue, SpelledNumber } from './json';
import { endOfString } from './json-text';

const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const BLANKS = /[ \t\n\r]*/y;
const WORDS: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** An object or list that is being read. */
interface Open {
  /** Of an object: its entries so far; null: a list. */
  readonly entries: [string, JsonValue][] | null;
  readonly elements: JsonValue[];
  /** Of an object: the key whose value comes next. */
  key: string;
}

/**
 * The slow, exact way to read JSON: integers beyond 2^53 become bigint, `__proto__` is a key like
 * any other. Values may be nested to any depth: the stack is the parser's own.
 */
export class ExactJsonParser {
  readonly #text: string;
  readonly #keepSpelling: boolean;
  readonly #open: Open[] = [];
  #at = 0;

  /** `keepSpelling`: numbers with a fraction or an exponent come out as {@link SpelledNumber}. */
  constructor(text: string, { keepSpelling = false } = {}) {
    this.#text = text;
    this.#keepSpelling = keepSpelling;
  }

  parse(): JsonValue {
    let value = this.#begin();
    for (let top = this.#open.at(-1); top !== undefined; top = this.#open.at(-1)) {
      if (value !== undefined) {
        if (top.entries) top.entries.push([top.key, value]);
        else top.elements.push(value);
        if (this.#endsWith(top.entries ? '}' : ']')) {
          value = this.#close();
          continue;
        }
        this.#expect(',');
        if (top.entries) top.key = this.#key();
      }
      value = this.#begin();
    }
    this.#match(BLANKS);
    if (this.#at < this.#text.length || value === undefined) throw this.#unexpected();
    return value;
  }

  /** A value that is whole at once; undefined where an object or list was opened instead. */
  #begin(): JsonValue | undefined {
    this.#match(BLANKS);
    const next = this.#text.charAt(this.#at);
    if (next === '{' || next === '[') return this.#openNested(next === '{');
    if (next === '"') return this.#string();
    for (const [word, value] of WORDS) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    }
    return this.#number();
  }

  #openNested(isObject: boolean): JsonValue | undefined {
    this.#at++;
    const isEmpty = this.#endsWith(isObject ? '}' : ']');
    if (isEmpty) return isObject ? {} : [];
    const key = isObject ? this.#key() : '';
    this.#open.push({ entries: isObject ? [] : null, elements: [], key });
    return undefined;
  }

  #close(): JsonValue {
    const closed = this.#open.pop();
    if (!closed?.entries) return closed?.elements ?? [];
    return Object.fromEntries(closed.entries);
  }

  #key(): string {
    this.#match(BLANKS);
    const key = this.#string();
    this.#match(BLANKS);
    this.#expect(':');
    return key;
  }

  #string(): string {
    const start = this.#at;
    if (this.#text.charAt(start) !== '"') throw this.#unexpected();
    this.#at = endOfString(this.#text, start);
    if (this.#at > this.#text.length) throw this.#unexpected();
    // Judges what is in it.
    return JSON.parse(this.#text.slice(start, this.#at)) as string;
  }

  #number(): JsonValue {
    const text = this.#match(NUMBER);
    if (text === '') throw this.#unexpected();
    const number = Number(text);
    const isInteger = /^-?\d+$/.test(text);
    if (this.#keepSpelling && !isInteger) return spelled(text);
    return isInteger && !Number.isSafeInteger(number) ? BigInt(text) : number;
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
    return new SyntaxError(`${what} at character ${Math.min(this.#at, this.#text.length) + 1}`);
  }
}

function spelled(text: string): JsonValue {
  return new SpelledNumber(text) as unknown as JsonObject;
}
