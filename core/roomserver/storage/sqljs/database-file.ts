import { RoomscopeError } from '../../../base/errors';
import type { ByteSource } from '../../../base/platform-port';

/** Beyond about 3.5 GB sql.js hangs without an error. */
export const MAX_DATABASE_BYTES = 3_500_000_000;

const MAGIC = 'SQLite format 3\0';
const HEADER_BYTES = 100;

/** Refuses, before a byte is read, what cannot be opened: too large, or not all in this one file. */
export function refuseUnreadableDatabase(source: ByteSource): void {
  const { name } = source;
  if (source.size !== null) refuseTooLarge(source.size, name);
  const sibling = source.siblings.find((file) => /-(wal|journal)$/.test(file));
  if (sibling === undefined) return;
  throw new RoomscopeError(
    'bad_input',
    `${name} is not complete: part of it is still in ${sibling}. Stop the server or take a copy of both files, then run: sqlite3 ${name} 'PRAGMA wal_checkpoint(TRUNCATE)'`,
    { file: name },
  );
}

/** Throws `bad_input` unless `bytes` are a whole SQLite file, as far as its header tells. */
export function checkDatabaseFile(bytes: Uint8Array, name: string): void {
  refuseTooLarge(bytes.length, name);
  const place = { file: name };
  if (bytes.length === 0)
    throw new RoomscopeError('bad_input', `${name} is empty, not a database.`, place);
  const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC)
    throw new RoomscopeError(
      'bad_input',
      `${name} is not a database: it does not begin like an SQLite file. Choose the roomserver.db of a Dendrite server, or a file of events.`,
      place,
    );
  const whole = sizeInHeader(bytes);
  if (bytes.length >= Math.max(whole, HEADER_BYTES)) return;
  throw new RoomscopeError(
    'bad_input',
    `${name} is not a whole database: it is cut off after ${bytes.length} of ${whole} bytes. Copy the file again.`,
    place,
  );
}

/** Bytes of the file as its header has them (page size times pages); 0 where it does not tell. */
function sizeInHeader(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES) return HEADER_BYTES;
  const pageSize = view.getUint16(16);
  // Software from before 2010 left the page count alone; then these two counters differ.
  const countIsValid = view.getUint32(24) === view.getUint32(92);
  return countIsValid ? (pageSize === 1 ? 65_536 : pageSize) * view.getUint32(28) : 0;
}

function refuseTooLarge(size: number, name: string): void {
  if (size <= MAX_DATABASE_BYTES) return;
  throw new RoomscopeError(
    'bad_input',
    `${name} is too large: ${(size / 1e9).toFixed(1)} GB, and 3.5 GB is the most that can be opened. Choose a smaller one.`,
    { file: name },
  );
}
