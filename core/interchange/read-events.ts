import { RoomscopeError } from '../base/errors';
import type { Work } from '../base/work';
import type { JsonObject, JsonValue } from '../matrix/event/json';
import { parseJson } from '../matrix/event/parse-json';
import type { DetectedFile } from './detect-format';
import { ArraySplitter } from './json-array';
import type { Piece, Splitter } from './piece';
import { LineSplitter } from './read-lines';

/** One event of a file, parsed but not yet judged in any way. */
export interface FileEvent {
  readonly file: string;
  /** Line on which it begins, from 1. */
  readonly line: number;
  /** Its JSON text exactly as in the file. */
  readonly bytes: Uint8Array;
  readonly value: JsonObject;
}

/** Strict: bytes that are not UTF-8 are refused, never replaced. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads the events of an ndjson file or JSON array as a stream, in batches of whatever a chunk
 * holds. Throws `bad_input` that names file and line.
 */
export async function* readEvents(
  file: DetectedFile,
  work: Work,
): AsyncGenerator<readonly FileEvent[]> {
  const splitter = splitterFor(file);
  let events = 0;
  for await (const chunk of file.bytes) {
    const batch = splitter.push(chunk).map((piece) => parseEvent(piece, file.name));
    events += batch.length;
    yield batch;
    await work.breathe({ phase: `Reading ${file.name}`, done: events, total: null });
  }
  yield splitter.end().map((piece) => parseEvent(piece, file.name));
}

function splitterFor(file: DetectedFile): Splitter {
  return file.format === 'json-array' ? new ArraySplitter(file.name) : new LineSplitter(file.name);
}

function parseEvent(piece: Piece, file: string): FileEvent {
  const { line, bytes } = piece;
  const value = parsePiece(piece, file);
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return { file, line, bytes, value: value as JsonObject };
  throw new RoomscopeError(
    'bad_input',
    `${file}, line ${line} is JSON but not an object. Take the line out.`,
    {
      file,
      line,
    },
  );
}

function parsePiece({ line, bytes }: Piece, file: string): JsonValue {
  try {
    return parseJson(decoder.decode(bytes));
  } catch (error) {
    const broken = error instanceof SyntaxError;
    const reason = broken ? `not valid JSON: ${error.message}` : 'not valid UTF-8 text';
    throw new RoomscopeError(
      'bad_input',
      `${file}, line ${line} is ${reason}. Fetch the file again, or take the line out.`,
      { file, line },
    );
  }
}
