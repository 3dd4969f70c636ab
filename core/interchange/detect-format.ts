import { RoomscopeError } from '../base/errors';
import type { ByteSource, Platform } from '../base/platform-port';
import { gunzipWithin } from './gunzip';
import { MAX_UNPACKED_BYTES } from './limits';
import { PeekedBytes } from './peeked-bytes';

export type FileFormat = 'ndjson' | 'json-array' | 'dendrite-sqlite';

/** A file whose format is known, positioned at its first unpacked byte. */
export interface DetectedFile {
  readonly name: string;
  readonly format: FileFormat;
  /** True: the file itself is gzip. */
  readonly packed: boolean;
  /** Unpacked; may be iterated once. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Lets go of the file where `bytes` is not iterated. */
  close(): Promise<void>;
}

const SQLITE_MAGIC = new TextEncoder().encode('SQLite format 3\0');
const GZIP_MAGIC = [0x1f, 0x8b];
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const SLASH = 0x2f;
/** Bytes looked at: enough for every magic, and for a generous indent before `[` or `{`. */
const PEEK = 4096;

/**
 * Tells what a file is by its first bytes, never by its name, looking inside gzip. Throws
 * `bad_input` where the file is empty or none of the formats.
 */
export async function detectFile(
  source: ByteSource,
  platform: Platform,
  maxUnpackedBytes = MAX_UNPACKED_BYTES,
): Promise<DetectedFile> {
  return detected(source.name, await openUnpacked(source, platform, maxUnpackedBytes));
}

export interface DetectedCaseFile extends Omit<DetectedFile, 'format'> {
  readonly format: FileFormat | 'json5';
}

/**
 * As `detectFile`, for a file of cases, which may be JSON5 as well: that shows in a comment at its
 * beginning, or not before it is read (`ndjson`).
 */
export async function detectCaseFile(
  source: ByteSource,
  platform: Platform,
): Promise<DetectedCaseFile> {
  const opened = await openUnpacked(source, platform, MAX_UNPACKED_BYTES);
  const { bytes, packed, start } = opened;
  const isComment = start.find((byte) => !isWhiteSpace(byte)) === SLASH;
  if (!isComment) return detected(source.name, opened);
  return { name: source.name, format: 'json5', packed, bytes, close: () => bytes.close() };
}

function detected(
  name: string,
  { bytes, packed, start }: Awaited<ReturnType<typeof openUnpacked>>,
): DetectedFile {
  if (start.length === 0)
    throw new RoomscopeError('bad_input', `${name} is empty. Choose a file that holds events.`, {
      file: name,
    });
  return { name, format: formatOf(start, name), packed, bytes, close: () => bytes.close() };
}

/** A file's bytes, unpacked where it is gzip, without a byte order mark; `start`: what comes first. */
export async function openUnpacked(
  source: ByteSource,
  platform: Platform,
  maxUnpackedBytes: number,
): Promise<{ bytes: PeekedBytes; packed: boolean; start: Uint8Array }> {
  let bytes = new PeekedBytes(source.stream());
  let start = await bytes.peek(PEEK);
  const packed = startsWith(start, GZIP_MAGIC);
  if (packed) {
    bytes = new PeekedBytes(gunzipWithin(bytes, source.name, platform, maxUnpackedBytes));
    start = await bytes.peek(PEEK);
  }
  if (startsWith(start, BYTE_ORDER_MARK)) {
    bytes.dropHeld(BYTE_ORDER_MARK.length);
    start = start.subarray(BYTE_ORDER_MARK.length);
  }
  return { bytes, packed, start };
}

function formatOf(start: Uint8Array, name: string): FileFormat {
  if (startsWith(start, SQLITE_MAGIC)) return 'dendrite-sqlite';
  const first = start.find((byte) => !isWhiteSpace(byte));
  if (first === 0x5b) return 'json-array';
  if (first === 0x7b || first === undefined) return 'ndjson';
  throw new RoomscopeError(
    'bad_input',
    `${name} is not a room: it begins neither like events (JSON lines or a JSON array) nor like a SQLite database. Choose a file of events or a Dendrite's roomserver.db.`,
    { file: name, line: 1 },
  );
}

/** JSON's white space. */
export function isWhiteSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function startsWith(bytes: Uint8Array, magic: ArrayLike<number>): boolean {
  for (let at = 0; at < magic.length; at += 1) if (bytes[at] !== magic[at]) return false;
  return true;
}
