import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../matrix/event/canonical-json';
import type { JsonObject, JsonValue } from '../matrix/event/json';
import { parseJson } from '../matrix/event/parse-json';
import type { ReceivedPdu } from '../matrix/event/pdu';
import { RoomBuilder } from '../samples/room-builder';
import { importText } from '../testing/node/judged-room';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const idOf = ({ pdu }: ReceivedPdu): string => pdu.eventId;
const jsonOf = ({ json }: ReceivedPdu) => parseJson(decoder.decode(json)) as JsonObject;

/** A room in which alice, who made it, may do everything. */
function opening(version: string): RoomBuilder {
  const room = new RoomBuilder({ version, name: 'hostile' });
  room.create('alice');
  room.member('alice', 'join');
  return room;
}

function message(content: JsonObject, fields: JsonObject = {}) {
  return { by: 'alice', type: 'm.room.message', content, fields };
}

function levels(content: JsonObject) {
  return { by: 'alice', type: 'm.room.power_levels', stateKey: '', content };
}

/** The rules that refuse the last event of the room, by level. */
async function rulesOf(room: RoomBuilder, event: ReceivedPdu) {
  return (await importText(room.ndjson())).rules(idOf(event));
}

/** The room with one more line as it stands there. */
function withLine(room: RoomBuilder, line: string): Uint8Array {
  return encoder.encode(`${decoder.decode(room.ndjson())}${line}\n`);
}

function nested(depth: number): JsonValue {
  let value: JsonValue = 1;
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}

describe('events at the limits of their format', () => {
  it.each(['1', '11', '12'])(
    'nested deep, and as deep as 64 KiB allow, in version %s',
    async (version) => {
      const room = opening(version);
      const deep = room.send(message({ deep: nested(990) }));
      const deepest = room.send(message({ deepest: nested(32_000) }));
      expect(deepest.json.length).toBeLessThanOrEqual(65_536);
      expect(await rulesOf(room, deep)).toEqual([null, null, null]);
      expect(await rulesOf(room, deepest)).toEqual(['format.nesting', null, null]);
    },
  );

  it('nested as deep as a line may be long', async () => {
    const room = opening('11');
    const brackets = 500_000;
    const deepest = `${'['.repeat(brackets)}${']'.repeat(brackets)}`;
    const next = decoder.decode(room.send(message({ body: 'x' })).json);
    const line = next.replace('"content":{', `"content":{"x":${deepest},`);
    const { storage } = await importText(withLine(room, line));
    storage.close();
  });

  it.each(['1', '11'])(
    'of 64 KiB of keys, and of a little more, in version %s',
    async (version) => {
      const keys = (count: number) =>
        Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, n]));
      const room = opening(version);
      const fits = room.send(message(keys(4900)));
      const tooLarge = room.send(message(keys(5400)));
      expect([fits.json.length > 60_000, tooLarge.json.length > 65_536]).toEqual([true, true]);
      const judged = await importText(room.ndjson());
      expect(judged.rules(idOf(fits))).toEqual([null, null, null]);
      expect(judged.rules(idOf(tooLarge))).toEqual(['format.size', null, null]);
    },
  );

  it('with a negative depth', async () => {
    for (const version of ['1', '5', '6', '12']) {
      const room = opening(version);
      const event = room.send(message({}, { depth: -1 }));
      expect(await rulesOf(room, event), version).toEqual(['format.depth', null, null]);
    }
  });

  it('with a thousand auth events and prev events', async () => {
    const room = opening('11');
    const many = Array.from({ length: 1000 }, (_, index) => `$auth${index}`);
    const auth = room.send(message({}, { auth_events: many }));
    const line = canonicalJson({ ...jsonOf(auth), auth_events: many, prev_events: many });
    const judged = await importText(withLine(opening('11'), line));
    const [, , row] = judged.events.eventId;
    expect(judged.rules(row ?? '')[0]).toBe('format.prev-events');
    const fewer = canonicalJson({ ...jsonOf(auth), auth_events: many });
    const again = await importText(withLine(opening('11'), fewer));
    expect(again.rules(again.events.eventId[2] ?? '')[0]).toBe('format.auth-events');
  });
});

