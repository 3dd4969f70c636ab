import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './fixtures';
import { httpRequest, upgrade } from './support/raw-http';

/**
 * Who else can reach 127.0.0.1: other programs, other users of the machine, and every page that the
 * user's browser shows. None of them gets anything.
 */

test('every answer carries the policy and is kept by no cache', async ({ app, loopback }) => {
  const answer = await app.request.get(`${loopback.origin}/`);
  expect(answer.status()).toBe(200);
  expect(answer.headers()).toMatchObject({
    'content-security-policy': expect.stringContaining(
      `connect-src 'self' ws://127.0.0.1:${loopback.port};`,
    ),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-store',
  });
});

test('the page has a clean address, and a cookie that no script sees', async ({
  app,
  loopback,
}) => {
  expect(app.url()).toBe(`${loopback.origin}/`);
  expect(await app.evaluate(() => document.cookie)).toBe('');
  expect(await app.context().cookies()).toEqual([
    expect.objectContaining({
      name: `roomscope_${loopback.port}`,
      httpOnly: true,
      sameSite: 'Strict',
      path: '/',
    }),
  ]);
});

test('the link works once, except for whom it let in', async ({ app, loopback }) => {
  const stranger = await httpRequest(loopback, loopback.openUrl.slice(loopback.origin.length), {});
  expect(stranger.status).toBe(403);
  expect(stranger.headers['set-cookie']).toBeUndefined();
  await app.goto(loopback.openUrl);
  expect(app.url()).toBe(`${loopback.origin}/`);
});

