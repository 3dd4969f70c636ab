import { RoomscopeError } from '../base/errors';
import { concatBytes } from './concat-bytes';
import { isWhiteSpace } from './detect-format';
import { MAX_EVENT_BYTES } from './limits';
import type { Piece, Splitter } from './piece';

const LINE_FEED = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

type Expecting = 'array' | 'first-element' | 'element' | 'in-element' | 'comma' | 'nothing';

/**
 * Cuts a JSON array of objects into its elements without holding the array: finds the ends of
 * elements by their braces and strings only, and leaves it to the parser whether they are JSON.
 */
export class ArraySplitter implements Splitter {
  readonly #fileName: string;
  readonly #maxBytes: number;
  #expecting: Expecting = 'array';
  #line = 1;
  #elements = 0;
  // The element that is being read.
  #parts: Uint8Array[] = [];
  #partBytes = 0;
  #elementLine = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;

  constructor(fileName: string, maxBytes = MAX_EVENT_BYTES) {
    this.#fileName = fileName;
    this.#maxBytes = maxBytes;
  }

  push(bytes: Uint8Array): readonly Piece[] {
    const pieces: Piece[] = [];
    let at = 0;
    while (at < bytes.length)
      at =
        this.#expecting === 'in-element'
          ? this.#readElement(bytes, at, pieces)
          : this.#readBetween(bytes, at);
    return pieces;
  }

  end(): readonly Piece[] {
    if (this.#expecting !== 'nothing')
      throw this.#fail(
        `ends inside the array, after ${this.#elements.toLocaleString('en-GB')} whole elements. Fetch the file again`,
      );
    return [];
  }

  /** Reads one byte outside of elements; returns where to go on. */
  #readBetween(bytes: Uint8Array, at: number): number {
    const byte = bytes[at] ?? 0;
    if (byte === LINE_FEED) this.#line += 1;
    if (isWhiteSpace(byte)) return at + 1;
    if (byte === OPEN_BRACE && this.#startsElement()) return this.#beginElement(at);
    this.#expecting = this.#afterMark(byte);
    return at + 1;
  }

  #startsElement(): boolean {
    return this.#expecting === 'first-element' || this.#expecting === 'element';
  }

  #afterMark(byte: number): Expecting {
    switch (this.#expecting) {
      case 'array':
        if (byte === OPEN_BRACKET) return 'first-element';
        throw this.#fail('does not begin with [');
      case 'first-element':
        if (byte === CLOSE_BRACKET) return 'nothing';
        throw this.#notAnObject();
      case 'comma':
        if (byte === CLOSE_BRACKET) return 'nothing';
        if (byte === COMMA) return 'element';
        throw this.#fail('has neither a comma nor ] after an element of the array');
      case 'nothing':
        throw this.#fail('goes on after the ] that ends its array');
      default:
        throw this.#notAnObject();
    }
  }

  #beginElement(at: number): number {
    this.#expecting = 'in-element';
    this.#elementLine = this.#line;
    this.#elements += 1;
    return at;
  }

  /** Reads on inside the element; returns where it ended, or the end of the chunk. */
  #readElement(bytes: Uint8Array, from: number, pieces: Piece[]): number {
    for (let at = from; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (this.#inString) this.#readInString(byte);
      else if (byte === QUOTE) this.#inString = true;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.#depth += 1;
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) this.#depth -= 1;
      else if (byte === LINE_FEED) this.#line += 1;
      if (this.#depth > 0) continue;
      this.#hold(bytes.subarray(from, at + 1));
      this.#finishElement(pieces);
      return at + 1;
    }
    this.#hold(bytes.subarray(from));
    return bytes.length;
  }

  #readInString(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) this.#inString = false;
  }

  #hold(part: Uint8Array): void {
    this.#partBytes += part.length;
    if (this.#partBytes > this.#maxBytes)
      throw this.#fail(
        `has an element (number ${this.#elements}) longer than ${this.#maxBytes.toLocaleString('en-GB')} bytes; an event has at most 65,536. Remove it`,
        this.#elementLine,
      );
    this.#parts.push(part);
  }

  #finishElement(pieces: Piece[]): void {
    pieces.push({ line: this.#elementLine, bytes: concatBytes(this.#parts) });
    this.#parts = [];
    this.#partBytes = 0;
    this.#expecting = 'comma';
  }

  #notAnObject(): RoomscopeError {
    return this.#fail(`has an element (number ${this.#elements + 1}) that is not an object`);
  }

  #fail(what: string, line = this.#line): RoomscopeError {
    return new RoomscopeError('bad_input', `${this.#fileName}, line ${line} ${what}.`, {
      file: this.#fileName,
      line,
    });
  }
}
