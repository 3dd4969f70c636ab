import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { cliSession } from '../../core/testing/node/cli-session';
import { ownRoomPath } from '../../core/testing/node/own-rooms';
import { sharedIsThere, sharedPath } from '../../core/testing/node/shared';
import { CASES, ndjson } from '../../core/testing/resolution-cases';
import { runCli } from './run-cli';

const { cli, file, json } = cliSession(runCli);

/** Where one Synapse and one Dendrite end in different states, for one reason. */
const UNBAN = ownRoomPath('recorded/mixed-mini-unban-v10.s3.ndjson.gz');
const SYNAPSES = '$5S_ZO-5tydFmsfavRyWpAdlqWAeuTsV_c-1rX7GrPow';
const DENDRITES = '$X-niHyJHTxf0_0MMJblqfgwJcljM0Skuat77Ihsn6HI';

const ORACLE_ROOM = ownRoomPath('oracle/v10-seed4-n60.json.gz');

interface OracleDraft {
  events: Record<string, unknown>[];
  event_ids?: string[];
  expected: { accepted?: boolean; state_before_ok: boolean | null }[];
  merges: { state_sets: string[][]; resolved: string[]; spec_literal_resolved?: string[] }[];
  final: { prev_events: string[]; state: string[] };
}

/** An oracle room with some of its answers changed. */
function changedOracle(change: (oracle: OracleDraft) => void): string {
  const oracle = JSON.parse(gunzipSync(readFileSync(ORACLE_ROOM)).toString('utf8'));
  change(oracle);
  return file('changed.json', JSON.stringify(oracle, null, 1));
}

