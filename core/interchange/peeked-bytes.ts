import { concatBytes } from './concat-bytes';

/** A byte stream whose start can be looked at before it is read; read once, like any stream. */
export class PeekedBytes implements AsyncIterable<Uint8Array> {
  readonly #source: AsyncIterator<Uint8Array>;
  #held: Uint8Array[] = [];

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The first `length` bytes, fewer where the stream is shorter, more where a chunk is longer. */
  async peek(length: number): Promise<Uint8Array> {
    let size = this.#held.reduce((sum, chunk) => sum + chunk.length, 0);
    while (size < length) {
      const next = await this.#source.next();
      if (next.done) break;
      this.#held.push(next.value);
      size += next.value.length;
    }
    const start = concatBytes(this.#held);
    this.#held = start.length > 0 ? [start] : [];
    return start;
  }

  /** Drops bytes from the start; they must have been peeked at. */
  dropHeld(length: number): void {
    this.#held = this.#held.map((start) => start.subarray(length));
  }

  async close(): Promise<void> {
    this.#held = [];
    await this.#source.return?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    let exhausted = false;
    try {
      const held = this.#held;
      this.#held = [];
      yield* held;
      for (;;) {
        const next = await this.#source.next();
        exhausted = next.done === true;
        if (next.done) return;
        yield next.value;
      }
    } finally {
      // A reader that stops early (an error further on) must let the host close its file.
      if (!exhausted) await this.#source.return?.();
    }
  }
}
