import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { required } from '../base/assert';
import type { JsonObject, JsonValue } from '../matrix/event/json';
import { FieldError } from '../matrix/event/read-fields';
import { nodePlatform } from '../testing/node/node-platform';
import { anyJson, anyPath, spoilt } from '../testing/spoilt-json';
import { readScenario } from './scenario';

const { hashing } = nodePlatform();
const ALICE = '@alice:a.b';

function event(event_id: string, prev: readonly string[], more: JsonObject = {}): JsonObject {
  const own = { event_id, sender: ALICE, content: {}, type: 'm.room.message' };
  return { ...own, prev_events: prev, auth_events: [], ...more };
}

const CREATE = event('CREATE', [], { type: 'm.room.create', state_key: '' });
const CHAIN = [CREATE, event('A', ['CREATE']), event('B', ['CREATE']), event('C', ['B', 'A'])];

function read(value: JsonObject, events: readonly JsonObject[] = CHAIN) {
  return readScenario({ tardis_version: 1, ...value, events }, hashing);
}

function pdus(value: JsonObject, events?: readonly JsonObject[]) {
  return read(value, events).events.map(({ pdu }) => pdu);
}

/** By hand: keys in order, no blanks. */
const idOf = (canonical: string, encoding: 'base64' | 'base64url') =>
  `$${createHash('sha256').update(canonical).digest(encoding).replaceAll('=', '')}`;

describe('a scenario', () => {
  test('says neither version nor room, and gets both', () => {
    const { rules, events } = read({});
    expect(rules.version).toBe('10');
    expect(events.map(({ name, pdu }) => [name, pdu.eventId])).toEqual(
      ['CREATE', 'A', 'B', 'C'].map((name) => [name, name]),
    );
    expect(new Set(events.map(({ pdu }) => pdu.roomId))).toEqual(new Set(['!scenario:a.b']));
    expect(events.every(({ formatRefusal }) => formatRefusal === null)).toBe(true);
  });

  test('has the clock of 2024-01-01, UTC, a second an event; a time that is given sets it', () => {
    const times = ['A', 'B', 'C', 'D', 'E'].map((id) => event(id, []));
    const given = [0, undefined, 5_000, undefined, 2_000].map((origin_server_ts, at) => ({
      ...times[at],
      ...(origin_server_ts === undefined ? {} : { origin_server_ts }),
    }));
    const start = Date.UTC(2024, 0, 1);
    const expected = [start, start + 1000, 5_000, 6_000, 2_000];
    expect(pdus({}, given).map(({ originServerTs }) => originServerTs)).toEqual(expected);
  });

  test('has depths below those of the prev events, as far as the version goes', () => {
    expect(pdus({}).map(({ depth }) => depth)).toEqual([1, 2, 2, 3]);
    const deep = (depth: number | bigint) => [event('A', [], { depth }), event('B', ['A'])];
    const depths = (version: string, depth: number | bigint) =>
      pdus({ room_version: version }, deep(depth)).map((pdu) => pdu.depth);
    const limit = Number.MAX_SAFE_INTEGER;
    expect(depths('11', limit)).toEqual([limit, limit]);
    expect(depths('3', limit)).toEqual([limit, 2n ** 53n]);
    expect(depths('3', 2n ** 63n - 1n)).toEqual([2n ** 63n - 1n, 2n ** 63n - 1n]);
    expect(pdus({}, [event('A', ['MISSING'])])[0]?.depth).toBe(1);
  });

  test('takes the pairs of room versions 1 and 2, and plain names there', () => {
    const pairs = event('A', [], { prev_events: [['CREATE', { sha256: 'x' }]] });
    const [, a, b] = pdus({ room_version: '2' }, [CREATE, pairs, event('B', ['A'])]);
    expect([a?.prevEventIds, b?.prevEventIds]).toEqual([['CREATE'], ['A']]);
  });

  test('knows the room of version 12 by its create event', () => {
    const [create, a] = pdus({ room_version: '12', room_id: '!ignored:a.b' });
    expect(create).toMatchObject({ roomId: '!REATE', hasRoomIdField: false });
    expect(a).toMatchObject({ roomId: '!REATE', hasRoomIdField: true });
  });

  test('is checked by the format of its version', () => {
    const refused = (room_version: string, more: JsonObject) =>
      read({ room_version }, [event('A', [], more)]).events[0]?.formatRefusal?.ruleId ?? null;
    expect(refused('11', { depth: -1 })).toBe('format.depth');
    expect(refused('11', { content: { n: 1.5 } })).toBe('format.number');
    expect(refused('5', { content: { n: 1.5 } })).toBeNull();
    expect(refused('11', { content: { text: 'x'.repeat(65_536) } })).toBe('format.size');
    expect(refused('11', { auth_events: Array.from('abcdefghijk') })).toBe('format.auth-events');
    expect(refused('11', { room_id: 'none' })).toBe('format.room-id');
  });
});

