import { RoomscopeError } from '../base/errors';
import type { ByteSource, Platform } from '../base/platform-port';
import type { Work } from '../base/work';
import { isObject } from '../matrix/event/json';
import { parseJson } from '../matrix/event/parse-json';
import { FieldError } from '../matrix/event/read-fields';
import { readVerifyKeys, type VerifyKeys } from '../matrix/event/verify-keys';
import { collectBytes } from './collect-bytes';
import { openUnpacked } from './detect-format';
import { MAX_UNPACKED_BYTES } from './limits';

/** Large enough for a whole generated room, which carries its keys along. */
const MAX_KEYS_BYTES = 256 * 1024 * 1024;
const EXPECTED = '{"server.name": {"ed25519:ID": "base64"}}';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads the servers' public keys: a JSON object of them, or one that holds them as `verify_keys`;
 * plain or gzip. Throws `bad_input` that names the field.
 */
export async function readKeys(
  source: ByteSource,
  platform: Platform,
  work: Work,
): Promise<VerifyKeys> {
  const { name } = source;
  const { bytes } = await openUnpacked(source, platform, MAX_UNPACKED_BYTES);
  try {
    const text = await collectBytes(bytes, null, MAX_KEYS_BYTES, () =>
      noKeys(name, 'it is larger than 256 MB', null),
    );
    work.throwIfCancelled();
    return keysIn(text, name);
  } finally {
    await bytes.close();
  }
}

function keysIn(bytes: Uint8Array, name: string): VerifyKeys {
  try {
    const value = parseJson(decoder.decode(bytes));
    if (!isObject(value)) throw noKeys(name, 'it is not a JSON object', null);
    return readVerifyKeys(value);
  } catch (error) {
    if (error instanceof FieldError) throw noKeys(name, error.message, error.field);
    if (error instanceof RoomscopeError) throw error;
    const reason = error instanceof SyntaxError ? error.message : 'it is not valid UTF-8 text';
    throw noKeys(name, reason, null);
  }
}

function noKeys(file: string, reason: string, field: string | null): RoomscopeError {
  const message = `${file} holds no servers' keys: ${reason}. Give a JSON object ${EXPECTED}.`;
  return new RoomscopeError('bad_input', message, { file, field });
}
