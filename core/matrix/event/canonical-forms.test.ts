import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedIsThere, sharedPath } from '../../testing/node/shared';
import type { RoomVersionRules } from '../room-versions/rules';
import { KNOWN_ROOM_VERSIONS, roomVersionRules } from '../room-versions/versions';
import { CanonicalForms } from './canonical-forms';
import { canonicalJson, canonicalJsonWithout, NotCanonicalError } from './canonical-json';
import { findDuplicateKey } from './duplicate-keys';
import type { JsonObject, JsonValue } from './json';
import { findForbiddenNumber, parseJson } from './parse-json';
import { redact } from './redact';
import { withSpelledNumbers } from './spelled-numbers';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const ALL_RULES = KNOWN_ROOM_VERSIONS.flatMap((version) => roomVersionRules(version) ?? []);
const forms = new CanonicalForms();

function rulesOf(version: string): RoomVersionRules {
  const rules = roomVersionRules(version);
  if (!rules) throw new Error(`room version ${version}`);
  return rules;
}

function textOrRefusal(write: () => string): string {
  try {
    return write();
  } catch (error) {
    if (error instanceof NotCanonicalError) return `refused: ${error.message}`;
    throw error;
  }
}

/** What has to come out, by way of the parsed value alone. */
function expectedForms(parsed: JsonObject, text: string, rules: RoomVersionRules) {
  const event = withSpelledNumbers(parsed, encoder.encode(text), rules);
  const { redaction } = rules;
  const without = (object: JsonObject, ...keys: string[]) =>
    textOrRefusal(() => canonicalJsonWithout(object, new Set(keys)));
  return {
    content: without(event, 'hashes', 'signatures', 'unsigned'),
    reference: without(redact(event, redaction), 'signatures', 'unsigned'),
    size: textOrRefusal(() => String(encoder.encode(canonicalJson(event)).length)),
    number: findForbiddenNumber(text),
    key: findDuplicateKey(text),
  };
}

function formsOf(event: JsonObject, text: string, rules: RoomVersionRules) {
  forms.read(event, encoder.encode(text), rules);
  return {
    content: textOrRefusal(() => decoder.decode(forms.contentHashBytes())),
    reference: textOrRefusal(() => decoder.decode(forms.referenceBytes())),
    size: textOrRefusal(() => String(forms.size())),
    number: forms.findForbiddenNumber(),
    key: forms.findDuplicateKey(),
  };
}

function withoutGivenId(value: JsonObject, rules: RoomVersionRules): JsonObject {
  if (rules.events.eventId === 'field') return value;
  const { event_id: _, ...event } = value;
  return event;
}

/** Compares both ways; true where the event's own bytes were used. */
function agree(text: string, rules: RoomVersionRules): boolean {
  const event = withoutGivenId(parseJson(text) as JsonObject, rules);
  expect(formsOf(event, text, rules), text).toEqual(expectedForms(event, text, rules));
  return forms.isScanned;
}

/** Before canonical JSON was strict, numbers are hashed as written, which goes by way of the value. */
function keepsSpelling(text: string, rules: RoomVersionRules): boolean {
  const event = parseJson(text) as JsonObject;
  return withSpelledNumbers(event, encoder.encode(text), rules) !== event;
}

