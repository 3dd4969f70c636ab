import { isBlank } from './json-bytes';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** Copying fewer bytes one by one is cheaper than making a view of them. */
const FEW_BYTES = 24;

/** Bytes written one after another into memory that is used again. */
export class ByteBuffer {
  #bytes = new Uint8Array(4096);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  clear(): void {
    this.#length = 0;
  }

  /** What was written, as a view: valid until the next write. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length] = value;
    this.#length += 1;
  }

  span(bytes: Uint8Array, from: number, to: number): void {
    this.#reserve(to - from);
    if (to - from > FEW_BYTES) this.#bytes.set(bytes.subarray(from, to), this.#length);
    else {
      const [target, start] = [this.#bytes, this.#length - from];
      for (let at = from; at < to; at += 1) target[start + at] = bytes[at] ?? 0;
    }
    this.#length += to - from;
  }

  /** Copies JSON without the blanks between its tokens. */
  spanWithoutBlanks(bytes: Uint8Array, from: number, to: number): void {
    this.#reserve(to - from);
    let length = this.#length;
    let isInString = false;
    for (let at = from; at < to; at += 1) {
      const byte = bytes[at] ?? 0;
      if (!isInString && isBlank(byte)) continue;
      this.#bytes[length++] = byte;
      if (byte === QUOTE) isInString = !isInString;
      // What follows a backslash is no quote, and no end of it.
      else if (byte === BACKSLASH && at + 1 < to) this.#bytes[length++] = bytes[++at] ?? 0;
    }
    this.#length = length;
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}
