import { describe, expect, it } from 'vitest';
import { assertUnreachable } from '../../base/assert';
import { RoomscopeError } from '../../base/errors';
import type { Platform } from '../../base/platform-port';
import { createClient } from '../client';
import { memoryPipe } from '../memory-pipe';
import type { AppInfo } from '../requests';
import type { Frame } from '../transport';
import { type Handlers, serve } from './serve';

const info: AppInfo = { version: '1', host: 'cli', samples: [], startupSources: [] };
const room = { documentId: 'd', roomId: '!r:a' };

/** Time stands still unless a test moves it, so that `breathe` yields exactly when told to. */
function platformWithClock(): { platform: Platform; tick(): void } {
  let now = 0;
  const unused = () => {
    throw new Error('not part of this test');
  };
  const platform: Platform = {
    now: () => now,
    yieldNow: () => new Promise((resolve) => setImmediate(resolve)),
    hashing: { sha256: unused, sha256Base64: unused, sha1: unused, blake2b256: unused },
    signing: { sign: unused, verify: unused },
    gunzip: unused,
    sqlWasm: new Uint8Array(),
  };
  return {
    platform,
    tick: () => {
      now += 1000;
    },
  };
}

function fakeHandlers(own: Partial<Handlers>): Handlers {
  return new Proxy(own, {
    get: (target, name) => Reflect.get(target, name) ?? (async () => ({})),
  }) as Handlers;
}

function start(own: Partial<Handlers>) {
  const { platform, tick } = platformWithClock();
  const pipe = memoryPipe();
  const bugs: unknown[] = [];
  serve(pipe.engine, fakeHandlers(own), platform, (_request, error) => bugs.push(error));
  return { client: createClient(pipe.front), pipe, tick, bugs };
}

describe('serve and client', () => {
  it('answers a request with the result of its handler', async () => {
    const { client } = start({ 'app.info': async () => info });
    expect(await client.request('app.info', {})).toStrictEqual(info);
  });

  it('answers many requests at a time, each with its own result', async () => {
    const { client } = start({
      'debug.rows': async ({ from }) => {
        if (from === 0) await new Promise((resolve) => setImmediate(resolve));
        return { rows: [], from };
      },
    });
    const both = [0, 5].map((from) => client.request('debug.rows', { ...room, from, to: 9 }));
    expect(await Promise.all(both)).toStrictEqual([
      { rows: [], from: 0 },
      { rows: [], from: 5 },
    ]);
  });

  it('brings an error for the user whole', async () => {
    const place = { file: 'a.ndjson', line: 3, field: 'depth', eventId: '$e' };
    const { client, bugs } = start({
      'document.info': async () => {
        throw new RoomscopeError('bad_input', 'Line 3 is broken.', place);
      },
    });
    const failed = client.request('document.info', room);
    await expect(failed).rejects.toMatchObject({ code: 'bad_input', ...place });
    expect(bugs).toStrictEqual([]);
  });

  it('tells the front of a bug in one sentence and the host all of it', async () => {
    const secret = new Error("ENOENT: no such file, open '/home/someone/room.db'");
    const { client, bugs } = start({
      'document.info': async () => {
        throw secret;
      },
      'debug.room': async () => assertUnreachable('rows out of order' as never),
    });
    const failed = await client.request('document.info', room).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 'internal' });
    expect(String(failed)).not.toContain('/home');
    await expect(client.request('debug.room', room)).rejects.toThrow('rows out of order');
    expect(bugs).toHaveLength(2);
    expect(bugs[0]).toBe(secret);
  });

  it('reports what no pipe can carry instead of leaving the front without an answer', async () => {
    const { client, bugs } = start({
      'debug.storage': async () => ({ nid: 1n }) as never,
    });
    await expect(client.request('debug.storage', room)).rejects.toMatchObject({ code: 'internal' });
    expect(bugs).toHaveLength(1);
  });

  it('shows progress and stops on cancel', async () => {
    let clock: () => void = () => undefined;
    const { client, tick } = start({
      'debug.room': async (_params, { work }) => {
        for (let done = 0; ; done += 1) {
          clock();
          await work.breathe({ phase: 'Laying out', done, total: null });
        }
      },
    });
    clock = tick;
    const controller = new AbortController();
    const seen: number[] = [];
    const endless = client.request('debug.room', room, {
      signal: controller.signal,
      onProgress: ({ done }) => {
        seen.push(done);
        if (done === 3) controller.abort();
      },
    });
    await expect(endless).rejects.toMatchObject({ code: 'cancelled' });
    expect(seen.slice(0, 4)).toStrictEqual([0, 1, 2, 3]);
  });

  it('does not even send a request that was cancelled before', async () => {
    const { client } = start({});
    const controller = new AbortController();
    controller.abort();
    const never = client.request('app.info', {}, { signal: controller.signal });
    await expect(never).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('cancels what runs and fails what waits when the pipe closes', async () => {
    let signal: AbortSignal | undefined;
    const { client, pipe } = start({
      'debug.room': (_params, context) => {
        signal = context.signal;
        return new Promise(() => undefined);
      },
    });
    const waiting = client.request('debug.room', room);
    await Promise.resolve();
    await Promise.resolve();
    pipe.close('the window was closed');
    await expect(waiting).rejects.toThrow('the window was closed');
    await expect(client.request('app.info', {})).rejects.toThrow('the window was closed');
    expect(signal?.aborted).toBe(true);
  });
});

