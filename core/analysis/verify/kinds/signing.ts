import { decodeBase64 } from '../../../base/base64';
import { canonicalJson } from '../../../matrix/event/canonical-json';
import { isObject } from '../../../matrix/event/json';
import { signEvent, verifyEvent } from '../../../matrix/event/sign-event';
import { signJson, verifyJson } from '../../../matrix/event/sign-json';
import type { CaseKind, VerifyContext } from '../case-kind';
import type { Checks } from '../checks';
import type { Fields } from '../fields';

/** Signatures of objects and events, made and judged. */
export const signingCases: CaseKind = {
  kinds: ['sign-json', 'sign-event', 'verify-json', 'verify-event'],
  name: 'signatures',
  check(fields, context, checks) {
    const { kind } = fields.value;
    if (kind === 'sign-json' || kind === 'sign-event') checkMade(fields, context, checks);
    else checkJudged(fields, context, checks);
  },
};

function checkMade(fields: Fields, { platform }: VerifyContext, checks: Checks): void {
  const input = fields.object('input');
  const seed = bytesOf(fields, 'seed_base64');
  const key = { server: fields.string('server'), keyId: fields.string('key_id'), seed };
  const signed =
    fields.value.kind === 'sign-event'
      ? signEvent(input, key, fields.rules(), platform)
      : signJson(input, key, platform.signing);
  const expected = canonicalJson(fields.object('signed'));
  checks.same('signed object', null, expected, canonicalJson(signed));
}

function checkJudged(fields: Fields, { platform: { signing } }: VerifyContext, checks: Checks) {
  const object = fields.object('object');
  const server = fields.string('server');
  const keys = new Map([[fields.string('key_id'), bytesOf(fields, 'public_key')]]);
  const outcome =
    fields.value.kind === 'verify-event'
      ? verifyEvent(object, server, keys, fields.rules(), signing)
      : verifyJson(object, server, keys, signing);
  const valid = fields.boolean('valid');
  const ours = outcome === 'valid';
  // Decoders should take padded base64 (appendices, "Unpadded Base64"), though some refuse it.
  const isEitherWay = !valid && ours && isPadded(fields);
  checks.verdict(valid === ours || isEitherWay, 'signature', null, valid, outcome);
}

function isPadded(fields: Fields): boolean {
  const { signatures } = fields.object('object');
  const own = isObject(signatures) ? signatures[fields.string('server')] : undefined;
  const text = isObject(own) ? own[fields.string('key_id')] : undefined;
  return typeof text === 'string' && text.endsWith('=');
}

function bytesOf(fields: Fields, name: string): Uint8Array {
  const bytes = decodeBase64(fields.string(name));
  if (bytes?.length === 32) return bytes;
  throw fields.error(name, 'expected 32 bytes in base64');
}