describe('CanonicalForms', () => {
  const rules = rulesOf('11');
  const read = (text: string) => {
    agree(text, rules);
    return forms.isScanned;
  };

  it('copies from the text what is canonical there', () => {
    const text =
      '{"auth_events":[],"content":{"a":1},"hashes":{},"signatures":{},"type":"t","unsigned":{}}';
    expect(read(text)).toBe(true);
    expect(decoder.decode(forms.contentHashBytes())).toBe(
      '{"auth_events":[],"content":{"a":1},"type":"t"}',
    );
    expect(decoder.decode(forms.referenceBytes())).toBe(
      '{"auth_events":[],"content":{},"hashes":{},"type":"t"}',
    );
  });

  it('reorders and rewrites only what is not', () => {
    expect(read('{ "type" : "m.room.create" , "content":{"z":1,"b":{"y":0,"x":"\\u00e9"}} }')).toBe(
      true,
    );
    expect(decoder.decode(forms.contentHashBytes())).toBe(
      '{"content":{"b":{"x":"é","y":0},"z":1},"type":"m.room.create"}',
    );
  });

  it.each([
    ['a key that stands twice', '{"content":{},"type":"t","type":"u"}', false],
    ['a key that stands twice in content', '{"content":{"a":1,"a":2},"type":"t"}', true],
    ['two contents', '{"content":{"a":1},"content":{"b":1},"type":"t"}', false],
    ['an escaped key', '{"content":{},"t\\u0079pe":"t"}', false],
    [
      'an escaped key in content',
      '{"content":{"ban\\n":1,"b\\u0061n":2,"c":3},"type":"m.room.power_levels"}',
      true,
    ],
    ['content that is no object', '{"content":[1],"type":"t"}', false],
    [
      'content inside another member',
      '{"content":{},"depth":{"content":{"b":1,"a":2}},"type":"t"}',
      true,
    ],
    ['no content', '{"type":"t"}', false],
    ['a type that is no string', '{"content":{},"type":7}', false],
    ['empty keys', '{"":1,"content":{"":{"":[]}},"type":"t"}', true],
    ['half a surrogate pair', '{"content":{"body":"\\ud800"},"type":"t"}', true],
    [
      'half a surrogate pair where it is not hashed',
      '{"content":{},"type":"t","unsigned":"\\ud800"}',
      true,
    ],
    [
      'escapes in their shortest forms',
      '{"content":{"a":"\\n\\u0001\\"\\\\\\u001f"},"type":"t"}',
      true,
    ],
    ['escapes in other forms', '{"content":{"a":"\\/\\u000a\\u001F\\u007f"},"type":"t"}', true],
    ['a fraction', '{"content":{"a":1.50},"type":"t"}', true],
    ['an exponent', '{"content":{"a":[1e3]},"depth":1E2,"type":"t"}', true],
    ['a negative zero', '{"content":{"a":-0},"type":"t"}', true],
    ['the largest integer', '{"content":{"a":9007199254740991},"type":"t"}', true],
    ['one above it', '{"content":{"a":-9007199254740992},"type":"t"}', true],
    [
      'a forbidden number where it is not hashed',
      '{"content":{},"type":"t","unsigned":{"a":0.5}}',
      true,
    ],
    ['keys above the BMP', '{"content":{"\u{1f600}":1,"\uffee":2},"type":"t"}', true],
    ['blanks in a member', '{"content":{},"depth":[1, 2],"type":"t"}', true],
    ['__proto__', '{"__proto__":{"a":1},"content":{"__proto__":1},"type":"t"}', true],
    [
      'a third-party invite',
      '{"content":{"membership":"invite","third_party_invite":{"display_name":"a","signed":{"b":1,"a":2}}},"type":"m.room.member"}',
      true,
    ],
  ])('reads %s as the parser does', (_, text, isScanned) => {
    for (const each of ALL_RULES)
      expect(agree(text, each)).toBe(isScanned && !keepsSpelling(text, each));
  });

  it('leaves to the parser what nests deeper than may be, and what is not UTF-8', () => {
    const nested = (levels: number) =>
      `{"content":{"a":${'['.repeat(levels)}${']'.repeat(levels)}},"type":"t"}`;
    expect(read(nested(498))).toBe(true);
    expect(read(nested(499))).toBe(false);
    for (const bad of [
      [0xff],
      [0xc0, 0x80],
      [0xed, 0xa0, 0x80],
      [0xe2, 0x82],
      [0xf5, 0x80, 0x80, 0x80],
    ]) {
      const bytes = encoder.encode('{"content":{"a":"____"},"type":"t"}');
      bytes.set(bad, bytes.indexOf(0x5f));
      forms.read({ type: 't', content: {} }, bytes, rules);
      expect(forms.isScanned).toBe(false);
    }
  });

  it('takes more members than it lists', () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, key) => [`k${key + 100}`, key]));
    expect(read(JSON.stringify({ content: many(100), type: 'm.room.power_levels' }))).toBe(true);
    expect(read(JSON.stringify({ content: { a: 1 }, ...many(100), type: 't' }))).toBe(false);
  });
});

const KEYS = [
  ...['auth_events', 'content', 'depth', 'event_id', 'hashes', 'origin', 'prev_state', 'redacts'],
  ...[
    'room_id',
    'sender',
    'signatures',
    'state_key',
    'unsigned',
    'membership',
    'a',
    '\uffee',
    '😀',
  ],
];
const CONTENT_KEYS = [
  'membership',
  'ban',
  'users',
  'creator',
  'third_party_invite',
  'redacts',
  'é',
  'z',
];
const TYPES = [
  ...['m.room.member', 'm.room.create', 'm.room.power_levels', 'm.room.join_rules'],
  ...['m.room.redaction', 'm.room.aliases', 'm.room.message', 'hasOwnProperty'],
];

