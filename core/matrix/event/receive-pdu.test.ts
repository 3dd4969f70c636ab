import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nobleHashing } from '../../base/noble-hashing';
import { sharedIsThere, sharedPath } from '../../testing/node/shared';
import { roomVersionRules } from '../room-versions/versions';
import type { JsonObject } from './json';
import { parseJson } from './parse-json';
import { receivePdu } from './receive-pdu';

const encoder = new TextEncoder();

function receive(event: Record<string, unknown>, version: string) {
  const text = JSON.stringify(event);
  const rules = roomVersionRules(version);
  if (!rules) throw new Error(`room version ${version}`);
  return receivePdu(parseJson(text) as JsonObject, encoder.encode(text), rules, nobleHashing);
}

const CREATE = {
  type: 'm.room.create',
  state_key: '',
  sender: '@alice:a',
  room_id: '!r:a',
  content: { room_version: '11' },
  depth: 1,
  origin_server_ts: 1,
  prev_events: [],
  auth_events: [],
  hashes: { sha256: 'AAAA' },
  signatures: { a: {} },
};

describe('receivePdu', () => {
  it('uses the redacted form where the content hash does not verify', () => {
    const message = { ...CREATE, type: 'm.room.message', content: { body: 'hi' } };
    const received = receive(message, '11');
    expect(received).toMatchObject({ ok: true, value: { contentHash: 'mismatch' } });
    expect(received.ok && received.value.pdu.content).toEqual({});
  });

  it('lists an event with redacted_because as redacted', () => {
    const event = { ...CREATE, unsigned: { redacted_because: {} } };
    expect(receive(event, '11')).toMatchObject({ ok: true, value: { contentHash: 'redacted' } });
  });

  it('computes the event ID and keeps the given one only where it differs', () => {
    const plain = receive(CREATE, '11');
    const id = plain.ok ? plain.value.pdu.eventId : '';
    expect(receive({ ...CREATE, event_id: id }, '11')).toEqual({
      ...plain,
      value: { ...(plain.ok ? plain.value : {}), json: expect.anything() },
    });
    const other = receive({ ...CREATE, event_id: '$other' }, '11');
    expect(other).toMatchObject({
      ok: true,
      value: { pdu: { eventId: id }, givenEventId: '$other' },
    });
  });

  it('derives the room ID of a version 12 room from its create event', () => {
    const { room_id: _, ...create } = CREATE;
    const received = receive(create, '12');
    const pdu = received.ok ? received.value.pdu : null;
    expect(pdu?.roomId).toBe(`!${pdu?.eventId.slice(1)}`);
    expect(pdu?.hasRoomIdField).toBe(false);
  });

  it('names the field that is missing or of the wrong type', () => {
    expect(receive({ ...CREATE, depth: '1' }, '11')).toMatchObject({
      ok: false,
      failure: { field: 'depth', reason: 'expected an integer, found "1"' },
    });
    expect(receive({ ...CREATE, prev_events: ['$a', 7] }, '11')).toMatchObject({
      ok: false,
      failure: { field: 'prev_events[1]', reason: 'expected an event ID, found 7' },
    });
    expect(receive({ ...CREATE, prev_events: ['$a'] }, '1')).toMatchObject({ ok: false });
  });

  it('refuses, by its format, what breaks a limit of the specification', () => {
    const many = Array.from({ length: 21 }, (_, i) => `$${i}`);
    const refusalOf = (fields: object) => {
      const received = receive({ ...CREATE, ...fields }, '11');
      return received.ok ? received.value.formatRefusal?.ruleId : received.failure;
    };
    expect(refusalOf({})).toBeUndefined();
    expect(refusalOf({ prev_events: many })).toBe('format.prev-events');
    expect(refusalOf({ auth_events: many.slice(0, 11) })).toBe('format.auth-events');
    expect(refusalOf({ depth: -1 })).toBe('format.depth');
    expect(refusalOf({ state_key: 'é'.repeat(128) })).toBe('format.field-length');
    expect(refusalOf({ content: { x: 'x'.repeat(70_000) } })).toBe('format.size');
    expect(refusalOf({ content: { x: 1.5 } })).toBe('format.number');
    expect(refusalOf({ sender: 'alice' })).toBe('format.sender');
  });

  it('refuses a nesting that no server can read, and still knows the event', () => {
    const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
    const text = JSON.stringify(CREATE).replace('"content":{', `"content":{"x":${deep},`);
    const rules = roomVersionRules('11');
    const received =
      rules && receivePdu(JSON.parse(text), encoder.encode(text), rules, nobleHashing);
    expect(received).toMatchObject({
      ok: true,
      value: { formatRefusal: { ruleId: 'format.nesting' }, contentHash: 'mismatch' },
    });
  });
});

describe.runIf(sharedIsThere)('recorded rooms', () => {
  it('have the event IDs that the servers gave', () => {
    const folders = ['rooms/dendrite/fed', 'rooms/dendrite/single', 'rooms/synapse', 'rooms/mixed'];
    let checked = 0;
    for (const folder of folders) {
      for (const name of readdirSync(sharedPath(folder))) {
        if (!name.endsWith('.ndjson') || checked > 4000) continue;
        const sidecar = JSON.parse(
          readFileSync(sharedPath(`${folder}/${name.replace('.ndjson', '.json')}`), 'utf8'),
        );
        const rules = roomVersionRules(sidecar.room_version);
        const lines = readFileSync(sharedPath(`${folder}/${name}`), 'utf8')
          .trim()
          .split('\n');
        for (const [index, line] of lines.entries()) {
          const value = parseJson(line) as JsonObject;
          const received = rules && receivePdu(value, encoder.encode(line), rules, nobleHashing);
          const id = received?.ok ? received.value.pdu.eventId : received?.failure;
          if (id !== sidecar.events[index].event_id)
            expect.soft(id, `${name} line ${index + 1}`).toBe(sidecar.events[index].event_id);
          checked++;
        }
      }
    }
    expect(checked).toBeGreaterThan(1000);
  });
});
