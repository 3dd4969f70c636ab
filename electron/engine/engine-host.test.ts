import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createClient } from '../../core/contract/client';
import { REPOSITORY_ROOT } from '../../core/testing/node/shared';
import { type Engine, startEngine } from './engine-host';

function start(hostFolder: string, startupFiles: readonly string[] = []): Engine {
  return startEngine({ hostFolder, version: '1.2.3', host: 'cli', startupFiles, debug: false });
}

describe('the built engine on its thread', () => {
  const hostFolder = join(REPOSITORY_ROOT, 'dist', 'host');
  let engine: Engine;
  beforeAll(() => {
    execFileSync(process.execPath, [join(REPOSITORY_ROOT, 'scripts', 'build.mjs'), 'host']);
  });
  beforeEach(() => {
    engine = start(hostFolder);
  });
  afterEach(() => engine.close());

  it('says who it is', async () => {
    const info = await createClient(engine.connect()).request('app.info', {});
    expect(info).toMatchObject({ version: '1.2.3', host: 'cli', startupSources: [] });
    expect(info.samples.length).toBeGreaterThan(0);
  });

  it('keeps the requests of two fronts apart', async () => {
    const [one, two] = [createClient(engine.connect()), createClient(engine.connect())];
    const answers = await Promise.all([
      one.request('app.info', {}),
      two.request('document.close', { documentId: 'none' }).catch((error: unknown) => error),
    ]);
    expect(answers).toMatchObject([{ version: '1.2.3' }, { code: 'usage' }]);
  });

  it('opens what was granted, by handle, and nothing by path', async () => {
    const client = createClient(engine.connect());
    const path = join(mkdtempSync(join(tmpdir(), 'roomscope-test-')), 'broken.ndjson');
    writeFileSync(path, 'not JSON\n');
    const sources = await engine.grant([path]);
    const choice = {
      roomId: null,
      policy: 'dendrite',
      schema: 'dendrite',
      algorithm: null,
      points: null,
      keys: null,
    };
    const open = (handle: string) =>
      client.request('document.open', {
        ...choice,
        sources: [{ kind: 'file', handle, name: 'broken.ndjson' }],
      });
    const granted = sources[0]?.handle ?? '';
    await expect(open(granted)).rejects.toMatchObject({ code: 'bad_input', line: 1 });
    await expect(open(path)).rejects.toMatchObject({ code: 'usage' });
  });

  it('checks hashes on threads of its own', { timeout: 30_000 }, async () => {
    const client = createClient(engine.connect());
    const room = 'core/testing/rooms/linear/linear-v11-first-700.ndjson.gz';
    const files = await engine.grant([join(REPOSITORY_ROOT, room)]);
    const { results } = await client.request('bench.run', { name: 'hash', runs: 1, files });
    expect(results.map(({ name }) => name)).toContain('hash, 2 workers');
  });
});

/** A worker that answers requests with its own name, and dies when told to. */
const FAKE_ENGINE = `
const { parentPort, workerData } = require('node:worker_threads');
parentPort.on('message', (message) => {
  if (message.kind === 'connect') message.port.on('message', ({ id, name }) => {
    if (name === 'app.info') message.port.postMessage({ kind: 'result', id, result: workerData });
    else process.exit(1);
  });
  parentPort.postMessage({ done: message.id });
});
`;

describe('an engine that dies', () => {
  let folder: string;
  let engine: Engine;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'roomscope-test-'));
    writeFileSync(join(folder, 'engine.cjs'), FAKE_ENGINE);
    writeFileSync(join(folder, 'sql-wasm.wasm'), '');
    engine = start(folder, ['/a/start.ndjson']);
  });
  afterEach(() => engine.close());

  const die = { documentId: 'x' };

  it('fails what was asked of it, and is replaced when a front connects again', async () => {
    const client = createClient(engine.connect());
    await expect(client.request('document.close', die)).rejects.toThrow('the engine has stopped');
    const next = createClient(engine.connect());
    expect(await next.request('app.info', {})).toMatchObject({ version: '1.2.3' });
  });

  it('leaves its successor what had been granted', async () => {
    const [later] = await engine.grant(['/b/later.ndjson']);
    const path = await engine.allowWrite('/b/out.db');
    await createClient(engine.connect())
      .request('document.close', die)
      .catch(() => undefined);
    const info: unknown = await createClient(engine.connect()).request('app.info', {});
    expect(info).toMatchObject({
      grants: [
        { name: 'start.ndjson', path: '/a/start.ndjson' },
        { handle: later?.handle, name: 'later.ndjson', path: '/b/later.ndjson' },
      ],
      writable: [path],
      startupSources: engine.startupSources,
    });
  });

  it('answers for grants that come too late', async () => {
    await createClient(engine.connect())
      .request('document.close', die)
      .catch(() => undefined);
    expect(await engine.grant(['/c'])).toMatchObject([{ kind: 'file', name: 'c' }]);
  });
});
