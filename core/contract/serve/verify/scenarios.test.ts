import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import JSON5 from 'json5';
import { describe, expect, test } from 'vitest';
import { memorySource } from '../../../interchange/memory-source';
import { canonicalJson, NotCanonicalError } from '../../../matrix/event/canonical-json';
import type { JsonObject } from '../../../matrix/event/json';
import { inProcessEngine } from '../../../testing/node/in-process-engine';
import { REPOSITORY_ROOT } from '../../../testing/node/shared';
import { anyJson, anyPath, spoilt } from '../../../testing/spoilt-json';
import type { SourceRef, VerifyParams } from '../../requests';

const FOLDER = resolve(REPOSITORY_ROOT, 'core/samples/scenarios');
const NAMES = readdirSync(FOLDER).sort();
const LESSONS = NAMES.map((name) => ({
  name,
  text: readFileSync(resolve(FOLDER, name), 'utf8'),
}));

type Value = null | boolean | string | Value[] | { [key: string]: Value };
type Expectations = Record<string, Value>;
interface Lesson {
  room_version: string;
  events: { event_id: string }[];
  expect: Expectations;
}

function run(change: Partial<VerifyParams>, source: (engine: Engine) => SourceRef) {
  const engine = inProcessEngine();
  return engine.client.request('verify.run', {
    files: [source(engine)],
    ...{ expect: null, roomId: null, algorithm: null, points: null, junit: null },
    reading: 'deployed',
    ...change,
  });
}
type Engine = ReturnType<typeof inProcessEngine>;

async function verified(text: string, change: Partial<VerifyParams> = {}) {
  const bytes = new TextEncoder().encode(text);
  const { files } = await run(change, ({ grant }) => grant(memorySource('lesson.json5', bytes)));
  return files[0] ?? expect.fail('one file');
}

const parsed = (text: string) => JSON5.parse<Lesson>(text);
const expecting = (lesson: Lesson, expectations: Expectations) =>
  verified(JSON.stringify({ ...lesson, expect: expectations }));

describe('the scenarios of the repository', () => {
  test.each(LESSONS)('$name comes out as it says', async ({ name }) => {
    const { files } = await run({}, ({ grantFile }) => grantFile(resolve(FOLDER, name)));
    expect(files[0]?.failures).toEqual([]);
    expect(files[0]?.passed).toBeGreaterThan(3);
  });

  test('part by version: the same rooms end in other states under other algorithms', async () => {
    const failing = async (name: string, algorithm: string) => {
      const { text } = LESSONS.find((each) => each.name === name) ?? expect.fail(name);
      const { failures } = await verified(text, { algorithm });
      return failures.map(({ what }) => what);
    };
    const rule = 'state: m.room.join_rules|';
    expect(await failing('msc4297-a-version-11.json5', 'v2.1')).toContain(rule);
    expect(await failing('msc4297-a-version-12.json5', 'v2')).toContain(rule);
    const levels = 'state: m.room.power_levels|';
    expect(await failing('msc4297-b-version-11.json5', 'v2.1')).toContain(levels);
    expect(await failing('msc4297-b-version-12.json5', 'v2')).toContain(levels);
    expect(await failing('power-order-ties.json5', 'v1')).toContain(
      'reverse topological power order',
    );
  });
});

/** Everything that may stand under `expect`, but for `at`, which is no expectation by itself. */
const KEYS = [
  'state',
  'state_before',
  'state_after',
  'rejected',
  'accepted',
  'auth_difference',
  'conflicted_subgraph',
  'power_order',
  'mainline',
  'mainline_order',
  'conflicted',
];

/** Each way in which the expectations under one key are made wrong in one place. */
function wrong(key: string, value: Value, lesson: Lesson): Value[] {
  const ids = lesson.events.map(({ event_id }) => event_id);
  if (Array.isArray(value)) {
    const rejected = Object.keys((lesson.expect.rejected as object | undefined) ?? {});
    if (key === 'accepted') return rejected.map((id) => [...value, id]);
    const stray =
      key === 'conflicted' ? 'm.room.topic|x' : (ids.find((id) => !value.includes(id)) ?? '');
    const isOrder = /order|mainline/.test(key) && value.length > 1;
    return [
      [...value, stray],
      ...(isOrder ? [value.toReversed()] : []),
      ...value.map((_, at) => value.toSpliced(at, 1)),
    ];
  }
  const entries = Object.entries(value as Record<string, Value>);
  return entries.flatMap(([name, each]) =>
    wrongEntry(each, ids).map((spoilt) => ({ ...(value as object), [name]: spoilt })),
  );
}