describe('levels', () => {
  it.each<[string, JsonObject, string | null, string | null]>([
    // What, content, refused in version 5, refused in version 11
    ['a fraction', { ban: 50.5 }, null, 'R10.defaults-not-integers'],
    ['a number as text', { ban: '50' }, null, 'R10.defaults-not-integers'],
    ['no number as text', { ban: 'fifty' }, 'R10.unreadable', 'R10.defaults-not-integers'],
    ['an object', { ban: { level: 50 } }, 'R10.unreadable', 'R10.defaults-not-integers'],
    ['of a type, as text', { events: { a: '7' } }, null, 'R10.maps-not-integers'],
    ['users as a list', { users: [1] }, 'R10.users', 'R10.users'],
    ['of no user', { users: { toString: 1 } }, 'R10.users', 'R10.users'],
    ['of a user, as text', { users: { '@u:a': '1' } }, null, 'R10.users'],
  ])('%s', async (_, content, old, strict) => {
    for (const [version, rule] of [['5', old] as const, ['11', strict] as const]) {
      const room = opening(version);
      const event = room.send(levels(content));
      const [format, byAuthEvents, byState] = await rulesOf(room, event);
      const isFraction = content.ban === 50.5 && version === '11';
      expect(format, version).toBe(isFraction ? 'format.number' : null);
      expect([byAuthEvents, byState], version).toEqual([rule, rule]);
    }
  });

  it('of names that every object has by birth', async () => {
    const room = opening('11');
    const event = room.send(levels({ events: { constructor: 100, ['__proto__']: 100 } }));
    const odd = room.send({ by: 'alice', type: '__proto__', content: {}, stateKey: 'constructor' });
    const judged = await importText(room.ndjson());
    expect([judged.isRejected(idOf(event)), judged.isRejected(idOf(odd))]).toEqual([false, true]);
  });
});

describe('events that cite in circles', () => {
  it.each(['prev_events', 'auth_events'])('an event citing itself among its %s', async (field) => {
    for (const version of ['1', '2']) {
      const room = opening(version);
      const event = jsonOf(room.send(message({})));
      const line = canonicalJson({ ...event, [field]: [[String(event.event_id), { sha256: '' }]] });
      const opened = opening(version);
      await expect(importText(withLine(opened, line))).rejects.toMatchObject({
        code: 'bad_input',
        line: 3,
        field,
        eventId: '$3:example.org',
        message: expect.stringContaining('$3:example.org cites itself'),
      });
    }
  });

  it('auth events in a circle', async () => {
    const room = opening('2');
    const [one, two] = [jsonOf(room.send(message({}))), jsonOf(room.send(message({ n: 2 })))];
    const citing = (event: JsonObject, other: JsonObject) =>
      canonicalJson({ ...event, auth_events: [[String(other.event_id), { sha256: '' }]] });
    const lines = `${citing(one, two)}\n${citing(two, one)}`;
    await expect(importText(withLine(opening('2'), lines))).rejects.toMatchObject({
      code: 'bad_input',
      field: 'auth_events',
      message: expect.stringContaining('cite each other in a circle'),
    });
  });
});

describe('create events', () => {
  it('are needed', async () => {
    const [, ...rest] = decoder.decode(opening('11').ndjson()).split('\n');
    await expect(importText(encoder.encode(rest.join('\n')))).rejects.toMatchObject({
      code: 'bad_input',
      message: expect.stringContaining('no create event'),
    });
  });

  it.each(['1', '5', '11'])(
    'are refused when the room was created before, in version %s',
    async (version) => {
      const room = opening(version);
      const second = room.send({
        by: 'alice',
        type: 'm.room.create',
        stateKey: '',
        content: { creator: room.user('alice'), room_version: version, again: true },
        after: [],
      });
      const judged = await importText(room.ndjson());
      expect(judged.rules(idOf(second))).toEqual([null, 'R1.second', null]);
      expect(judged.ladder(idOf(second))[1]?.refusal?.evidence).toEqual([judged.events.eventId[0]]);
      expect(judged.events.room.latestEventNids).toHaveLength(1);
    },
  );

  it('with parents are refused', async () => {
    const room = opening('11');
    const second = room.send({
      by: 'alice',
      type: 'm.room.create',
      stateKey: '',
      content: {},
      citing: [],
    });
    const rule = 'R1.prev-events';
    expect(await rulesOf(room, second)).toEqual([null, rule, rule]);
  });

  it('of version 12 make another room', async () => {
    const room = opening('12');
    room.send({
      by: 'alice',
      type: 'm.room.create',
      stateKey: '',
      content: { room_version: '12', n: 2 },
      after: [],
    });
    await expect(importText(room.ndjson())).rejects.toThrow('belongs to a second room');
  });
});

describe('texts that say two things', () => {
  it('a key that stands twice', async () => {
    for (const [version, rule] of [['5', null] as const, ['6', 'format.duplicate-key'] as const]) {
      const room = opening(version);
      const twin = decoder
        .decode(room.send(message({ body: 'x' })).json)
        .replace('"body":"x"', '"body":"y","body":"x"');
      const judged = await importText(withLine(opening(version), twin));
      const eventId = judged.events.eventId[2] ?? '';
      expect(judged.rules(eventId)[0], version).toBe(rule);
      expect(judged.events.contentHash(2), version).toBe('valid');
    }
  });

  it('half of a surrogate pair', async () => {
    const room = opening('11');
    const half = decoder.decode(room.send(message({ body: 'x' })).json).replace('"x"', '"\\ud800"');
    await expect(importText(withLine(opening('11'), half))).rejects.toMatchObject({
      code: 'bad_input',
      line: 3,
      message: expect.stringContaining('half of a surrogate pair'),
    });
  });
});
