import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { required } from '../../base/assert';
import { nobleHashing } from '../../base/noble-hashing';
import { nobleSigning } from '../../base/noble-signing';
import { sharedIsThere, sharedPath } from '../../testing/node/shared';
import { RoomReplay } from '../replay/room-replay';
import { roomVersionRules } from '../room-versions/versions';
import { MemoryRoom } from '../state-resolution/memory-room';
import { checkSignatures } from './check-signatures';
import type { JsonObject } from './json';
import { parseJson } from './parse-json';
import { receivePdu } from './receive-pdu';
import { readVerifyKeys, type VerifyKeys } from './verify-keys';

const encoder = new TextEncoder();
const RULES = required(roomVersionRules('12'), 'version 12');

function read(name: string): string {
  return readFileSync(sharedPath(`fixtures/pdus/${name}`), 'utf8').trim();
}

describe.runIf(sharedIsThere)('a published room of version 12', () => {
  const lines = sharedIsThere ? read('mautrix-testroom-v12.jsonl').split('\n') : [];
  const events = lines.map((line) => parseJson(line) as JsonObject);
  const pdus = lines.map((line, index) => {
    const event = required(events[index], line);
    const received = receivePdu(event, encoder.encode(line), RULES, nobleHashing);
    if (!received.ok) throw new Error(received.failure.reason);
    return received.value;
  });

  it('has 21 events of the IDs given, whole and of the right format', () => {
    expect(pdus.length).toBe(21);
    for (const [index, { pdu, contentHash, formatRefusal }] of pdus.entries()) {
      const { unsigned } = required(events[index], pdu.eventId);
      const given = (unsigned as JsonObject).event_id;
      expect([pdu.eventId, contentHash, formatRefusal]).toEqual([given, 'valid', null]);
    }
  });

  it('is signed by keys that are known', () => {
    const keys: VerifyKeys = readVerifyKeys(parseJson(read('verify-keys.json')) as JsonObject);
    const checks = events.map((event) => checkSignatures(event, RULES, keys, nobleSigning).check);
    // No key of beeper.com was published with the room.
    expect(checks).toEqual(
      events.map(({ sender }) => (sender === '@tulir:beeper.com' ? 'unchecked' : 'valid')),
    );
    expect(checks.filter((check) => check === 'valid').length).toBe(20);
  });

  it('is accepted event by event', () => {
    const replay = new RoomReplay(new MemoryRoom(), RULES);
    for (const { pdu } of pdus)
      expect(replay.receive(pdu)).toMatchObject({ byAuthEvents: null, byStateBefore: null });
  });
});
