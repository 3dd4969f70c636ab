import { join } from 'node:path';
import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { required } from '../../base/assert';
import { nobleHashing } from '../../base/noble-hashing';
import { nobleSigning } from '../../base/noble-signing';
import { oracleRoomFiles, readOracleRoom } from '../../testing/node/oracle-rooms';
import { readNdjson } from '../../testing/node/read-ndjson';
import { REPOSITORY_ROOT, sharedIsThere, sharedPath } from '../../testing/node/shared';
import { checkAgainstState } from '../event-auth/check-against-state';
import { checkAuthEvents } from '../event-auth/check-auth-events';
import { authStateOf } from '../event-auth/map-auth-state';
import type { Refusal } from '../event-auth/verdict';
import type { RoomVersionRules } from '../room-versions/rules';
import { KNOWN_ROOM_VERSIONS, roomVersionRules } from '../room-versions/versions';
import { canonicalJson, NotCanonicalError } from './canonical-json';
import { checkSignatures } from './check-signatures';
import { isObject, type JsonObject, type JsonValue } from './json';
import { parseJson } from './parse-json';
import type { Pdu, ReceivedPdu } from './pdu';
import { receivePdu } from './receive-pdu';
import { redact } from './redact';

/*
 * Events of published and generated rooms, changed at random: whatever they become, they are refused
 * as values, never by an exception, and what is promised of every event still holds. A failure prints
 * seed and path, which `fc.assert(..., { seed, path })` replays.
 */

const encoder = new TextEncoder();
const ALL_RULES = KNOWN_ROOM_VERSIONS.map((version) =>
  required(roomVersionRules(version), version),
);

interface Sample {
  readonly rules: RoomVersionRules;
  readonly event: JsonObject;
  /** Events of the same room, to be its auth events and state. */
  readonly room: readonly Pdu[];
}

function receive(text: string, rules: RoomVersionRules) {
  return receivePdu(parseJson(text) as JsonObject, encoder.encode(text), rules, nobleHashing);
}

function ownSamples(): readonly Sample[] {
  const folder = join(REPOSITORY_ROOT, 'core/testing/rooms/oracle');
  return oracleRoomFiles(folder).flatMap((name) => {
    const { room_version, events } = readOracleRoom(folder, name);
    const rules = required(roomVersionRules(room_version), room_version);
    const room = events.flatMap((event) => {
      const received = receive(canonicalJson(event), rules);
      return received.ok ? [received.value.pdu] : [];
    });
    return events.slice(0, 40).map((event) => ({ rules, event, room }));
  });
}

function publishedSamples(): readonly Sample[] {
  const read = (name: string) =>
    readNdjson<{ room_version: string; event: JsonObject }>(sharedPath(`fixtures/${name}`));
  const cases = [...read('event-hash.ndjson'), ...read('redaction.ndjson')];
  return cases.map(({ room_version, event }) => {
    const rules = roomVersionRules(room_version) ?? required(ALL_RULES[0], 'version 1');
    return { rules, event, room: [] };
  });
}

const SAMPLES = [...ownSamples(), ...(sharedIsThere ? publishedSamples() : [])];

const FIELDS = [
  ...['type', 'state_key', 'sender', 'room_id', 'content', 'depth', 'origin_server_ts', 'hashes'],
  ...['prev_events', 'auth_events', 'signatures', 'unsigned', 'event_id', 'redacts', '__proto__'],
] as const;
const CONTENT_FIELDS = [
  ...[
    'membership',
    'users',
    'events',
    'ban',
    'users_default',
    'notifications',
    'join_rule',
    'allow',
  ],
  ...[
    'creator',
    'room_version',
    'additional_creators',
    'm.federate',
    'third_party_invite',
    'redacts',
  ],
  ...['join_authorised_via_users_server', 'public_key', 'public_keys', 'aliases', 'toString'],
] as const;
const TYPES = [
  ...['m.room.create', 'm.room.member', 'm.room.power_levels', 'm.room.join_rules'],
  ...['m.room.third_party_invite', 'm.room.aliases', 'm.room.redaction', 'm.room.message'],
] as const;

