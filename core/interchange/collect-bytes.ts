/** What to throw where more bytes come than may be held. */
export type TooLarge = (bytes: number) => Error;

/** Smallest buffer that is made where the size is not known beforehand. */
const FIRST_CAPACITY = 1 << 20;

/**
 * All bytes of a stream in one array. `expected` saves copying where it is right; nothing beyond
 * `most` is held.
 */
export async function collectBytes(
  chunks: AsyncIterable<Uint8Array>,
  expected: number | null,
  most: number,
  tooLarge: TooLarge,
): Promise<Uint8Array> {
  let buffer = new Uint8Array(Math.min(expected ?? FIRST_CAPACITY, most));
  let length = 0;
  for await (const chunk of chunks) {
    const needed = length + chunk.length;
    if (needed > most) throw tooLarge(needed);
    if (needed > buffer.length) {
      const grown = new Uint8Array(Math.min(Math.max(needed, 2 * buffer.length), most));
      grown.set(buffer.subarray(0, length));
      buffer = grown;
    }
    buffer.set(chunk, length);
    length = needed;
  }
  return length === buffer.length ? buffer : buffer.slice(0, length);
}