describe('verify', () => {
  test('oracle rooms and cases, each found out by what it holds', async () => {
    const good = file('good.ndjson', ndjson([CASES[0], CASES[3]]));
    const { status, document } = await json('verify', ORACLE_ROOM, good);
    expect(status).toBe(0);
    expect(document.failed).toBe(0);
    expect(document.files.map(({ name }: { name: string }) => name)).toEqual([
      'v10-seed4-n60.json.gz',
      'good.ndjson',
    ]);
    expect(document.files[1]).toEqual({
      name: 'good.ndjson',
      checks: 2,
      passed: 2,
      failures: [],
      not_compared: 0,
    });
    const total = document.files[0].checks + 2;
    expect(document.passed).toBe(total);
    expect(total).toBeGreaterThan(200);
  });

  test('a changed verdict, merge and state each fail, and say where', async () => {
    const path = changedOracle((oracle) => {
      const [verdict] = oracle.expected.splice(9, 1);
      oracle.expected.splice(9, 0, { state_before_ok: null, accepted: !verdict?.accepted });
      oracle.merges[0]?.resolved.pop();
      oracle.final.state.push('$extra');
    });
    const { status, document } = await json('verify', path);
    expect(status).toBe(1);
    const [verdict, merge, final] = document.files[0].failures;
    expect(document.failed).toBe(3);
    expect(verdict).toMatchObject({ what: 'accepted', event_id: expect.stringMatching(/^\$/) });
    expect(merge).toMatchObject({ what: 'resolution of the merge', expected: [] });
    expect(merge.got).toHaveLength(1);
    expect(merge.event_id).toMatch(/^\$/);
    expect(final).toMatchObject({ what: 'final state', expected: ['$extra'], got: [] });
  });

  test('lists are compared as sets, and what was not reached is not compared', async () => {
    const path = changedOracle((oracle) => {
      for (const merge of oracle.merges) merge.resolved.reverse();
      for (const expected of oracle.expected) expected.state_before_ok = null;
    });
    const { status, document } = await json('verify', path);
    expect(status).toBe(0);
    const whole = await json('verify', ORACLE_ROOM);
    expect(document.passed).toBeLessThan(whole.document.passed);
  });

  test('the letter of the specification is expected only where it is asked for', async () => {
    const path = changedOracle((oracle) => {
      for (const merge of oracle.merges.slice(0, 1)) merge.spec_literal_resolved = [];
    });
    expect((await json('verify', path)).document.failed).toBe(0);
    const { document } = await json('verify', '--reading', 'spec', path);
    expect(document.failed).toBe(1);
  });

  test('under another algorithm the answers are no longer those recorded', async () => {
    const { status } = await json('verify', ORACLE_ROOM, '--algorithm', 'v1');
    expect(status).toBe(1);
  });

  test('a recorded room against its answers', async () => {
    const room = (name: string) => ownRoomPath(`recorded/${name}.gz`);
    const expect_ = ['--expect', room('wild1-v10.oracle.json')];
    const events = ['a', 'b', 'c'].map((server) => room(`wild1-v10.${server}.ndjson`));
    const union = await json('verify', ...expect_, ...events);
    expect(union.status).toBe(0);
    expect(union.document.files).toHaveLength(1);
    expect(union.document.files[0].not_compared).toBe(0);
    // Server c joined late: what came before it does not hold.
    const late = await json('verify', ...expect_, events[2] ?? '');
    expect(late.status).toBe(0);
    expect(late.document.files[0].not_compared).toBeGreaterThan(0);
    expect(late.document.passed).toBeLessThan(union.document.passed);
  });

  test('a recorded room under a Dendrite differs from the specification’s answers', async () => {
    const oracle = ownRoomPath('recorded/mixed-mini-unban-v10.oracle.json.gz');
    const { status, document } = await json('verify', '--expect', oracle, UNBAN);
    expect([status, document.failed]).toEqual([0, 0]);
    const dendrite = await json(
      ...['verify', '--expect', oracle, UNBAN, '--algorithm', 'dendrite', '--points', 'E'],
    );
    expect(dendrite.status).toBe(1);
    expect(dendrite.document.files[0].failures).toContainEqual(
      expect.objectContaining({ what: 'current state', expected: [SYNAPSES], got: [DENDRITES] }),
    );
  });

  test('in words: the counts first, a line for each file, and what failed', async () => {
    const path = file('two.ndjson', ndjson(CASES.slice(0, 2)));
    const { stdout } = await cli(['verify', path, ORACLE_ROOM]);
    const [total, first] = stdout.split('\n');
    expect(total).toMatch(/^2 files: \d+ checks passed, 1 failed$/);
    expect(first).toMatch(/^ {2}FAIL two\.ndjson +1 passed +1 failed$/);
    expect(stdout).toContain('wrong: resolved state');
    expect(stdout).toContain('expected ["m.room.topic,,$early"]');
  });

  test('JUnit XML is written whether or not all passed', async () => {
    const path = file('two.ndjson', ndjson(CASES.slice(0, 2)));
    const { status, written } = await json('verify', path, '--junit', 'out.xml');
    expect(status).toBe(1);
    const xml = new TextDecoder().decode(written.get('out.xml'));
    expect(xml).toContain('<testsuite name="two.ndjson" tests="2" failures="1">');
    expect(xml).toContain('<failure message="wrong: resolved state">');
  });
});