/** JSON text written in every way that JSON allows: order, blanks, escapes, forms of numbers. */
function textOf(value: JsonValue, chance: (outOf: number) => number): string {
  const blank = () => (chance(12) === 0 ? (['  ', '\n', '\t', '\r\n'][chance(4)] ?? '') : '');
  const string = (text: string) => {
    const quoted = JSON.stringify(text);
    if (chance(6) > 0) return quoted;
    return quoted.replace(/[a-zé/]/, (unit) =>
      unit === '/' ? '\\/' : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  };
  const number = (plain: string) =>
    chance(8) > 0 ? plain : ([`${plain}.0`, `${plain}e0`, `${plain}.50`, '-0'][chance(4)] ?? plain);
  const write = (each: JsonValue): string => {
    if (typeof each === 'string') return string(each);
    if (typeof each === 'number' || typeof each === 'bigint') return number(String(each));
    if (typeof each !== 'object' || each === null) return String(each);
    if (Array.isArray(each)) return `[${blank()}${each.map(write).join(`${blank()},${blank()}`)}]`;
    const entries = Object.entries(each);
    if (chance(3) > 0) entries.sort(([a], [b]) => (a < b ? -1 : 1));
    const members = entries.map(
      ([key, inner]) => `${string(key)}${blank()}:${blank()}${write(inner)}`,
    );
    if (chance(25) === 0) members.push(members[0] ?? '"a":1');
    return `{${blank()}${members.join(`${blank()},${blank()}`)}${blank()}}`;
  };
  return write(value);
}

const leaf = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
  fc.constantFrom(true, false, null, 'plain', 'a/b', 1e20, 0),
);
const anyValue: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: 'binary', maxLength: 3 }), tie('value'), { maxKeys: 4 }),
  ),
})).value;
const content = fc.dictionary(
  fc.oneof(fc.constantFrom(...CONTENT_KEYS), fc.string({ maxLength: 3 })),
  fc.oneof(anyValue, fc.record({ signed: anyValue, display_name: anyValue })),
  { maxKeys: 6 },
);
const anyEvent = fc
  .record({
    fields: fc.dictionary(fc.constantFrom(...KEYS), anyValue, { maxKeys: 14 }),
    type: fc.constantFrom(...TYPES),
    content,
  })
  .map(({ fields, type, content }): JsonObject => ({ ...fields, type, content }));

it('gives the same bytes as the way through the value, however an event is written', () => {
  let scanned = 0;
  fc.assert(
    fc.property(
      anyEvent,
      fc.constantFrom(...ALL_RULES),
      fc.infiniteStream(fc.nat()),
      (event, rules, stream) => {
        const chance = (outOf: number) => (stream.next().value ?? 0) % outOf;
        if (agree(textOf(event, chance), rules)) scanned += 1;
        if (agree(canonicalJson(event), rules)) scanned += 1;
      },
    ),
    { numRuns: 3000 },
  );
  expect(scanned).toBeGreaterThan(3000);
});

describe.runIf(sharedIsThere)('published events', () => {
  function* lines(folder: string): Generator<readonly [where: string, line: string]> {
    for (const entry of readdirSync(sharedPath(folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) yield* lines(path);
      if (!/\.ndjson(\.gz)?$/.test(entry.name)) continue;
      const bytes = readFileSync(sharedPath(path));
      const text = (entry.name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
      for (const line of text.split('\n')) if (line !== '') yield [path, line];
    }
  }

  it('every event of every recorded room, read off its bytes', { timeout: 60_000 }, () => {
    const seen = { events: 0, scanned: 0 };
    for (const folder of ['rooms/dendrite', 'rooms/synapse', 'rooms/mixed'])
      for (const [path, line] of lines(folder)) {
        const rules = rulesOf(/v(\d+)[^/]*$/.exec(path)?.[1] ?? '11');
        if (agree(line, rules)) seen.scanned += 1;
        seen.events += 1;
      }
    expect(seen.events).toBeGreaterThan(40_000);
    expect(seen.scanned).toBe(seen.events);
  });

  it('every event of the oracle rooms, as written there and as canonical JSON', {
    timeout: 60_000,
  }, () => {
    for (const name of readdirSync(sharedPath('fixtures/oracle-rooms'))) {
      const text = readFileSync(sharedPath(`fixtures/oracle-rooms/${name}`), 'utf8');
      const room = parseJson(text) as { room_version: string; events: JsonObject[] };
      const rules = rulesOf(room.room_version);
      for (const event of room.events) {
        if (!agree(canonicalJson(event), rules)) expect.fail(`${name} was not scanned`);
        if (!agree(JSON.stringify(event, null, 1), rules)) expect.fail(`${name} was not scanned`);
      }
    }
  });

  it('every vector of event hashes', () => {
    const [file] = [readFileSync(sharedPath('fixtures/event-hash.ndjson'), 'utf8')];
    for (const line of file.trim().split('\n')) {
      const { event } = parseJson(line) as { event: JsonObject };
      for (const rules of ALL_RULES) {
        agree(canonicalJson(event), rules);
        agree(JSON.stringify(event), rules);
      }
    }
  });
});