describe('computed event IDs', () => {
  const calculated = (room_version: string, events = CHAIN) =>
    pdus({ calculate_event_ids: true, room_version, room_id: '!r:a.b' }, events);

  test('are hashes of the redacted event without a content hash or a depth that nobody gave', () => {
    const create =
      '{"auth_events":[],"content":{},"origin_server_ts":1704067200000,"prev_events":[],"room_id":"!r:a.b","sender":"@alice:a.b","state_key":"","type":"m.room.create"}';
    const urlSafe = idOf(create, 'base64url');
    const [first, second] = calculated('10');
    expect(first?.eventId).toBe(urlSafe);
    const message = `{"auth_events":[],"content":{},"origin_server_ts":1704067201000,"prev_events":["${urlSafe}"],"room_id":"!r:a.b","sender":"@alice:a.b","type":"m.room.message"}`;
    expect(second).toMatchObject({ eventId: idOf(message, 'base64url'), prevEventIds: [urlSafe] });
    expect(calculated('3')[0]?.eventId).toBe(idOf(create, 'base64'));
    expect(calculated('2').map(({ eventId }) => eventId)).toEqual(['CREATE', 'A', 'B', 'C']);
  });

  test('replace names in file order, and names of events that are missing stay', () => {
    const events = [...CHAIN, event('D', ['C', 'MISSING'], { auth_events: ['CREATE', 'OTHER'] })];
    const all = calculated('11', events);
    const [create, , , c, d] = all.map(({ eventId }) => eventId);
    expect(all[4]).toMatchObject({
      eventId: d,
      prevEventIds: [c, 'MISSING'],
      authEventIds: [create, 'OTHER'],
    });
  });

  test('make the room of version 12', () => {
    const create =
      '{"auth_events":[],"content":{},"origin_server_ts":1704067200000,"prev_events":[],"sender":"@alice:a.b","state_key":"","type":"m.room.create"}';
    const [first, second] = calculated('12');
    expect(first?.eventId).toBe(idOf(create, 'base64url'));
    expect(second?.roomId).toBe(`!${first?.eventId.slice(1)}`);
  });

  test('differ, or the scenario is refused: without a content hash bodies make no difference', () => {
    const same = { origin_server_ts: 7 };
    const bodies = ['x', 'y'].map((body) => event(body, [], { ...same, content: { body } }));
    expect(() => calculated('10', bodies)).toThrow('events.1.event_id: y has the same ID as x');
  });
});

describe('states that are given', () => {
  const STATES = { A: ['CREATE'], B: ['A', 'NOWHERE', 'CREATE', 'C'], NOWHERE: ['CREATE'] };
  const stateAfter = (value: JsonObject) => read(value).events.map((each) => each.stateAfter);

  test('are taken, less what no state event held by then can be', () => {
    const states = stateAfter({ precalculated_state_after: STATES });
    expect(states).toEqual([null, ['CREATE'], ['CREATE'], null]);
  });

  test.each([
    [{ NOWHERE: ['CREATE'] }, 'NOWHERE: no event of the scenario has this name'],
    [{ B: ['CREATE', 'A'] }, 'B: A is not a state event at or before this one'],
    [{ B: ['LATER'] }, 'B: LATER is not a state event at or before this one'],
    [{ B: [7] }, 'B: one of its entries is not a state event at or before this one'],
  ])('must be right where something is expected: %j', (states, reason) => {
    const value = { precalculated_state_after: states as JsonObject, expect: {} };
    expect(() => stateAfter(value)).toThrow(`precalculated_state_after.${reason}`);
  });
});

const WITHOUT_SENDER = Object.fromEntries(
  Object.entries(CREATE).filter(([key]) => key !== 'sender'),
) as JsonObject;

describe('what is wrong is named by its field', () => {
  const twice = [CREATE, event('A', []), event('A', [])];
  test.each<[string, JsonObject, readonly JsonValue[], string]>([
    ['a version', { room_version: '99' }, [], 'room_version: the room version "99" is not known'],
    ['a version', { room_version: 10 }, [], 'room_version: expected a string, found 10'],
    ['a flag', { calculate_event_ids: 'yes' }, [], 'calculate_event_ids: expected true or false'],
    ['a room', { room_id: 5 }, [], 'room_id: expected a string, found 5'],
    ['an event', {}, [CREATE, 'x'], 'events.1.type: expected an event, which is an object'],
    ['a sender', {}, [WITHOUT_SENDER], 'events.0.sender: missing, expected a string'],
    ['a name', {}, twice as JsonValue[], 'events.2.event_id: A stands at events.1, too'],
    ['a state key', {}, [{ ...CREATE, state_key: null }], 'events.0.state_key: expected a string'],
    ['a content', {}, [{ ...CREATE, content: [] }], 'events.0.content: expected an object'],
    ['a time', {}, [{ ...CREATE, origin_server_ts: 'now' }], 'events.0.origin_server_ts: expected'],
    ['a depth', {}, [{ ...CREATE, depth: 1.5 }], 'events.0.depth: expected an integer, found 1.5'],
    ['auth events', {}, [{ ...CREATE, auth_events: 'A' }], 'events.0.auth_events: expected a list'],
    ['a cited event', {}, [{ ...CREATE, prev_events: [7] }], 'events.0.prev_events.0: expected an'],
    ['itself', {}, [event('A', ['A'])], 'events.0.prev_events.0: A stands no earlier in the file'],
    [
      'a later event',
      {},
      [event('A', [], { auth_events: ['B'] }), event('B', [])],
      'events.0.auth_events.0: B stands no earlier in the file',
    ],
    ['a text', {}, [event('A', [], { type: '\ud800' })], 'events.0: a string holds half of'],
    ['states', { precalculated_state_after: [] }, [], 'precalculated_state_after: expected an'],
  ])('%s %j', (_, value, events, message) => {
    expect(() => read(value, events as readonly JsonObject[])).toThrow(message);
  });

  test('whatever is put anywhere', () => {
    const whole = {
      tardis_version: 1,
      room_version: '12',
      calculate_event_ids: true,
      precalculated_state_after: { A: ['CREATE'] },
      events: CHAIN,
    };
    fc.assert(
      fc.property(anyPath, anyJson, (at, value) => {
        try {
          const scenario = readScenario(spoilt(whole, at, value) as JsonObject, hashing);
          required(scenario.rules, 'rules');
        } catch (error) {
          expect(error).toBeInstanceOf(FieldError);
        }
      }),
      { numRuns: 400 },
    );
  });
});
