import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RoomscopeError } from '../../base/errors';
import { readScenario } from '../../interchange/scenario';
import type { JsonObject, JsonValue } from '../../matrix/event/json';
import { nodePlatform } from '../../testing/node/node-platform';
import { ownRoomPath } from '../../testing/node/own-rooms';
import { quietWork, readJson } from '../../testing/node/recorded-room';
import { CASES } from '../../testing/resolution-cases';
import { anyJson, anyPath, spoilt } from '../../testing/spoilt-json';
import type { VerifyContext } from './case-kind';
import { CASE_KINDS } from './registry';
import { verifyCases } from './verify-cases';

const platform = nodePlatform();
const context: VerifyContext = {
  options: { algorithm: null, reading: 'deployed' },
  platform,
  work: quietWork(platform),
  readScenario: (value) => readScenario(value, platform.hashing),
};

function verified(...cases: readonly JsonObject[]) {
  const lines = cases.map((value, index) => ({ line: index + 1, value }));
  return verifyCases('cases.ndjson', lines, context);
}

/** Keys as Node wants them: the raw ones behind a fixed head. */
const SEED = Buffer.alloc(32, 7);
const KEY = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), SEED]),
  format: 'der',
  type: 'pkcs8',
});
const PUBLIC_KEY = createPublicKey(KEY).export({ format: 'der', type: 'spki' }).subarray(-32);
const unpadded = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');
const SIGNATURE = unpadded(sign(null, Buffer.from('{"one":1}'), KEY));
const SIGNED = { one: 1, signatures: { 'a.b': { 'ed25519:1': SIGNATURE } } };
const SIGNER = { server: 'a.b', key_id: 'ed25519:1', public_key: unpadded(PUBLIC_KEY) };

/** Written by hand in canonical form, so that its hashes follow without our code. */
const hashOf = (text: string) => createHash('sha256').update(text).digest();
const HASHED = '{"content":{},"depth":1,"sender":"@a:b","type":"m.x"}';
const CONTENT_HASH = unpadded(hashOf(HASHED));
const REFERENCE = hashOf(
  `{"content":{},"depth":1,"hashes":{"sha256":"${CONTENT_HASH}"},"sender":"@a:b","type":"m.x"}`,
);
const EVENT = { ...JSON.parse(HASHED), hashes: { sha256: CONTENT_HASH } };

const CREATE = {
  event_id: '$c',
  type: 'm.room.create',
  sender: '@a:b',
  state_key: '',
  content: {},
};
const MESSAGE = { event_id: '$m', type: 'm.room.message', sender: '@a:b', content: {} };
const CHAIN = { A: [], B: ['A'], C: ['B'] };

