import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findAsset } from './assets';
import { contentSecurityPolicy } from './content-security-policy';
import { isAppUrl, isTrustedSender } from './trusted-page';

describe('assets', () => {
  let folder: string;
  beforeAll(() => {
    const outside = mkdtempSync(join(tmpdir(), 'roomscope-test-'));
    folder = join(outside, 'page');
    mkdirSync(join(folder, 'assets.js'), { recursive: true });
    mkdirSync(join(outside, 'page-2'));
    const files = ['page/index.html', 'page/a b.js', 'page/secret', 'page-2/x.js', 'out.js'];
    for (const file of files) writeFileSync(join(outside, file), '');
  });

  it('are found by their path, decoded once', () => {
    expect(findAsset(folder, '/')).toEqual({
      path: join(folder, 'index.html'),
      contentType: 'text/html; charset=utf-8',
    });
    expect(findAsset(folder, '/a%20b.js')).toMatchObject({ path: join(folder, 'a b.js') });
    expect(findAsset(folder, '/a%2520b.js')).toBe('not-found');
  });

  it.each(['/../out.js', '/..%2fout.js', '/%2e%2e/out.js', '/x/../../out.js', '/../page-2/x.js'])(
    'are not found outside: %s',
    (path) => {
      expect(findAsset(folder, path)).toBe('forbidden');
    },
  );

  it.each(['/..%5cout.js', '/a%00.js', '/%e0%80', '/%'])('have no such paths: %s', (path) => {
    expect(findAsset(folder, path)).toBe('forbidden');
  });

  it.each(['/none.js', '/assets.js', '/secret'])('are files of known kinds: %s', (path) => {
    expect(findAsset(folder, path)).toBe('not-found');
  });
});

describe('the content security policy', () => {
  it('allows nothing inline, nothing foreign and no evaluation', () => {
    const policy = contentSecurityPolicy(['ws://127.0.0.1:1']);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self' ws://127.0.0.1:1;");
  });
});

describe('senders', () => {
  const main = { url: 'app://bundle/', routingId: 1, processId: 7 };

  it('are trusted in the main frame of our own page', () => {
    expect(isTrustedSender({ senderFrame: { ...main }, sender: { mainFrame: main } })).toBe(true);
  });

  it('are not trusted in a frame within, on another page, or gone', () => {
    const frames = [
      null,
      { ...main, routingId: 2 },
      { ...main, processId: 8 },
      { ...main, url: 'https://bundle/' },
    ];
    for (const senderFrame of frames)
      expect(isTrustedSender({ senderFrame, sender: { mainFrame: main } })).toBe(false);
  });

  it('come from app://bundle and from nowhere like it', () => {
    expect(isAppUrl('app://bundle/index.html?x#y')).toBe(true);
    expect(isAppUrl('app://bundle/#v1?sample=a&room=%21a%3Ab')).toBe(true);
    const others = [
      '',
      'app:',
      'app://bundle.evil/',
      'app://x@evil/',
      'https://bundle/',
      'app:bundle',
    ];
    for (const address of others) expect(isAppUrl(address), address).toBe(false);
  });
});