function wrongEntry(value: Value, ids: readonly string[]): Value[] {
  if (value === null) return [ids[0] ?? ''];
  if (typeof value === 'string')
    return value.startsWith('R')
      ? ['R5', `${value}.x`]
      : [null, ids.find((id) => id !== value) ?? ''];
  return Object.entries(value as Record<string, Value>).flatMap(([name, each]) =>
    wrongEntry(each, ids).map((spoilt) => ({ ...(value as object), [name]: spoilt })),
  );
}

describe('an expectation that is wrong in one place', () => {
  test.each(KEYS)('of %s fails, and nothing else does', async (key) => {
    let tried = 0;
    for (const { text } of LESSONS) {
      const lesson = parsed(text);
      const right = lesson.expect[key];
      if (right === undefined) continue;
      const { checks } = await expecting(lesson, lesson.expect);
      for (const spoilt of wrong(key, right, lesson)) {
        const report = await expecting(lesson, { ...lesson.expect, [key]: spoilt });
        expect(report.failures, JSON.stringify(spoilt)).toHaveLength(1);
        expect(report.checks).toBe(key === 'accepted' ? checks + 1 : checks);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(1);
  });

  test('of at is answered by another state', async () => {
    const lesson = parsed(LESSONS.find(({ name }) => name.startsWith('ban'))?.text ?? '');
    const report = await expecting(lesson, { ...lesson.expect, at: ['$BAN'] });
    expect(report.failures.map(({ what }) => what)).toEqual([
      'conflicted keys',
      'auth difference',
      'reverse topological power order',
    ]);
  });

  test('says what was expected and what came', async () => {
    const lesson = parsed(LESSONS.find(({ name }) => name.startsWith('ban'))?.text ?? '');
    const { failures } = await expecting(lesson, {
      rejected: { $KICK: 'R5.ban.level', $BAN: true },
      accepted: ['$KICK'],
      state: { 'm.room.power_levels|': '$PROMOTE' },
      auth_difference: ['$BAN', '$BOB'],
      at: ['$BAN', '$PROMOTE'],
    });
    expect(failures).toEqual([
      {
        what: 'rejected by the rule',
        event_id: '$KICK',
        expected: 'R5.ban.level',
        got: 'R5.leave.kick',
      },
      { what: 'rejected', event_id: '$BAN', expected: true, got: false },
      { what: 'accepted', event_id: '$KICK', expected: true, got: false },
      {
        what: 'state: m.room.power_levels|',
        event_id: '$PROMOTE',
        expected: '$PROMOTE',
        got: '$LEVELS',
      },
      { what: 'auth difference', event_id: null, expected: ['$BOB'], got: ['$PROMOTE'] },
    ]);
  });
});

describe('a scenario that cannot be judged is refused', () => {
  const lesson = parsed(LESSONS.find(({ name }) => name.startsWith('ban'))?.text ?? '');
  const state = { 'm.room.name|': null };
  test.each<[string, Expectations, string, string]>([
    [
      'a key',
      { state, stat: {} },
      'expect.stat',
      'this cannot be expected; at, state, state_before',
    ],
    ['a key of objects', { toString: [] }, 'expect.toString', 'this cannot be expected'],
    ['nothing', {}, 'expect', 'the scenario expects nothing that could be checked'],
    ['at alone', { at: ['$BAN'] }, 'expect', 'the scenario expects nothing that could be checked'],
    ['empty objects', { state: {}, rejected: {}, accepted: [] }, 'expect', 'expects nothing'],
    ['null', { state: null }, 'expect.state', 'expected an object'],
    ['no bar', { state: { 'm.room.name': null } }, 'expect.state.m.room.name', 'type|state_key'],
    ['an event', { state: { 'm.room.name|': '$X' } }, 'expect.state.m.room.name|', 'is called $X'],
    [
      'a value',
      { state: { 'm.room.name|': true } },
      'expect.state.m.room.name|',
      'expected an event',
    ],
    ['no event', { state_after: { $X: state } }, 'expect.state_after.$X', 'is called $X'],
    ['no event', { state_before: { $X: state } }, 'expect.state_before.$X', 'is called $X'],
    ['no event', { rejected: { $X: true } }, 'expect.rejected.$X', 'is called $X'],
    ['false', { rejected: { $BAN: false } }, 'expect.rejected.$BAN', 'the ID of a rule, or true'],
    ['no event', { accepted: ['$BAN', '$X'] }, 'expect.accepted.1', 'is called $X'],
    ['no event', { state, at: ['$X'] }, 'expect.at', 'names $X, which is not among the events'],
    ['no events', { state, at: [] }, 'expect.at', 'there is no event whose state'],
    ['no event', { auth_difference: ['$X'] }, 'expect.auth_difference', 'names $X'],
    ['no event', { power_order: ['$X'] }, 'expect.power_order', 'names $X'],
    ['no bar', { conflicted: ['m.room.name'] }, 'expect.conflicted.0', 'type|state_key'],
    ['no list', { mainline: '$BAN' }, 'expect.mainline', 'expected a list'],
  ])('%s: %j', async (_, expectations, field, message) => {
    await expect(expecting(lesson, expectations)).rejects.toMatchObject({
      code: 'bad_input',
      file: 'lesson.json5',
      line: 1,
      field,
      message: expect.stringContaining(message),
    });
  });

  test('as TARDIS has it, without expectations', async () => {
    const text =
      "// From elsewhere.\n{ tardis_version: 1, events: [], annotations: { title: 'x' } }";
    await expect(verified(text)).rejects.toMatchObject({
      code: 'bad_input',
      message:
        'lesson.json5, line 1, field expect: missing: the scenario expects nothing that could be checked.',
    });
  });

  test('where its state is not known, or no event is accepted', async () => {
    const stray = { ...lesson, events: lesson.events.slice(1) };
    const missing = { state_before: { $ALICE: state } };
    await expect(expecting(stray, missing)).rejects.toMatchObject({
      field: 'expect.state_before.$ALICE',
      message: expect.stringContaining('this state is not known'),
    });
    await expect(expecting({ ...lesson, events: [] }, { state })).rejects.toMatchObject({
      field: 'expect.at',
    });
  });

  test('as broken JSON5, by line', async () => {
    await expect(verified('// One\n{\n  events: [],\n  expect {},\n}')).rejects.toMatchObject({
      code: 'bad_input',
      line: 4,
      message: "lesson.json5, line 4 is not valid JSON, nor JSON5: invalid character '{'.",
    });
  });

  test('whatever is put anywhere', async () => {
    const whole = JSON5.parse<JsonObject>(
      LESSONS.find(({ name }) => name === 'lost-entry.json5')?.text ?? '',
    );
    await fc.assert(
      fc.asyncProperty(anyPath, anyJson, async (at, value) => {
        try {
          await verified(canonicalJson(spoilt(whole, at, value)));
        } catch (error) {
          if (!(error instanceof NotCanonicalError))
            expect(error).toMatchObject({ code: 'bad_input' });
        }
      }),
      { numRuns: 200 },
    );
  });
});

test('a bar may stand in a state key, and lists are empty where the states agree', async () => {
  const [create, alice] = parsed(
    LESSONS.find(({ name }) => name.startsWith('ban'))?.text ?? '',
  ).events;
  const odd = {
    event_id: '$ODD',
    type: 'example.odd',
    state_key: 'a|b|',
    sender: '@alice:hill.example',
    content: {},
    prev_events: ['$ALICE'],
    auth_events: ['$CREATE', '$ALICE'],
  };
  const lesson = { room_version: '11', events: [create, alice, odd] } as Lesson;
  const nothing = Object.fromEntries(
    KEYS.filter((key) => /order|mainline|difference|conflicted/.test(key)).map((key) => [key, []]),
  );
  const report = await expecting(lesson, { state: { 'example.odd|a|b|': '$ODD' }, ...nothing });
  expect(report).toMatchObject({ checks: 7, failures: [] });
});