/** By kind: a case whose answer is right, and what of it is changed to make it wrong. */
const SAMPLES: Readonly<Record<string, readonly [right: JsonObject, wrong: JsonObject]>> = {
  'state-res': [CASES[0] as unknown as JsonObject, { expected_state: [] }],
  'state-res-dag': [CASES[4] as unknown as JsonObject, { expected_delta: [] }],
  auth: [
    {
      check: 'state-dependent',
      room_version: '11',
      event: MESSAGE,
      auth_state: [CREATE],
      expected: 'reject',
    },
    { expected: 'allow' },
  ],
  'auth-event-selection': [
    {
      room_version: '11',
      event: MESSAGE,
      expected_keys: [
        ['m.room.create', ''],
        ['m.room.power_levels', ''],
        ['m.room.member', '@a:b'],
      ],
    },
    { expected_keys: [] },
  ],
  redaction: [
    {
      room_version: '11',
      event: { ...MESSAGE, content: { body: 'x' }, unsigned: {} },
      expected: MESSAGE,
    },
    { expected: {} },
  ],
  'event-format': [{ room_version: '11', event: MESSAGE, valid: false }, { valid: true }],
  'event-hash': [
    {
      room_version: '11',
      event: EVENT,
      content_hash: CONTENT_HASH,
      content_hash_matches: true,
      reference_hash_base64: unpadded(REFERENCE),
      event_id: `$${REFERENCE.toString('base64url')}`,
    },
    { event_id: '$other' },
  ],
  'content-hash': [
    { room_version: 'any', event: EVENT, content_hash: CONTENT_HASH, content_hash_matches: true },
    { content_hash_matches: false },
  ],
  'canonical-json': [
    { input: '{"b":1, "a":"\\u0041"}', expected: '{"a":"A","b":1}', mode: 'any' },
    { expected: '{}' },
  ],
  'canonical-json-strict': [
    { input: '{"a":1.5}', valid_strict: false, valid_v1_to_v5: true },
    { valid_strict: true },
  ],
  'canonical-json-error': [{ input: '{"a":1,"a":2}' }, { input: '{"a":1}' }],
  'sign-json': [
    { ...SIGNER, seed_base64: unpadded(SEED), input: { one: 1 }, signed: SIGNED },
    { input: { one: 2 } },
  ],
  'sign-event': [
    {
      ...SIGNER,
      room_version: '11',
      seed_base64: unpadded(SEED),
      input: JSON.parse(HASHED),
      signed: {
        ...EVENT,
        signatures: {
          'a.b': {
            'ed25519:1': unpadded(
              sign(
                null,
                Buffer.from(
                  JSON.stringify({
                    content: {},
                    depth: 1,
                    hashes: EVENT.hashes,
                    sender: '@a:b',
                    type: 'm.x',
                  }),
                ),
                KEY,
              ),
            ),
          },
        },
      },
    },
    { key_id: 'ed25519:2' },
  ],
  'verify-json': [{ ...SIGNER, object: SIGNED, valid: true }, { valid: false }],
  'verify-event': [
    { ...SIGNER, room_version: '11', object: { ...SIGNED, type: 'm.x' }, valid: false },
    { valid: true },
  ],
  'split-conflicted': [
    {
      algorithm: 'v2',
      state_sets: [
        [
          ['a', '', '$1'],
          ['b', '', '$2'],
        ],
        [['a', '', '$1']],
      ],
      expected_conflicted: ['$2'],
      expected_unconflicted: ['$1'],
    },
    { algorithm: 'v1' },
  ],
  'auth-difference': [
    { auth_events: CHAIN, state_sets: [['A'], ['C']], expected: ['B', 'C'] },
    { expected: ['C'] },
  ],
  'full-auth-chain': [{ auth_events: CHAIN, start: ['C'], expected: ['A', 'B'] }, { start: ['B'] }],
  'conflicted-subgraph': [
    {
      auth_events: CHAIN,
      start: ['A', 'C'],
      conflicted: ['A', 'C'],
      expected_auth_chain: ['A', 'B'],
      expected_subgraph: ['A', 'B', 'C'],
    },
    { expected_subgraph: ['A', 'C'] },
  ],
  'topological-sort': [
    { edges: { B: ['A'], A: [] }, origin_server_ts: { A: 2, B: 1 }, expected: ['A', 'B'] },
    { expected: ['B', 'A'] },
  ],
  'power-order-compare': [
    {
      nodes: [
        { event_id: 'a', power_level: 1, origin_server_ts: 1 },
        { event_id: 'b', power_level: 2, origin_server_ts: 2 },
      ],
      expected: ['b', 'a'],
    },
    { expected: ['a', 'b'] },
  ],
  'mainline-sort': [
    {
      power_levels_chain: ['$2', '$1'],
      events: [
        { event_id: '$new', power_levels_in_auth_events: '$2' },
        { event_id: '$old', power_levels_in_auth_events: '$1' },
      ],
      expected: ['$old', '$new'],
    },
    { expected: ['$new', '$old'] },
  ],
  'v1-conflict-sort': [
    {
      events: [
        { event_id: '$deep', depth: 2 },
        { event_id: '$flat', depth: 1 },
      ],
      expected: ['$flat', '$deep'],
    },
    { expected: ['$deep', '$flat'] },
  ],
  'power-level-int-v1-v9': [
    { input_json: '" 9007199254740993 "', expected: '9007199254740993' },
    { expected: null },
  ],
};

const named = Object.entries(SAMPLES).map(([kind, [right, wrong]]) => ({
  kind,
  right: { ...right, kind },
  wrong: { ...right, ...wrong, kind },
}));

describe('each kind of case', () => {
  test.each(named)('$kind passes and fails', async ({ right, wrong }) => {
    const passed = await verified(right);
    expect(passed).toMatchObject({ failures: [] });
    expect(passed.checks).toBeGreaterThan(0);
    const failed = await verified(wrong);
    expect(failed.failures.length).toBeGreaterThan(0);
    expect(failed.checks).toBe(passed.checks);
  });

  test('is here', () => {
    const kinds = CASE_KINDS.flatMap((each) => each.kinds);
    expect([...Object.keys(SAMPLES), 'room-oracle'].sort()).toEqual([...kinds].sort());
  });

  test('counts on through a file', async () => {
    const [first, second] = named;
    const one = await verified(first?.right ?? {});
    const two = await verified(first?.right ?? {}, second?.wrong ?? {});
    expect(two.checks).toBeGreaterThan(one.checks);
    expect(two.failures.length).toBeGreaterThan(0);
  });
});

const ORACLE = readJson<JsonObject>(ownRoomPath('oracle/v12-seed4-n60.json.gz'));

describe('a spoilt case', () => {
  async function expectSentence(value: JsonValue, kind: string): Promise<void> {
    try {
      await verified({ ...(value as JsonObject), kind });
    } catch (error) {
      expect(error).toBeInstanceOf(RoomscopeError);
      expect(error).toMatchObject({ code: 'bad_input', file: 'cases.ndjson', line: 1 });
    }
  }

  test.each(named)('of kind $kind is judged or refused, never a crash', async ({ kind, right }) => {
    await fc.assert(
      fc.asyncProperty(anyPath, anyJson, async (at, value) => {
        await expectSentence(spoilt(right, at, value), kind);
      }),
      { numRuns: 150 },
    );
  });

  test('of an oracle room, too', async () => {
    await fc.assert(
      fc.asyncProperty(anyPath, anyJson, async (at, value) => {
        await expectSentence(spoilt(ORACLE, at, value), 'room-oracle');
      }),
      { numRuns: 60 },
    );
  });
});
