import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { cliSession } from '../../core/testing/node/cli-session';
import { ownRoomPath } from '../../core/testing/node/own-rooms';
import {
  ALICE,
  BASE,
  CASES,
  CREATE,
  GRAPH,
  ndjson,
  SETS,
  WITH_EARLY,
  WITH_LATE,
} from '../../core/testing/resolution-cases';
import { runCli } from './run-cli';

const { cli, file, json } = cliSession(runCli);

/** Lines of standard output, each a document. */
async function lines(...args: string[]) {
  const { status, stdout } = await cli(args);
  return {
    status,
    documents: stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  };
}

const UNBAN = ownRoomPath('recorded/mixed-mini-unban-v10.s3.ndjson.gz');

describe('resolve --case', () => {
  test('one result a line, with --json or without', async () => {
    const path = file('cases.ndjson', ndjson(CASES));
    const { status, documents } = await lines('resolve', '--case', path);
    expect(status).toBe(1);
    expect(documents.map(({ id, ok }) => [id, ok])).toEqual([
      ['sets', true],
      ['wrong', false],
      ['open', null],
      ['leaves', true],
      ['end', true],
      ['delta', false],
    ]);
    expect(documents[0]).toEqual({ id: 'sets', state: WITH_LATE, ok: true });
    expect((await lines('resolve', '--case', path, '--json')).documents).toEqual(documents);
  });

  test('one of them, packed, with its steps', async () => {
    const path = file('cases.ndjson.gz', gzipSync(ndjson(CASES)));
    const args = ['resolve', '--case', path, '--id', 'leaves', '--trace'];
    const { status, documents } = await lines(...args);
    expect(status).toBe(0);
    expect(documents).toHaveLength(1);
    expect(documents[0].state).toEqual(WITH_LATE);
    expect(documents[0].trace[0].step).toBe('conflicted-keys');
  });

  test('with a trace says the steps in words as well, beside the lines', async () => {
    const path = file('cases.ndjson', ndjson(CASES));
    const args = ['resolve', '--case', path, '--id', 'leaves', '--trace'];
    const words = await cli(args);
    expect(words.stderr).toMatch(/^leaves:\n/);
    expect(words.stderr).toContain('in conflict');
    expect(JSON.parse(words.stdout).id).toBe('leaves');
    expect((await cli([...args, '--json'])).stderr).toBe('');
  });

  test('under another algorithm', async () => {
    const path = file('cases.ndjson', ndjson(CASES));
    const { documents } = await lines(
      ...['resolve', '--case', path, '--id', 'sets', '--algorithm', 'v1'],
    );
    expect(documents[0].ok).not.toBeNull();
  });

  test('an ID that is not there', async () => {
    const path = file('cases.ndjson', ndjson(CASES));
    expect((await json('resolve', '--case', path, '--id', 'nowhere')).status).toBe(2);
    expect((await json('resolve', '--case', path, UNBAN)).status).toBe(2);
    expect((await json('resolve', '--case', path, '--events', '$a')).status).toBe(2);
  });

  test.each([
    ['state_sets.1.2', { ...SETS, state_sets: [BASE, [...BASE, ['a', '', '$none']]] }],
    ['state_sets.0.0', { ...SETS, state_sets: [[['m.room.topic', '', '$create']]] }],
    ['state_sets.0.0', { ...SETS, state_sets: [[['m.room.topic', '']]] }],
    ['events', { ...SETS, events: 'none' }],
    ['events.0.event_id', { ...SETS, events: [{ type: 'a', sender: ALICE }] }],
    ['room_version', { ...SETS, room_version: '99' }],
    ['algorithm', { ...SETS, algorithm: 'v9' }],
    ['end_event', { ...GRAPH, end_event: '$none' }],
    ['events', { ...GRAPH, events: [{ ...CREATE, sender: ALICE, prev_events: ['$create'] }] }],
    ['events.4', { ...SETS, events: [...SETS.events, SETS.events[0]] }],
    ['state_sets.0', { ...SETS, state_sets: [[...WITH_LATE, ...WITH_EARLY]] }],
  ])('a broken line: %s', async (field, broken) => {
    const path = file('broken.ndjson', ndjson([CASES[0], broken]));
    const { status, document } = await json('resolve', '--case', path);
    expect(status).toBe(3);
    expect(document.error).toMatchObject({ file: 'broken.ndjson', line: 2, field });
  });

  test('a line that is no JSON', async () => {
    const path = file('broken.ndjson', `${ndjson(CASES)}\n{"id":`);
    const { status, document } = await json('resolve', '--case', path);
    expect(status).toBe(3);
    expect(document.error).toMatchObject({ file: 'broken.ndjson', line: CASES.length + 1 });
  });
});
