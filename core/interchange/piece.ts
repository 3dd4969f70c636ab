/** The bytes of one event as they stand in a file. */
export interface Piece {
  /** Line of the file on which it begins, from 1. */
  readonly line: number;
  readonly bytes: Uint8Array;
}

/** Cuts a stream of chunks into pieces; the chunk boundaries make no difference. */
export interface Splitter {
  push(chunk: Uint8Array): readonly Piece[];
  /** After the last chunk. */
  end(): readonly Piece[];
}
