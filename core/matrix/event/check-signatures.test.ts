import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';
import { required } from '../../base/assert';
import { nobleHashing } from '../../base/noble-hashing';
import { nobleSigning } from '../../base/noble-signing';
import { roomVersionRules } from '../room-versions/versions';
import { checkSignatures } from './check-signatures';
import type { JsonObject } from './json';
import { signEvent } from './sign-event';
import { readVerifyKeys, type VerifyKeys } from './verify-keys';

const seedOf = (server: string) => new Uint8Array(32).fill(server.charCodeAt(0));
const keyOf = (server: string) => ed25519.getPublicKey(seedOf(server));
const rulesOf = (version: string) => required(roomVersionRules(version), version);

function keysOf(...servers: readonly string[]): VerifyKeys {
  return new Map(servers.map((server) => [server, new Map([['ed25519:1', keyOf(server)]])]));
}

function signed(
  event: JsonObject,
  servers: readonly string[],
  version = '11',
  keyId = 'ed25519:1',
) {
  const platform = { hashing: nobleHashing, signing: nobleSigning };
  return servers.reduce((result, server) => {
    const key = { server, keyId, seed: seedOf(server) };
    return signEvent(result, key, rulesOf(version), platform);
  }, event);
}

function check(event: JsonObject, keys: VerifyKeys, version = '11') {
  const { check, refusal } = checkSignatures(event, rulesOf(version), keys, nobleSigning);
  return refusal ? [check, refusal.ruleId, refusal.because] : [check];
}

const MESSAGE: JsonObject = {
  type: 'm.room.message',
  room_id: '!r:a',
  sender: '@alice:a',
  content: { body: 'hello' },
  depth: 5,
  origin_server_ts: 1,
  prev_events: [],
  auth_events: [],
};
const member = (content: JsonObject): JsonObject => ({
  ...MESSAGE,
  type: 'm.room.member',
  state_key: '@alice:a',
  content,
});

describe('signatures of an event', () => {
  it('are valid where the sender’s server signed it, and its redacted copy', () => {
    const event = signed(MESSAGE, ['a']);
    expect(check(event, keysOf('a'))).toEqual(['valid']);
    expect(check({ ...event, content: {}, unsigned: { age: 3 } }, keysOf('a'))).toEqual(['valid']);
    expect(check({ ...event, event_id: '$given' }, keysOf('a'))).toEqual(['valid']);
  });

  it('are unchecked without a key for the server, or for the key that it used', () => {
    const event = signed(MESSAGE, ['a']);
    expect(check(event, new Map())).toEqual(['unchecked']);
    expect(check(event, keysOf('b'))).toEqual(['unchecked']);
    expect(check(event, new Map([['a', new Map()]]))).toEqual(['unchecked']);
    expect(check(signed(MESSAGE, ['a'], '11', 'ed25519:old'), keysOf('a'))).toEqual(['unchecked']);
  });

  it('are invalid where one by a known key does not verify', () => {
    const because = 'The signature of a does not verify.';
    const invalid = ['invalid', 'format.signature', because];
    const event = signed(MESSAGE, ['a']);
    expect(check({ ...event, depth: 6 }, keysOf('a'))).toEqual(invalid);
    for (const signature of ['', 'not base64!', 'AAAA', 7, null])
      expect(
        check({ ...event, signatures: { a: { 'ed25519:1': signature } } }, keysOf('a')),
      ).toEqual(invalid);
  });

  it('are invalid where a server whose key is known did not sign', () => {
    const invalid = ['invalid', 'format.signature', 'a did not sign it.'];
    const event = signed(MESSAGE, ['b']);
    expect(check(event, keysOf('a', 'b'))).toEqual(invalid);
    for (const signatures of [{}, { a: {} }, { a: { 'rsa:1': 'x' } }, { a: [] }, []])
      expect(check({ ...event, signatures }, keysOf('a'))).toEqual(invalid);
  });

  it('by unknown algorithms and keys are passed over where a known one is good', () => {
    const event = signed(signed(MESSAGE, ['a']), ['a'], '11', 'ed25519:old');
    const { a = {} } = event.signatures as Record<string, JsonObject>;
    const more = { ...event, signatures: { a: { ...a, 'rsa:1': 'x' } } };
    expect(check(more, keysOf('a'))).toEqual(['valid']);
  });

  it('need that of the event ID’s server in room versions 1 and 2', () => {
    const event = { ...MESSAGE, event_id: '$e:b' };
    for (const version of ['1', '2']) {
      expect(check(signed(event, ['a', 'b'], version), keysOf('a', 'b'), version)).toEqual([
        'valid',
      ]);
      expect(check(signed(event, ['a'], version), keysOf('a', 'b'), version)).toEqual([
        'invalid',
        'format.signature',
        'b did not sign it.',
      ]);
      expect(check(signed(event, ['a'], version), keysOf('a'), version)).toEqual(['unchecked']);
    }
    expect(check(signed(MESSAGE, ['a']), keysOf('a', 'b'))).toEqual(['valid']);
  });

  it('need none of the sender’s server where a third-party invite is redeemed', () => {
    const invite = member({ membership: 'invite', third_party_invite: { signed: {} } });
    expect(check(signed(invite, ['b']), keysOf('a'))).toEqual(['unchecked']);
    const join = member({ membership: 'join', third_party_invite: { signed: {} } });
    expect(check(signed(join, ['b']), keysOf('a'))[0]).toBe('invalid');
  });

  it('need that of the server that let a user in, from room version 8 on', () => {
    const join = member({ membership: 'join', join_authorised_via_users_server: '@bob:b' });
    const both = keysOf('a', 'b');
    expect(check(signed(join, ['a', 'b'], '8'), both, '8')).toEqual(['valid']);
    expect(check(signed(join, ['a'], '8'), both, '8')[0]).toBe('invalid');
    expect(check(signed(join, ['a'], '8'), keysOf('a'), '8')).toEqual(['unchecked']);
    expect(check(signed(join, ['a'], '7'), both, '7')).toEqual(['valid']);
  });
});

describe('files of keys', () => {
  const key = 'XGX0JRS2Af3be3knz2fBiRbApjm2Dh61gXDJA8kcJNI';

  it('are objects of servers, or hold one as verify_keys', () => {
    const servers = { a: { 'ed25519:1': key, 'rsa:1': 'whatever' } };
    for (const file of [servers, { events: [], verify_keys: servers }]) {
      const keys = readVerifyKeys(file);
      expect([...keys.keys()]).toEqual(['a']);
      expect([...(keys.get('a')?.keys() ?? [])]).toEqual(['ed25519:1']);
      expect(keys.get('a')?.get('ed25519:1')).toHaveLength(32);
    }
  });

  it('name the field that is none', () => {
    const short = { verify_keys: { a: { 'ed25519:1': 'AAAA' } } };
    expect(() => readVerifyKeys(short)).toThrow('verify_keys.a.ed25519:1: expected a key of 32');
    expect(() => readVerifyKeys({ a: key })).toThrow('a: expected an object');
  });
});