describe('verify refuses', () => {
  const GOOD = ndjson(CASES.slice(0, 1));

  test.each([
    ['{"kind":"tea-leaves"}', 'a kind of case that is not known ("tea-leaves")', 1],
    ['{"kind":12345678901234567890}', 'a kind of case that is not known (12345678901234567890)', 1],
    ['{"a":1}', 'names no kind of case', 1],
    ['{"room_id":"!a:b","notes":[]}', 'holds no expectations', 1],
    ['{"event_order":[],"state_before":{}}', '--expect', 1],
    ['[{"kind":"auth"}]', 'is a JSON array, not a file of cases. These can be verified: ', null],
    ['  \n', 'holds no cases', null],
    [`${GOOD}\n{"kind":"redaction"}`, 'field room_version', 2],
    [`${GOOD}\n{"kind":"auth","room_version":"1","event":{},"expected":"perhaps"}`, 'expected', 2],
  ])('%s', async (text, message, line) => {
    const { status, document } = await json('verify', file('odd.ndjson', text));
    expect(status).toBe(3);
    expect(document.error).toMatchObject({ code: 'bad_input', file: 'odd.ndjson', line });
    expect(document.error.message).toContain(message);
  });

  test('a file of unknown kind by naming those that are known', async () => {
    const { document } = await json('verify', file('odd.ndjson', '{"kind":"x"}'));
    expect(document.error.message).toContain(
      'oracle rooms, scenarios with expectations, state resolutions, steps of state resolution, authorization rules',
    );
  });

  test('an oracle room that is broken, by field', async () => {
    const cases: readonly (readonly [string, (oracle: OracleDraft) => void])[] = [
      ['merges.0.state_sets.1', (oracle) => oracle.merges[0]?.state_sets[1]?.push('$none')],
      ['final.prev_events', (oracle) => oracle.final.prev_events.push('$none')],
      ['events', (oracle) => oracle.events.pop()],
      ['events.3.content', (oracle) => delete oracle.events[3]?.content],
      ['expected.3.accepted', (oracle) => delete oracle.expected[3]?.accepted],
      ['event_ids', (oracle) => delete oracle.event_ids],
    ];
    for (const [field, change] of cases) {
      const { status, document } = await json('verify', changedOracle(change));
      expect(status).toBe(3);
      expect(document.error).toMatchObject({ file: 'changed.json', field });
    }
  });

  test.each([
    [['--reading', 'aloud', ORACLE_ROOM]],
    [['--points', 'A', ORACLE_ROOM]],
    [[]],
    [['--reading', 'spec', '--expect', ORACLE_ROOM, UNBAN]],
  ])('%j', async (args) => {
    const { status, document } = await json('verify', ...args);
    expect(status).toBe(2);
    expect(document.error.code).toBe('usage');
  });

  test('expectations that are none, or of another room', async () => {
    expect((await json('verify', '--expect', ORACLE_ROOM, UNBAN)).status).toBe(3);
    const other = ownRoomPath('recorded/mixed-mini-absent-v10.oracle.json.gz');
    const { status, document } = await json('verify', '--expect', other, UNBAN);
    expect(status).toBe(2);
    expect(document.error.message).toContain('holds no event of the room');
  });
});

describe.runIf(sharedIsThere)('all that was published or recorded passes', () => {
  const named = (path: string, wanted: (name: string) => boolean) =>
    sharedIsThere ? readdirSync(sharedPath(path)).filter(wanted) : [];
  const isJudged = (name: string) => name.endsWith('.ndjson') && name !== 'disputed.ndjson';

  test.each(named('fixtures', isJudged))('%s', async (name) => {
    const { status, document } = await json('verify', sharedPath(`fixtures/${name}`));
    expect(document.files[0]?.failures).toEqual([]);
    expect(status).toBe(0);
    const cases = readFileSync(sharedPath(`fixtures/${name}`), 'utf8')
      .trim()
      .split('\n').length;
    expect(document.passed).toBeGreaterThanOrEqual(cases);
  });

  test.each(['deployed', 'spec'])(
    'the oracle rooms, reading %s',
    async (reading) => {
      const rooms = named('fixtures/oracle-rooms', () => true);
      const paths = rooms.map((name) => sharedPath(`fixtures/oracle-rooms/${name}`));
      const { status, document } = await json('verify', '--reading', reading, ...paths);
      expect([status, document.failed, document.files.length]).toEqual([0, 0, 79]);
    },
    60_000,
  );

  const folders = { 'dendrite-fed': 'dendrite/fed', synapse: 'synapse', mixed: 'mixed' };
  const recorded = Object.entries(folders).flatMap(([set, folder]) =>
    named(`rooms/oracle/${set}`, (name) => name.includes('.oracle.json')).map((name) => ({
      room: name.slice(0, name.indexOf('.oracle.json')),
      oracle: sharedPath(`rooms/oracle/${set}/${name}`),
      folder: `rooms/${folder}`,
    })),
  );
  test.each(recorded)(
    'the recorded room $room',
    async ({ room, oracle, folder }) => {
      const files = named(
        folder,
        (name) => name.startsWith(`${room}.`) && name.includes('.ndjson'),
      );
      const paths = files.map((name) => sharedPath(`${folder}/${name}`));
      const { status, document } = await json('verify', '--expect', oracle, ...paths);
      expect(document.files[0]).toMatchObject({ failures: [], not_compared: 0 });
      expect(document.passed).toBeGreaterThan(0);
      expect(status).toBe(0);
    },
    60_000,
  );
});
