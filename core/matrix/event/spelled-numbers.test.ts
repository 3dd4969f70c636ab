import { createHash } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';
import { required } from '../../base/assert';
import { base64 } from '../../base/base64';
import { nobleHashing } from '../../base/noble-hashing';
import { nobleSigning } from '../../base/noble-signing';
import { roomVersionRules } from '../room-versions/versions';
import { withSignatureCheck } from './check-signatures';
import type { JsonObject } from './json';
import { parseJson } from './parse-json';
import { receivePdu } from './receive-pdu';

const encoder = new TextEncoder();
const rulesOf = (version: string) => required(roomVersionRules(version), version);
const seed = new Uint8Array(32).fill(1);

/** The bytes that a server hashes and signs, written here by hand: keys in order, numbers as they are. */
function event(kick: string): { text: string; signed: string } {
  const before = `"auth_events":[],"content":{"kick":${kick}},"depth":3,`;
  const after = `"origin_server_ts":1,"prev_events":[],"room_id":"!r:a","sender":"@a:a","state_key":"","type":"m.room.power_levels"`;
  const hash = createHash('sha256').update(`{${before}${after}}`).digest('base64').replace('=', '');
  const hashed = `${before}"hashes":{"sha256":"${hash}"},${after}`;
  const signature = base64(nobleSigning.sign(seed, encoder.encode(`{${hashed}}`)));
  const signatures = `"signatures":{"a":{"ed25519:1":"${signature}"}}`;
  // Blanks and order are free: what is hashed follows from the event alone.
  return { text: `{ ${signatures} , ${hashed} }`, signed: `{${hashed}}` };
}

function received(kick: string, version: string) {
  const { text, signed } = event(kick);
  const value = parseJson(text) as JsonObject;
  const json = encoder.encode(text);
  const result = receivePdu(value, json, rulesOf(version), nobleHashing);
  if (!result.ok) throw new Error(result.failure.reason);
  const keys = new Map([['a', new Map([['ed25519:1', ed25519.getPublicKey(seed)]])]]);
  const pdu = withSignatureCheck(result.value, value, rulesOf(version), keys, nobleSigning);
  const hash = createHash('sha256').update(signed).digest('base64').replace('=', '');
  const id = version === '3' ? hash : hash.replaceAll('+', '-').replaceAll('/', '_');
  return { ...pdu, expectedId: `$${id}` };
}

describe('numbers as servers wrote them before canonical JSON was strict', () => {
  it.each(['50.0', '50.5', '1e+16', '-0.0', '9007199254740993', '-7'])(
    'hash, sign and name the event: %s',
    (kick) => {
      for (const version of ['3', '4', '5']) {
        const { contentHash, signatures, pdu, expectedId } = received(kick, version);
        expect([contentHash, signatures, pdu.eventId]).toEqual(['valid', 'valid', expectedId]);
      }
    },
  );

  it('are read as numbers all the same', () => {
    expect(received('50.0', '5').pdu.content).toEqual({ kick: 50 });
  });

  it('are refused from version 6 on', () => {
    expect(received('50.0', '6').formatRefusal?.ruleId).toBe('format.number');
  });
});