/** What tends to break things, beside any JSON at all. */
const odd = fc.oneof(
  fc.constantFrom<JsonValue>(...TYPES, 'join', 'invite', 'leave', 'ban', 'knock', 'restricted', ''),
  fc.constantFrom<JsonValue>(
    2n ** 63n,
    -(2n ** 63n),
    2 ** 53,
    -1,
    0.5,
    1e300,
    '1e5',
    ' +7 ',
    '1_0',
  ),
  fc.constantFrom<JsonValue>('@a:b', '@:', '!x', '$x', ':', '\ud800', '\u0000', '__proto__'),
  fc.constantFrom<JsonValue>({ signed: { mxid: '@a:b', token: 't', signatures: { x: {} } } }),
  fc.jsonValue({ maxDepth: 3 }).map((value) => value as JsonValue),
);

/** What is changed of an event: data, so that a failure can be read. */
type Change =
  | { readonly set: string; readonly to: JsonValue; readonly inContent: boolean }
  | { readonly remove: string };

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ set: fc.constantFrom(...FIELDS), to: odd, inContent: fc.constant(false) }),
  fc.record({ set: fc.constantFrom(...CONTENT_FIELDS), to: odd, inContent: fc.constant(true) }),
  fc.record({ remove: fc.constantFrom(...FIELDS) }),
  fc.record({
    set: fc.constant('type'),
    to: fc.constantFrom(...TYPES),
    inContent: fc.constant(false),
  }),
);

function applyChange(event: JsonObject, next: Change): JsonObject {
  if ('remove' in next) return withField(event, next.remove);
  if (!next.inContent) return withField(event, next.set, next.to);
  const content = isObject(event.content) ? event.content : {};
  return { ...event, content: withField(content, next.set, next.to) };
}

/** Also of a field named `__proto__`; without a value the field goes. */
function withField(object: JsonObject, field: string, value?: JsonValue): JsonObject {
  const others = Object.entries(object).filter(([key]) => key !== field);
  return Object.fromEntries(value === undefined ? others : [...others, [field, value]]);
}

const sampleNumber = fc.nat(SAMPLES.length - 1);
const sampleOf = (number: number): Sample => required(SAMPLES[number], `sample ${number}`);

interface ChangedSample {
  readonly sample: number;
  readonly changes: readonly Change[];
  readonly version: string | null;
}

const changed: fc.Arbitrary<ChangedSample> = fc.record({
  sample: sampleNumber,
  changes: fc.array(change, { maxLength: 4 }),
  /** Judged by the rules of another version. */
  version: fc.option(fc.constantFrom(...KNOWN_ROOM_VERSIONS)),
});

function changedSample({ sample, changes, version }: ChangedSample): Sample {
  const { event, rules, room } = sampleOf(sample);
  return {
    room,
    rules: version === null ? rules : required(roomVersionRules(version), version),
    event: changes.reduce(applyChange, event),
  };
}

/** undefined: the event has no canonical form. */
function canonicalOf(event: JsonObject): string | undefined {
  try {
    return canonicalJson(event);
  } catch (error) {
    if (error instanceof NotCanonicalError) return undefined;
    throw error;
  }
}

function expectRefusal(refusal: Refusal | null): void {
  if (refusal === null) return;
  expect(refusal.ruleId).toMatch(/^[\w.-]+$/);
  expect(refusal.because).toMatch(/\.$/);
  expect(refusal.section).not.toBe('');
}

const KEYS = new Map(
  ['a.example', 'b.example', 'b', ''].map((server) => [
    server,
    new Map([['ed25519:a1', ed25519.getPublicKey(new Uint8Array(32))]]),
  ]),
);

