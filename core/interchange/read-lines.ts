import { RoomscopeError } from '../base/errors';
import { concatBytes } from './concat-bytes';
import { isWhiteSpace } from './detect-format';
import { MAX_EVENT_BYTES } from './limits';
import type { Piece, Splitter } from './piece';

const LINE_FEED = 0x0a;

/**
 * Cuts ndjson into its lines. Carriage returns and blank lines are tolerated, the last line may lack
 * its line feed, and a line over the limit is refused before more of it is held.
 */
export class LineSplitter implements Splitter {
  readonly #fileName: string;
  readonly #maxBytes: number;
  /** The unfinished line, in the parts in which it came. */
  #parts: Uint8Array[] = [];
  #partBytes = 0;
  #line = 1;

  constructor(fileName: string, maxBytes = MAX_EVENT_BYTES) {
    this.#fileName = fileName;
    this.#maxBytes = maxBytes;
  }

  push(chunk: Uint8Array): readonly Piece[] {
    const pieces: Piece[] = [];
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
      this.#hold(chunk.subarray(from, at));
      this.#finishLine(pieces);
      from = at + 1;
    }
    this.#hold(chunk.subarray(from));
    return pieces;
  }

  end(): readonly Piece[] {
    const pieces: Piece[] = [];
    this.#finishLine(pieces);
    return pieces;
  }

  #hold(part: Uint8Array): void {
    if (part.length === 0) return;
    this.#partBytes += part.length;
    if (this.#partBytes > this.#maxBytes) throw this.#tooLong();
    this.#parts.push(part);
  }

  #finishLine(pieces: Piece[]): void {
    const bytes = trimmed(concatBytes(this.#parts));
    if (bytes.length > 0) pieces.push({ line: this.#line, bytes });
    this.#parts = [];
    this.#partBytes = 0;
    this.#line += 1;
  }

  #tooLong(): RoomscopeError {
    return new RoomscopeError(
      'bad_input',
      `${this.#fileName}, line ${this.#line} is longer than ${this.#maxBytes.toLocaleString('en-GB')} bytes; an event has at most 65,536. Remove the line.`,
      { file: this.#fileName, line: this.#line },
    );
  }
}

/** Without white space at either end: the event's own bytes are kept, its surroundings are not. */
function trimmed(bytes: Uint8Array): Uint8Array {
  let from = 0;
  let to = bytes.length;
  while (from < to && isWhiteSpace(bytes[from] ?? 0)) from += 1;
  while (to > from && isWhiteSpace(bytes[to - 1] ?? 0)) to -= 1;
  return bytes.subarray(from, to);
}
