import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nobleHashing } from '../../core/base/noble-hashing';
import { forkAndMerge } from '../../core/samples/fork-and-merge';
import { sharingState } from '../../core/samples/sharing-state';
import { inProcessEngine } from '../../core/testing/node/in-process-engine';
import { runCli } from './run-cli';

let folder = '';
const decoder = new TextDecoder();

function file(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

function cli(...args: string[]) {
  return cliWith(new AbortController().signal, args);
}

async function cliWith(signal: AbortSignal, args: readonly string[]) {
  const engine = inProcessEngine();
  let stdout = '';
  let stderr = '';
  const status = await runCli(args, {
    streams: {
      stdout: (text) => {
        stdout += text;
      },
      stderr: (text) => {
        stderr += text;
      },
      stderrIsTerminal: false,
      now: () => 0,
    },
    version: '1.2.3',
    renderBench: () => Promise.reject(new Error('no browser in these tests')),
    browserMode: async ({ port, onReady }) => {
      onReady(`http://127.0.0.1:${port}/`);
      return 0;
    },
    connect: async () => ({
      client: engine.client,
      grant: async (paths) => paths.map(engine.grantFile),
      allowWrite: async (path) => path,
      close: async () => undefined,
    }),
    signal,
  });
  expect(engine.bugs).toEqual([]);
  return { status, stdout, stderr, written: engine.written };
}

async function json(...args: string[]) {
  const { status, stdout, ...rest } = await cli(...args, '--json');
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  return { status, document: JSON.parse(stdout), ...rest };
}

let chain = '';
let fork = '';
let ids: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'roomscope-cli-'));
  chain = file('chain.ndjson', sharingState.build(nobleHashing));
  fork = file('fork.ndjson', forkAndMerge.build(nobleHashing));
  const { document } = await json('state', chain, '--now');
  ids = document.state.map((triple: string[]) => triple[2]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('info', () => {
  test('counts events, forks and merges', async () => {
    const { status, document } = await json('info', fork);
    expect(status).toBe(0);
    expect(document.files).toEqual([
      { name: 'fork.ndjson', format: 'ndjson', events: 10, skipped: [] },
    ]);
    expect(document.rooms).toHaveLength(1);
    expect(document.rooms[0]).toMatchObject({
      room_id: '!fork-and-merge:example.org',
      room_version: '11',
      events: 10,
      state_events: 7,
      edges: 10,
      forks: 1,
      merges: 1,
      missing_prev: [],
      missing_auth: [],
      incomplete: [],
      redacted: [],
      id_mismatches: [],
      hash_mismatches: [],
      duplicates: 0,
      signatures: { valid: 0, invalid: 0, unchecked: 10 },
      verdicts: { accepted: 10, rejected: 0, soft_failed: 0, outlier: 0 },
      refused: [],
    });
    expect(document.rooms[0].leaves).toEqual(document.rooms[0].forward_extremities);
    expect(document.rooms[0].roots).toHaveLength(1);
  });

  test('speaks in words without --json', async () => {
    const { stdout } = await cli('info', fork);
    expect(stdout).toContain('fork.ndjson: ndjson, 10 events');
    expect(stdout).toContain('1 fork, 1 merge');
  });
});

describe('state', () => {
  test('now, with its snapshot and blocks', async () => {
    const { status, document } = await json('state', chain, '--now');
    expect(status).toBe(0);
    expect(document).toMatchObject({
      room_id: '!sharing-state:example.org',
      room_version: '11',
      at: { now: true },
      snapshot_nid: 6,
      block_nids: [1, 3, 5],
    });
    expect(document.state.map((triple: string[]) => triple.slice(0, 2))).toEqual([
      ['m.room.create', ''],
      ['m.room.member', '@alice:example.org'],
      ['m.room.topic', ''],
    ]);
  });

  test('before and after an event', async () => {
    const [create = '', join = ''] = ids;
    const { document } = await json(
      'state',
      chain,
      '--before',
      `${create},${join}`,
      '--after',
      join,
    );
    expect(document.states.map((state: { at: unknown }) => state.at)).toEqual([
      { before: create },
      { before: join },
      { after: join },
    ]);
    expect(document.states.map((state: { snapshot_nid: number }) => state.snapshot_nid)).toEqual([
      1, 2, 4,
    ]);
    expect(document.states.map((state: { state: unknown[] }) => state.state.length)).toEqual([
      0, 1, 2,
    ]);
  });

  test('of an event that is not there', async () => {
    const { status, document } = await json('state', chain, '--before', '$nowhere');
    expect(status).toBe(2);
    expect(document.error).toMatchObject({ code: 'usage', event_id: '$nowhere', line: null });
  });
});

describe('diff', () => {
  test('says what was added, and that there is a difference', async () => {
    const [create, join] = ids;
    const { status, document } = await json('diff', chain, `before:${create}`, `after:${join}`);
    expect(status).toBe(1);
    expect(document).toEqual({
      a: `before:${create}`,
      b: `after:${join}`,
      added: [
        ['m.room.create', '', create],
        ['m.room.member', '@alice:example.org', join],
      ],
      removed: [],
      changed: [],
    });
  });

  test('is 0 where nothing differs', async () => {
    const { status } = await json('diff', chain, 'snapshot:6', 'now');
    expect(status).toBe(0);
  });

  test('needs states that it can read', async () => {
    expect((await cli('diff', chain, 'yesterday', 'now')).status).toBe(2);
  });
});

test('explain has all four levels', async () => {
  const { status, document } = await json('explain', chain, ids[1] ?? '');
  expect(status).toBe(0);
  expect(document).toEqual({
    event_id: ids[1],
    verdict: 'accepted',
    ladder: [
      { level: 'format', ok: true, rule_id: null, because: null, evidence: [] },
      { level: 'auth_events', ok: true, rule_id: null, because: null, evidence: [] },
      { level: 'state_before', ok: true, rule_id: null, because: null, evidence: [] },
      { level: 'current_state', ok: null, rule_id: null, because: null, evidence: [] },
    ],
    note: null,
  });
});

test('storage counts what is shared', async () => {
  const { document } = await json('storage', chain);
  expect(document).toMatchObject({
    policy: 'dendrite',
    schema: 'dendrite',
    events: 6,
    snapshots: 4,
    blocks: 3,
    entries: 3,
    blocks_per_snapshot: { mean: 1.5, max: 3 },
    snapshots_per_block: { mean: 2, max: 3 },
  });
  expect(document.bytes.blocks).toBe(3 * (32 + '[1]'.length));
});

describe('ingest', () => {
  test('writes a database that opens again and answers the same', async () => {
    const { status, document, written } = await json('ingest', fork, '--out', 'room.db');
    expect(status).toBe(0);
    expect(document).toMatchObject({
      out: 'room.db',
      schema: 'dendrite',
      policy: 'dendrite',
      rooms: 1,
      events: 10,
    });
    const database = file('room.db', written.get('room.db') ?? '');
    const before = await json('state', fork, '--now');
    const after = await json('state', database, '--now');
    expect(after.document).toEqual(before.document);
  });

  test('needs somewhere to write', async () => {
    expect((await cli('ingest', fork)).status).toBe(2);
  });

  test('tables shows what was written', async () => {
    const { written } = await json('ingest', chain, '--out', 'chain.db');
    const database = file('chain.db', written.get('chain.db') ?? '');
    const { document } = await json('tables', database, 'roomserver_state_snapshots');
    expect(document.map((row: { state_block_nids: unknown }) => row.state_block_nids)).toEqual([
      [],
      [1],
      [1, 3],
      [1, 3, 5],
    ]);
    const limited = await json('tables', database, 'roomserver_events', '--limit', '2');
    expect(limited.document).toHaveLength(2);
    expect((await cli('tables', database, 'no_such_table')).status).toBe(2);
  });
});

test('bench measures against JSON.parse', async () => {
  const { status, document } = await json('bench', 'ingest', chain, '--runs', '1');
  expect(status).toBe(0);
  expect(document.runs).toBe(1);
  expect(document.results[0]).toMatchObject({ name: 'ingest', n: 6 });
  expect(document.results[0].ratios[0].to).toBe('JSON.parse');
});

test('bench resolve finds the answer beside a conflict, and fails where ours is another', async () => {
  const create = {
    event_id: '$create',
    room_id: '!r:a',
    type: 'm.room.create',
    state_key: '',
    sender: '@a:a',
    content: { creator: '@a:a' },
    prev_events: [],
    auth_events: [],
  };
  const header = { room_version: '10', state_sets: [['$create'], ['$create']] };
  const conflict = file(
    'c.ndjson',
    [header, create].map((line) => JSON.stringify(line)).join('\n'),
  );
  file('c.resolved.txt', '$create\n');
  expect((await cli('bench', 'resolve', conflict, '--runs', '1')).status).toBe(0);
  file('c.resolved.txt', '$another\n');
  const { status, document } = await json('bench', 'resolve', conflict, '--runs', '1');
  expect(status).toBe(1);
  expect(document.results[0].verified).toBe(false);
});

describe('what is not built is refused', () => {
  test.each([
    ['storage', ['--policy', 'tiered']],
    ['ingest', ['--out', 'x', '--policy', 'tiered']],
    ['ingest', ['--out', 'x', '--schema', 'native']],
    ['info', ['--algorithm', 'v3']],
    ['info', ['--algorithm', 'dendrite', '--points', 'A,X']],
    ['info', ['--points', 'A']],
    ['info', ['--nonsense']],
    ['state', ['--limit', '3', '--now']],
    ['state', []],
  ])('%s %s', async (command, options) => {
    const { status, document, stderr } = await json(command, chain, ...options);
    expect(status).toBe(2);
    expect(document.error.code).toBe('usage');
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('an unknown command', async () => {
    expect((await cli('resets', chain)).status).toBe(2);
    expect((await cli()).status).toBe(2);
  });
});

test.each(['v1', 'v2', 'v2.1'])(
  '--algorithm %s holds from the create event on',
  async (algorithm) => {
    const { status, document } = await json('info', fork, '--algorithm', algorithm);
    expect(status).toBe(0);
    expect(document.rooms[0].verdicts.accepted).toBe(10);
  },
);

test('bad input is one sentence, one document and status 3', async () => {
  const broken = file(
    'broken.ndjson',
    `${decoder.decode(sharingState.build(nobleHashing))}{"a":\n`,
  );
  const { status, document, stderr } = await json('info', broken);
  expect(status).toBe(3);
  expect(document.error).toMatchObject({
    code: 'bad_input',
    file: 'broken.ndjson',
    line: 7,
    field: null,
    event_id: null,
  });
  expect(stderr).toContain('broken.ndjson, line 7');
});

test('a damaged database is status 4 and names what is wrong', async () => {
  const { written } = await json('ingest', chain, '--out', 'chain.db');
  const bytes = Buffer.from(written.get('chain.db') ?? []);
  bytes.write('[1,9]', bytes.indexOf('[1,3]'));
  const { status, document } = await json('state', file('damaged.db', bytes), '--now');
  expect(status).toBe(4);
  expect(document.error).toMatchObject({ code: 'corrupt_database', file: 'damaged.db' });
  expect(document.error.message).toMatch(/snapshot 4 lists state block 9, which is missing/);
});

test('an interrupt is status 130, and nothing is written', async () => {
  const interrupt = new AbortController();
  const running = cliWith(interrupt.signal, ['ingest', chain, '--out', 'x.db', '--json']);
  interrupt.abort();
  const { status, stdout, written } = await running;
  expect(status).toBe(130);
  expect(JSON.parse(stdout).error.code).toBe('cancelled');
  expect(written.size).toBe(0);
});

test('serve prints its address first', async () => {
  const { status, document } = await json('serve', chain, '--port', '4711', '--no-open');
  expect(status).toBe(0);
  expect(document).toEqual({ url: 'http://127.0.0.1:4711/' });
  expect((await cli('serve', '--port', '70000')).status).toBe(2);
});

test('help and version', async () => {
  expect((await cli('--version')).stdout).toBe('1.2.3\n');
  expect((await cli('help')).stdout).toContain('state FILE|DB');
  expect((await cli('state', '--help')).stdout).toContain('--before');
});
