import { ed25519 } from '@noble/curves/ed25519.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { required } from '../../base/assert';
import { base64 } from '../../base/base64';
import { nobleHashing } from '../../base/noble-hashing';
import { nobleSigning } from '../../base/noble-signing';
import { memorySource } from '../../interchange/memory-source';
import { canonicalJson } from '../../matrix/event/canonical-json';
import type { JsonObject } from '../../matrix/event/json';
import { parseJson } from '../../matrix/event/parse-json';
import { signEvent } from '../../matrix/event/sign-event';
import { roomVersionRules } from '../../matrix/room-versions/versions';
import { RoomBuilder } from '../../samples/room-builder';
import { type InProcessEngine, inProcessEngine } from '../../testing/node/in-process-engine';

const SEED = new Uint8Array(32).fill(1);
const RULES = required(roomVersionRules('1'), 'version 1');
const PLATFORM = { hashing: nobleHashing, signing: nobleSigning };
const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** A room of version 1, whose IDs do not change as its events are signed. */
function signedRoom(): readonly JsonObject[] {
  const room = new RoomBuilder({ version: '1', name: 'signed' });
  room.create('alice');
  room.member('alice', 'join');
  room.say('alice', 'mine');
  room.say('alice', 'forged');
  const key = { server: 'example.org', keyId: 'ed25519:1', seed: SEED };
  return room.events.map(({ json }) =>
    signEvent(parseJson(decoder.decode(json)) as JsonObject, key, RULES, PLATFORM),
  );
}

function bytesOf(events: readonly JsonObject[]): Uint8Array {
  return encoder.encode(events.map((event) => `${canonicalJson(event)}\n`).join(''));
}

const OPTIONS = {
  roomId: null,
  policy: 'dendrite',
  schema: 'dendrite',
  algorithm: null,
  points: null,
} as const;

describe('a room with an event whose signature is another’s', () => {
  const events = signedRoom();
  const [, , fine, last] = events;
  const forged: JsonObject = { ...last, signatures: fine?.signatures ?? null };
  const room = memorySource('room.ndjson', bytesOf([...events.slice(0, 3), forged]));
  const publicKey = base64(ed25519.getPublicKey(SEED));
  const keyFile = memorySource(
    'keys.json',
    encoder.encode(JSON.stringify({ 'example.org': { 'ed25519:1': publicKey } })),
  );
  const forgedId = String(forged.event_id);
  let engine: InProcessEngine;
  beforeAll(() => {
    engine = inProcessEngine();
  });

  async function open(source: typeof room, withKeys: boolean) {
    const keys = withKeys ? engine.grant(keyFile) : null;
    const params = { ...OPTIONS, sources: [engine.grant(source)], keys };
    const { documentId } = await engine.client.request('document.open', params);
    const choice = { documentId, roomId: null };
    const info = await engine.client.request('document.info', choice);
    return { documentId, choice, report: required(info.rooms[0], 'a room') };
  }

  it('is taken as it is without keys', async () => {
    const { report } = await open(room, false);
    expect(report.signatures).toEqual({ valid: 0, invalid: 0, unchecked: 4 });
    expect(report.refused).toEqual([]);
  });

  it('has that event refused by its format, with keys', async () => {
    const { report, choice } = await open(room, true);
    expect(report.signatures).toEqual({ valid: 3, invalid: 1, unchecked: 0 });
    expect(report.refused).toMatchObject([
      {
        event_id: forgedId,
        verdict: 'rejected',
        level: 'format',
        rule_id: 'format.signature',
        because: 'The signature of example.org does not verify.',
      },
    ]);
    const explained = await engine.client.request('event.explain', {
      ...choice,
      eventId: forgedId,
    });
    expect(explained.ladder.map(({ level, ok }) => [level, ok]).slice(0, 3)).toEqual([
      ['format', false],
      ['auth_events', true],
      ['state_before', true],
    ]);
  });

  it('says the same when its database is opened again', async () => {
    const { documentId } = await open(room, true);
    await engine.client.request('document.write', { documentId, path: '/room.db' });
    const written = memorySource('room.db', required(engine.written.get('/room.db'), 'written'));
    for (const withKeys of [false, true]) {
      const { report } = await open(written, withKeys);
      expect(report.signatures).toEqual({ valid: 3, invalid: 1, unchecked: 0 });
    }
  });

  it('checks a database of unchecked events with keys that come later', async () => {
    const { documentId } = await open(room, false);
    await engine.client.request('document.write', { documentId, path: '/later.db' });
    const written = memorySource('room.db', required(engine.written.get('/later.db'), 'written'));
    const { report } = await open(written, true);
    expect(report.signatures).toEqual({ valid: 3, invalid: 1, unchecked: 0 });
    expect(report.refused).toEqual([]);
  });

  it('keeps the copy that is signed, whichever comes first', async () => {
    for (const copies of [
      [...events, forged],
      [...events.slice(0, 3), forged, ...events],
    ]) {
      const { report } = await open(memorySource('copies.ndjson', bytesOf(copies)), true);
      expect(report.signatures).toEqual({ valid: 4, invalid: 0, unchecked: 0 });
    }
  });

  it.each([
    ['[1]', 'keys.json holds no servers'],
    ['{"a": 1}', 'a: expected an object of keys'],
    ['{"a": {"ed25519:1": "AA"}}', 'a.ed25519:1: expected a key of 32 bytes'],
    ['{"a": ', 'keys.json holds no servers'],
    ['no JSON', 'keys.json holds no servers'],
    ['', 'keys.json holds no servers'],
  ])('refuses %s as keys', async (text, message) => {
    const keys = engine.grant(memorySource('keys.json', encoder.encode(text)));
    const params = { ...OPTIONS, sources: [engine.grant(room)], keys };
    await expect(engine.client.request('document.open', params)).rejects.toMatchObject({
      code: 'bad_input',
      file: 'keys.json',
      message: expect.stringContaining(message),
    });
  });
});
