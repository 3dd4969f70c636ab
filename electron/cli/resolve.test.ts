import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { nobleHashing } from '../../core/base/noble-hashing';
import { sharingState } from '../../core/samples/sharing-state';
import { cliSession } from '../../core/testing/node/cli-session';
import { ownRoomPath } from '../../core/testing/node/own-rooms';
import { runCli } from './run-cli';

const { cli, file, json } = cliSession(runCli);

/** Two rooms of one Synapse and one Dendrite, which end in different states for one reason each. */
const UNBAN = ownRoomPath('recorded/mixed-mini-unban-v10.s3.ndjson.gz');
const ABSENT = ownRoomPath('recorded/mixed-mini-absent-v10.s3.ndjson.gz');

/** The first event before which the two states differ, and its parents. */
const UNBAN_MERGE = '$X51yyp8HMRzrPTnlI0T1WSKxeC1F0nQk1hncYoOX8hQ';
const ABSENT_MERGE = '$qezDY1XirOc5GcCuD_6mvWivPdQrHpauS85U3Zba3Ow';
let unbanParents = '';
let absentParents = '';
const BEN = ['m.room.member', '@ben:d1.lab.test:36448'];
const SYNAPSES = '$5S_ZO-5tydFmsfavRyWpAdlqWAeuTsV_c-1rX7GrPow';
const DENDRITES = '$X-niHyJHTxf0_0MMJblqfgwJcljM0Skuat77Ihsn6HI';

/** Of one of the events with several prev events, counted from the first. */
function parentsOf(path: string, at: number): string {
  const events = gunzipSync(readFileSync(path)).toString('utf8').trim().split('\n');
  const merges = events
    .map((line) => JSON.parse(line).prev_events as string[])
    .filter((prev) => prev.length > 1);
  return (merges[at] ?? []).join(',');
}

beforeAll(() => {
  unbanParents = parentsOf(UNBAN, 1);
  absentParents = parentsOf(ABSENT, 1);
});

describe('resolve', () => {
  test('the states after events, as the room has them before their child', async () => {
    const { status, document } = await json('resolve', UNBAN, '--events', unbanParents);
    expect(status).toBe(0);
    expect(document).toMatchObject({
      algorithm: 'v2',
      points: null,
      room_version: '10',
      events: unbanParents.split(','),
      incomplete: false,
      conflicted: [[...BEN, [DENDRITES, SYNAPSES]]],
      trace: null,
      why_not: null,
    });
    const { document: before } = await json('state', UNBAN, '--before', UNBAN_MERGE);
    expect(document.state).toEqual(before.state);
    expect(document.state).toContainEqual([...BEN, SYNAPSES]);
  });

  test('after one event there is no conflict', async () => {
    const { document } = await json('resolve', UNBAN, '--events', UNBAN_MERGE, '--trace');
    expect(document.conflicted).toEqual([]);
    expect(document.trace[0]).toEqual({ step: 'conflicted-keys', keys: [] });
    const { document: after } = await json('state', UNBAN, '--after', UNBAN_MERGE);
    expect(document.state).toEqual(after.state);
  });

  test('an event named twice counts once', async () => {
    const { document } = await json('resolve', UNBAN, '--events', `${UNBAN_MERGE},${UNBAN_MERGE}`);
    expect(document.events).toEqual([UNBAN_MERGE]);
  });

  test('step by step, with the same result', async () => {
    const plain = await json('resolve', UNBAN, '--events', unbanParents);
    const traced = await json('resolve', UNBAN, '--events', unbanParents, '--trace');
    const steps = traced.document.trace.map(({ step }: { step: string }) => step);
    expect([steps[0], steps.at(-1)]).toEqual(['conflicted-keys', 'result']);
    expect(steps).toContain('iterative-auth-check');
    expect({ ...traced.document, trace: null }).toEqual(plain.document);
  });

  test('under another algorithm, replayed from the create event on', async () => {
    const args = ['resolve', UNBAN, '--events', unbanParents, '--algorithm', 'dendrite'];
    const all = await json(...args);
    expect(all.document).toMatchObject({ algorithm: 'dendrite' });
    expect(all.document.points).toHaveLength(13);
    expect(all.document.state).toContainEqual([...BEN, DENDRITES]);
    const one = await json(...args, '--points', 'A');
    expect(one.document).toMatchObject({ algorithm: 'dendrite', points: ['A'] });
    expect(one.document.state).toContainEqual([...BEN, SYNAPSES]);
  });

  test('of a database the stored states, also when it is resolved otherwise', async () => {
    const { written } = await json('ingest', UNBAN, '--out', 'room.db');
    const database = file('room.db', written.get('room.db') ?? '');
    const { document } = await json('resolve', database, '--events', unbanParents);
    expect(document).toEqual((await json('resolve', UNBAN, '--events', unbanParents)).document);
    const args = ['resolve', database, '--events', unbanParents, '--algorithm', 'dendrite'];
    const otherwise = await json(...args);
    expect(otherwise.document.state).toContainEqual([...BEN, DENDRITES]);
  });

  test('a database knows the algorithm that it was computed under', async () => {
    const args = ['ingest', UNBAN, '--algorithm', 'dendrite', '--points', 'E', '--out', 'e.db'];
    const { written } = await json(...args);
    const database = file('e.db', written.get('e.db') ?? '');
    const { document } = await json('resolve', database, '--events', unbanParents);
    expect(document).toMatchObject({ algorithm: 'dendrite', points: ['E'] });
    expect(document.state).toContainEqual([...BEN, DENDRITES]);
  });

  test('in words: counts first, then conflicts with their winner', async () => {
    const args = ['resolve', UNBAN, '--events', unbanParents, '--why-not', 'dendrite', '--trace'];
    const { stdout } = await cli(args);
    const [first, , loser, winner] = stdout.split('\n');
    expect(first).toBe(
      '1 key in conflict after 2 events, resolved by v2 (room version 10): 12 entries',
    );
    expect([loser, winner]).toEqual([`      ${DENDRITES}`, `    > ${SYNAPSES}`]);
    expect(stdout).toContain('A Dendrite comes to another state because of E: 1 key');
    expect(stdout).toContain('Full conflicted set: 3 events');
    expect(stdout).toContain('\nState:\n  m.room.create');
  });
});