describe('what serve receives', () => {
  function replies(...frames: unknown[]): Promise<Frame[]> {
    const { pipe } = start({
      'app.info': async () => info,
      'debug.room': () => new Promise(() => undefined),
    });
    const received: Frame[] = [];
    pipe.front.onFrame((frame) => received.push(frame));
    for (const frame of frames) pipe.front.post(frame as Frame);
    return new Promise((resolve) => setImmediate(() => resolve(received)));
  }

  it.each(['constructor', '__proto__', 'toString', 'app.nothing', ''])(
    'refuses the request %j',
    async (name) => {
      expect(await replies({ kind: 'request', id: 1, name, params: {} })).toMatchObject([
        { kind: 'error', id: 1, error: { code: 'usage' } },
      ]);
    },
  );

  it.each([
    ['a missing parameter', 'debug.tile', { documentId: 'd', roomId: 'r' }, 'tile'],
    ['a wrong type', 'debug.tile', { documentId: 'd', roomId: 'r', tile: '1' }, 'tile'],
    ['a fraction', 'debug.tile', { documentId: 'd', roomId: 'r', tile: 0.5 }, 'tile'],
    ['a negative number', 'debug.tile', { documentId: 'd', roomId: 'r', tile: -1 }, 'tile'],
    ['a key too many', 'document.close', { documentId: 'd', path: '/etc' }, 'path'],
    ['a path where a handle belongs', 'bench.run', bench('/etc/passwd'), 'files.0.kind'],
    ['no object at all', 'app.info', null, null],
  ])('refuses %s, naming it', async (_what, name, params, field) => {
    const [reply] = await replies({ kind: 'request', id: 4, name, params });
    expect(reply).toMatchObject({ kind: 'error', id: 4, error: { code: 'usage', field } });
  });

  function bench(path: string) {
    return { name: 'ingest', runs: 1, files: [{ path }] };
  }

  it('refuses a second request under a number in use', async () => {
    const request = { kind: 'request', id: 1, name: 'debug.room', params: room };
    expect(await replies(request, request)).toMatchObject([
      { kind: 'error', id: 1, error: { code: 'usage' } },
    ]);
  });

  it('ignores what is no frame', async () => {
    const rubbish = [
      [],
      { kind: 'shell' },
      {},
      { kind: 'request', id: -1 },
      { kind: 'cancel', id: 99 },
    ];
    expect(await replies(...rubbish)).toStrictEqual([]);
  });
});

describe('notifications', () => {
  it('that come before anybody listens wait for the first who does', async () => {
    const { client, pipe } = start({});
    const params = { sources: [{ kind: 'sample', id: 'early' }] };
    pipe.engine.post({ kind: 'notification', name: 'app.open', params });
    await new Promise((resolve) => setImmediate(resolve));
    const seen: unknown[] = [];
    client.on('app.open', (received) => seen.push(received));
    client.on('app.open', (received) => seen.push(received));
    expect(seen).toStrictEqual([params]);
  });

  it('reach their listeners until these leave, and only in the right shape', async () => {
    const { client, pipe } = start({});
    const seen: unknown[] = [];
    const leave = client.on('app.open', ({ sources }) => seen.push(sources));
    const notify = (params: unknown) => {
      pipe.engine.post({ kind: 'notification', name: 'app.open', params });
      return new Promise((resolve) => setImmediate(resolve));
    };
    await notify({ sources: [{ kind: 'sample', id: 'fork' }] });
    await notify({ sources: [{ kind: 'path', path: '/etc/passwd' }] });
    leave();
    await notify({ sources: [] });
    expect(seen).toStrictEqual([[{ kind: 'sample', id: 'fork' }]]);
  });
});
