import { expect, it } from 'vitest';
import { nobleHashing } from '../../base/noble-hashing';
import { RoomBuilder } from '../../samples/room-builder';
import { CHECKED_HASHES, checkBatch } from './check-batch';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

it('finds of every event in a batch what it finds of the event alone', () => {
  const room = new RoomBuilder({ version: '11', name: 'r' });
  const create = room.create('alice');
  const joined = room.member('alice', 'join');
  const text = decoder.decode(joined.json);
  const texts = [
    decoder.decode(create.json),
    text,
    text.replace('"join"', '"joim"'),
    text.replace('{"auth_events"', '{"unsigned":{"redacted_because":{}},"auth_events"'),
    text.replace('"depth":2', '"depth":"2"'),
  ];
  const parts = texts.map((each) => encoder.encode(each));
  let end = 0;
  const ends = Int32Array.from(parts, (part) => {
    end += part.length;
    return end;
  });
  const bytes = encoder.encode(texts.join(''));
  const { contentHashes, eventIds } = checkBatch({ roomVersion: '11', bytes, ends }, nobleHashing);
  expect([...contentHashes].map((outcome) => CHECKED_HASHES[outcome])).toEqual([
    ...['valid', 'valid', 'mismatch', 'redacted', 'unreadable'],
  ]);
  expect(eventIds.slice(0, 2)).toEqual([create.pdu.eventId, joined.pdu.eventId]);
  expect(eventIds[3]).toBe(joined.pdu.eventId);
  expect(eventIds[4]).toBe('');
});