describe('resolve --why-not dendrite', () => {
  const asked = (path: string, events: string, ...more: string[]) =>
    json('resolve', path, '--events', events, '--why-not', 'dendrite', ...more);

  test.each([[[]], [['--from-create']]])('names E for the lifted ban %s', async (more) => {
    const { status, document } = await asked(UNBAN, unbanParents, ...more);
    expect(status).toBe(0);
    expect(document.why_not).toEqual({
      algorithm: 'dendrite',
      from_create: more.length > 0,
      points: ['E'],
      differs: [[...BEN, SYNAPSES, DENDRITES]],
    });
    expect(document.algorithm).toBe('v2');
    expect(document.state).toContainEqual([...BEN, SYNAPSES]);
  });

  test.each([[[]], [['--from-create']]])(
    'names A for the entry one side lacks %s',
    async (more) => {
      const { document } = await asked(ABSENT, absentParents, ...more);
      expect(document.why_not).toMatchObject({
        points: ['A'],
        differs: [['lab.only', '', null, expect.stringMatching(/^\$3BmMCnPrwjK885J/)]],
      });
    },
  );

  test('answers for a room computed under another algorithm', async () => {
    const { document } = await asked(UNBAN, unbanParents, '--algorithm', 'v2.1');
    expect(document.algorithm).toBe('v2.1');
    expect(document.why_not.points).toEqual(['E', 'U']);
  });

  test('a later event only knows the difference when the room is replayed', async () => {
    const now = await asked(ABSENT, ABSENT_MERGE);
    expect(now.document.why_not).toMatchObject({ points: [], differs: [] });
    const replayed = await asked(ABSENT, ABSENT_MERGE, '--from-create');
    expect(replayed.document.why_not).toMatchObject({ points: ['A'] });
    expect(replayed.document.why_not.differs).toHaveLength(1);
  });

  test('where nothing differs, no point is named', async () => {
    const { document } = await asked(UNBAN, parentsOf(UNBAN, 0));
    expect(document.why_not).toMatchObject({ points: [], differs: [] });
    const { stdout } = await cli([
      ...['resolve', UNBAN, '--events', parentsOf(UNBAN, 0), '--why-not', 'dendrite'],
    ]);
    expect(stdout).toContain('A Dendrite comes to the same state.');
  });

  test('an interrupt ends the replays', async () => {
    const interrupt = new AbortController();
    const args = ['resolve', ABSENT, '--events', absentParents, '--why-not', 'dendrite'];
    const running = cli([...args, '--from-create', '--json'], interrupt.signal);
    interrupt.abort();
    const { status, stdout } = await running;
    expect(status).toBe(130);
    expect(JSON.parse(stdout).error.code).toBe('cancelled');
  });
});

describe('resolve refuses', () => {
  test('an event that is not held', async () => {
    const { status, document } = await json('resolve', UNBAN, '--events', '$nowhere');
    expect(status).toBe(2);
    expect(document.error).toMatchObject({ code: 'usage', event_id: '$nowhere' });
  });

  test('an event after which the state is not known', async () => {
    // Without the topic, which nobody cites as an auth event, what follows has no known state.
    const text = new TextDecoder().decode(sharingState.build(nobleHashing)).trim().split('\n');
    const path = file(
      'gap.ndjson',
      text.filter((line) => !line.includes('m.room.topic')).join('\n'),
    );
    const { document: info } = await json('info', path);
    expect(info.rooms[0].verdicts.outlier).toBeGreaterThan(0);
    const [orphan] = info.rooms[0].leaves.slice(-1);
    for (const more of [[], ['--algorithm', 'v1'], ['--why-not', 'dendrite', '--from-create']]) {
      const { status, document } = await json('resolve', path, '--events', orphan, ...more);
      expect(status).toBe(2);
      expect(document.error).toMatchObject({ code: 'usage', event_id: orphan });
    }
  });

  test.each([
    [[]],
    [['--events', ',']],
    [['--events', UNBAN_MERGE, '--why-not', 'synapse']],
    [['--events', UNBAN_MERGE, '--from-create']],
    [['--events', UNBAN_MERGE, '--id', 'x']],
    [['--events', UNBAN_MERGE, '--algorithm', 'v3']],
    [['--events', UNBAN_MERGE, '--algorithm', 'dendrite', '--points', 'X']],
    [['--events', UNBAN_MERGE, '--algorithm', 'dendrite', '--why-not', 'dendrite']],
  ])('%j', async (args) => {
    const { status, document } = await json('resolve', UNBAN, ...args);
    expect(status).toBe(2);
    expect(document.error.code).toBe('usage');
  });
});
