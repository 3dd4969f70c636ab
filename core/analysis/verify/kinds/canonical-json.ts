import { decodeBase64 } from '../../../base/base64';
import { canonicalJson, NotCanonicalError } from '../../../matrix/event/canonical-json';
import { findDuplicateKey } from '../../../matrix/event/duplicate-keys';
import { findForbiddenNumber, parseJson } from '../../../matrix/event/parse-json';
import type { CaseKind } from '../case-kind';
import type { Checks } from '../checks';
import type { Fields } from '../fields';

/** Texts as canonical JSON, and texts that strict room versions must refuse. */
export const canonicalJsonCases: CaseKind = {
  kinds: ['canonical-json', 'canonical-json-strict', 'canonical-json-error'],
  name: 'canonical JSON',
  check(fields, _context, checks) {
    const text = textOf(fields);
    const strict = text === null ? NOT_UTF8 : (encoded(text).offence ?? strictOffence(text));
    switch (fields.value.kind) {
      case 'canonical-json':
        checkEncoding(fields, text ?? '', strict, checks);
        return;
      case 'canonical-json-strict':
        checkStrictness(fields, text ?? '', strict, checks);
        return;
      default:
        checks.verdict(strict !== null, 'refused', null, 'an error', strict);
    }
  },
};

const NOT_UTF8 = 'not valid UTF-8';
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** null: bytes that are no text. */
function textOf(fields: Fields): string | null {
  if (!fields.has('input_base64')) return fields.string('input');
  const bytes = decodeBase64(fields.string('input_base64'));
  if (bytes === null) throw fields.error('input_base64', 'expected base64');
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** Encoding takes numbers as they come. */
function encoded(text: string): { readonly json: string | null; readonly offence: string | null } {
  try {
    return { json: canonicalJson(parseJson(text)), offence: null };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof NotCanonicalError)
      return { json: null, offence: error.message };
    throw error;
  }
}

/** What room versions from 6 on refuse in the text of an event; null: nothing. */
function strictOffence(text: string): string | null {
  const number = findForbiddenNumber(text);
  if (number !== null) return `the number ${number}`;
  const key = findDuplicateKey(text);
  return key === null ? null : `the key ${JSON.stringify(key)} twice`;
}

/** `any`: strict versions take the text, too; `lenient`: they may refuse its numbers. */
function checkEncoding(fields: Fields, text: string, strict: string | null, checks: Checks): void {
  const { json, offence } = encoded(text);
  checks.same('canonical JSON', null, fields.string('expected'), json ?? offence);
  if (fields.string('mode') === 'any') checks.same('strict offence', null, null, strict);
}

function checkStrictness(
  fields: Fields,
  text: string,
  strict: string | null,
  checks: Checks,
): void {
  const valid = fields.boolean('valid_strict');
  checks.verdict(valid === (strict === null), 'strictly canonical', null, valid, strict);
  if (fields.booleanOrNull('valid_v1_to_v5') !== true) return;
  const { offence } = encoded(text);
  checks.same('offence in room versions 1 to 5', null, null, offence);
}
