import { describe, expect, it } from 'vitest';
import { required } from '../../base/assert';
import { decodeBase64 } from '../../base/base64';
import { nobleHashing } from '../../base/noble-hashing';
import { nobleSigning } from '../../base/noble-signing';
import { readNdjson } from '../../testing/node/read-ndjson';
import { sharedIsThere, sharedPath } from '../../testing/node/shared';
import { roomVersionRules } from '../room-versions/versions';
import type { JsonObject } from './json';
import { signEvent, verifyEvent } from './sign-event';
import { signJson, verifyJson } from './sign-json';

interface SigningCase {
  readonly id: string;
  readonly kind: 'sign-json' | 'sign-event' | 'verify-json' | 'verify-event';
  readonly room_version?: string;
  readonly server: string;
  readonly key_id: string;
  readonly public_key: string;
  readonly seed_base64?: string;
  readonly input?: JsonObject;
  readonly signed?: JsonObject;
  readonly object?: JsonObject;
  readonly valid?: boolean;
}

const platform = { hashing: nobleHashing, signing: nobleSigning };
const bytesOf = (text = '') => required(decodeBase64(text), text);
const rulesOf = (version = '') => required(roomVersionRules(version), version);

function sign(each: SigningCase): JsonObject {
  const { server, key_id: keyId, input = {} } = each;
  const key = { server, keyId, seed: bytesOf(each.seed_base64) };
  if (each.kind === 'sign-json') return signJson(input, key, nobleSigning);
  return signEvent(input, key, rulesOf(each.room_version), platform);
}

function verify({ kind, server, object = {}, ...each }: SigningCase): string {
  const keys = new Map([[each.key_id, bytesOf(each.public_key)]]);
  if (kind === 'verify-json') return verifyJson(object, server, keys, nobleSigning);
  return verifyEvent(object, server, keys, rulesOf(each.room_version), nobleSigning);
}

/** Padded base64 is to be accepted by the specification; the library that the case is from refuses it. */
const PADDED = 'gmsl/json/bad7';

describe.runIf(sharedIsThere)('published signatures', () => {
  const cases = sharedIsThere ? readNdjson<SigningCase>(sharedPath('fixtures/signing.ndjson')) : [];
  const ofKind = (start: string) => cases.filter(({ kind }) => kind.startsWith(start));

  it.each(ofKind('sign-').map((each) => [each.id, each] as const))('made: %s', (_, each) => {
    expect(sign(each)).toEqual(each.signed);
  });

  it.each(ofKind('verify-').map((each) => [each.id, each] as const))('judged: %s', (_, each) => {
    expect(verify(each) === 'valid').toBe(each.id === PADDED ? true : each.valid);
  });

  it('are all there', () => {
    expect(
      ['sign-json', 'sign-event', 'verify-json', 'verify-event'].map((kind) => ofKind(kind).length),
    ).toEqual([4, 10, 9, 40]);
    expect(cases.length).toBe(63);
  });
});