function expectJudged({ pdu }: ReceivedPdu, rules: RoomVersionRules, room: readonly Pdu[]): void {
  const cited = room.filter((each) => pdu.authEventIds.includes(each.eventId));
  const held = cited.map((each, index) => ({ pdu: each, rejected: index === 3 }));
  const [create] = room;
  const heldCreate = create && { pdu: create, rejected: false };
  expectRefusal(checkAuthEvents(pdu, held, heldCreate, rules));
  for (const state of [[], [pdu], cited, room, [...room, pdu]])
    expectRefusal(checkAgainstState(pdu, authStateOf(state), rules));
}

describe('events changed at random', () => {
  it('are refused as values, by receipt, signatures and every rule', () => {
    let judged = 0;
    fc.assert(
      fc.property(changed, (choice) => {
        const { event, rules, room } = changedSample(choice);
        const text = canonicalOf(event);
        if (text === undefined) return;
        const received = receive(text, rules);
        if (!received.ok) {
          expect(received.failure.reason).not.toBe('');
          return;
        }
        expectRefusal(received.value.formatRefusal);
        expectRefusal(checkSignatures(event, rules, KEYS, nobleSigning).refusal);
        expectJudged(received.value, rules, room);
        judged += 1;
      }),
      { numRuns: 3000 },
    );
    expect(judged).toBeGreaterThan(500);
  });

  it('keep their ID and hash however their text is written', () => {
    fc.assert(
      fc.property(changed, (choice) => {
        const { event, rules } = changedSample(choice);
        const text = canonicalOf(event);
        if (text === undefined) return;
        const first = receive(text, rules);
        const reversed = spread(Object.fromEntries(Object.entries(event).reverse()));
        const again = receive(reversed, rules);
        if (first.ok && again.ok) {
          expect(comparable(again.value)).toEqual(comparable(first.value));
        } else expect(again).toEqual(first);
      }),
      { numRuns: 2000 },
    );
  });

  it('are the same after a second redaction, and as canonical JSON after a second reading', () => {
    fc.assert(
      fc.property(changed, (choice) => {
        const { event, rules } = changedSample(choice);
        const redacted = redact(event, rules.redaction);
        expect(redact(redacted, rules.redaction)).toEqual(redacted);
        const text = canonicalOf(event);
        if (text !== undefined) expect(canonicalJson(parseJson(text))).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it('are refused as values where bytes of theirs are changed', () => {
    const bytes = fc.array(fc.tuple(fc.nat(5000), fc.nat(255)), { minLength: 1, maxLength: 3 });
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let judged = 0;
    fc.assert(
      fc.property(sampleNumber, bytes, (sample, changes) => {
        const { event, rules, room } = sampleOf(sample);
        const json = encoder.encode(canonicalJson(event));
        for (const [at, byte] of changes) json[at % json.length] = byte;
        let value: JsonValue;
        try {
          value = parseJson(decoder.decode(json));
        } catch (error) {
          expect(error instanceof SyntaxError || error instanceof TypeError).toBe(true);
          return;
        }
        if (!isObject(value)) return;
        const received = receivePdu(value, json, rules, nobleHashing);
        if (!received.ok) return;
        expectJudged(received.value, rules, room);
        judged += 1;
      }),
      { numRuns: 3000 },
    );
    expect(judged).toBeGreaterThan(50);
  });
});

/** Less what depends on the order of keys: the text, who signed first, which fault comes first. */
function comparable({ pdu, json: _, formatRefusal, ...rest }: ReceivedPdu) {
  const rule = formatRefusal?.ruleId ?? null;
  return { ...rest, rule, pdu: { ...pdu, signedBy: pdu.signedBy.toSorted() } };
}

/** The same JSON with blanks where they are allowed. */
function spread(event: JsonObject): string {
  const members = Object.entries(event).map(
    ([key, value]) => `${JSON.stringify(key)} :\t${canonicalJson(value)}`,
  );
  return `{ ${members.join(' ,\n')} }`;
}