test('requests that are not the page’s are refused', async ({ app, loopback }) => {
  const [cookie] = await app.context().cookies();
  const held = { Cookie: `${cookie?.name}=${cookie?.value}` };
  const { port } = loopback;
  const table: [what: string, path: string, headers: Record<string, string>, status: number][] = [
    ['the page itself', '/', held, 200],
    ['no cookie', '/', {}, 401],
    ['a wrong cookie', '/', { Cookie: `roomscope_${port}=guess` }, 401],
    ['the cookie of another port', '/', { Cookie: `roomscope_1=${cookie?.value}` }, 401],
    ['a rebound name', '/', { ...held, Host: `evil.example:${port}` }, 421],
    ['localhost by name', '/', { ...held, Host: `localhost:${port}` }, 421],
    ['another port in Host', '/', { ...held, Host: '127.0.0.1:1' }, 421],
    ['a foreign origin', '/', { ...held, Origin: 'https://evil.example' }, 403],
    ['another port', '/', { ...held, Origin: `http://127.0.0.1:${port + 1}` }, 403],
    ['an opaque origin', '/', { ...held, Origin: 'null' }, 403],
    ['another site', '/', { ...held, 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['another port of the site', '/', { ...held, 'Sec-Fetch-Site': 'same-site' }, 403],
    ['a guessed ticket', '/open?t=guess', {}, 403],
    ['no ticket', '/open', {}, 403],
    ['a way out', '/..%2f..%2fpackage.json', held, 403],
    ['a way out, from within', '/assets/..%2f..%2f..%2fpackage.json', held, 403],
    ['a way out by backslashes', '/..%5c..%5cpackage.json', held, 403],
    ['a NUL', '/%00', held, 403],
    ['a broken escape', '/%e0%80', held, 403],
    ['a folder', '/assets', held, 404],
    ['a file that is none of the page', '/.stamp', held, 404],
  ];
  for (const [what, path, headers, status] of table) {
    const answer = await httpRequest(loopback, path, { headers });
    expect(answer.status, what).toBe(status);
  }
});

test('only GET reads, only POST uploads', async ({ app, loopback }) => {
  const [cookie] = await app.context().cookies();
  const headers = { Cookie: `${cookie?.name}=${cookie?.value}`, Origin: loopback.origin };
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
    expect((await httpRequest(loopback, '/', { method, headers })).status, method).toBe(405);
  expect((await httpRequest(loopback, '/upload', { headers })).status).toBe(405);
});

test('uploads need the page, a name and a batch', async ({ app, loopback }) => {
  const [cookie] = await app.context().cookies();
  const held = { Cookie: `${cookie?.name}=${cookie?.value}` };
  const own = { ...held, Origin: loopback.origin };
  const named = { 'X-Roomscope-Name': 'a.ndjson', 'X-Roomscope-Batch': 'one' };
  const table: [what: string, headers: Record<string, string>, status: number][] = [
    ['a good one', { ...own, ...named }, 200],
    ['the same name again', { ...own, ...named }, 507],
    ['no origin', { ...held, ...named }, 403],
    ['a foreign origin', { ...held, ...named, Origin: 'https://evil.example' }, 403],
    ['no cookie', { Origin: loopback.origin, ...named }, 401],
    ['no name', { ...own, 'X-Roomscope-Batch': 'one' }, 400],
    ['a name that is a way out', { ...own, ...named, 'X-Roomscope-Name': '..' }, 400],
    ['a batch that is a way out', { ...own, ...named, 'X-Roomscope-Batch': '../..' }, 400],
  ];
  for (const [what, headers, status] of table) {
    const answer = await httpRequest(loopback, '/upload', { method: 'POST', headers, body: '{}' });
    expect(answer.status, what).toBe(status);
  }
});

test('only the page gets a socket', async ({ app, loopback }) => {
  const [cookie] = await app.context().cookies();
  const held = { Cookie: `${cookie?.name}=${cookie?.value}` };
  const own = { ...held, Origin: loopback.origin };
  const table: [what: string, path: string, headers: Record<string, string>, status: number][] = [
    ['the page', '/rpc', own, 101],
    ['no origin', '/rpc', held, 403],
    ['no cookie', '/rpc', { Origin: loopback.origin }, 403],
    ['another port', '/rpc', { ...held, Origin: `http://127.0.0.1:${loopback.port + 1}` }, 403],
    ['a rebound name', '/rpc', { ...own, Host: `evil.example:${loopback.port}` }, 403],
    ['another site', '/rpc', { ...own, 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['another path', '/', own, 403],
  ];
  for (const [what, path, headers, status] of table)
    expect(await upgrade(loopback, path, headers), what).toBe(status);
});

test('a page on another port of 127.0.0.1 gets nothing, cookie or not', async ({
  app,
  loopback,
}) => {
  const neighbour = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end('<!doctype html><title>neighbour</title>');
  });
  await new Promise<void>((done) => neighbour.listen(0, '127.0.0.1', done));
  try {
    // In the same browser, which holds the cookie and sends it to every port.
    const page = await app.context().newPage();
    await page.goto(`http://127.0.0.1:${(neighbour.address() as AddressInfo).port}/`);
    const got = await page.evaluate(async (origin) => {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`);
      const opened = new Promise((resolve) => {
        socket.onopen = () => resolve(true);
        socket.onerror = () => resolve(false);
      });
      const answer = await fetch(`${origin}/`, { credentials: 'include' }).catch(() => null);
      return { socket: await opened, fetched: answer?.ok ?? false };
    }, loopback.origin);
    expect(got).toEqual({ socket: false, fetched: false });
  } finally {
    neighbour.close();
  }
});

test('what is sent instead of a message ends the socket and nothing else', async ({ app }) => {
  const closed = await app.evaluate(async () => {
    const socket = new WebSocket(`ws://${window.location.host}/rpc`);
    await new Promise((resolve) => {
      socket.onopen = resolve;
    });
    socket.send(new Uint8Array([255, 255, 255, 255, 0]));
    return new Promise<number>((resolve) => {
      socket.onclose = ({ code }) => resolve(code);
    });
  });
  expect(closed).toBe(1007);
  await app.reload();
  await expect(app).toHaveTitle(/Roomscope/);
});
