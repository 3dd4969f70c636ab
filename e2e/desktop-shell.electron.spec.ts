import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { isRoot } from './support/paths';

test('the page is isolated, and sandboxed where the system allows it', async ({ desktop, app }) => {
  await expect(app).toHaveTitle(/Roomscope/);
  const preferences = await desktop.evaluate(({ BrowserWindow, app: main }) => {
    const [window] = BrowserWindow.getAllWindows();
    // Not in the types: Electron keeps it for checks such as this one.
    const contents = window?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    const { contextIsolation, nodeIntegration, webviewTag, webSecurity, sandbox } =
      contents.getLastWebPreferences();
    const hasSandbox = !main.commandLine.hasSwitch('no-sandbox');
    return { contextIsolation, nodeIntegration, webviewTag, webSecurity, sandbox, hasSandbox };
  });
  expect(preferences).toMatchObject({ contextIsolation: true, nodeIntegration: false });
  expect(preferences.webviewTag).not.toBe(true);
  expect(preferences.webSecurity).not.toBe(false);
  expect(preferences.sandbox).not.toBe(false);
  expect(preferences.hasSandbox).toBe(!isRoot);
});

test('the page sees five functions of the host and nothing else', async ({ app }) => {
  const bridge = await app.evaluate(() =>
    Object.keys((window as unknown as { roomscopeDesktop: object }).roomscopeDesktop).sort(),
  );
  expect(bridge).toEqual(['acceptFiles', 'pickFiles', 'requestPort', 'setMenu', 'setTheme']);
});

const ADDRESSES: readonly (readonly [url: string, status: number])[] = [
  ['app://bundle/', 200],
  ['app://bundle/index.html', 200],
  ['app://bundle/nothing.html', 404],
  ['app://bundle/assets', 404],
  ['app://bundle/.stamp', 404],
  ['app://bundle/..%2f..%2fpackage.json', 403],
  ['app://bundle/assets/..%2f..%2f..%2fpackage.json', 403],
  ['app://bundle/..%5c..%5cpackage.json', 403],
  ['app://bundle/%e0', 403],
  ['app://other/index.html', 403],
];

test('the app’s protocol gives the page’s files and nothing else', async ({ desktop }) => {
  for (const [url, status] of ADDRESSES) {
    const answer = await desktop.evaluate(async ({ net }, address) => {
      const { status: got, headers } = await net.fetch(address);
      return { got, policy: headers.get('content-security-policy') };
    }, url);
    expect(answer.got, url).toBe(status);
    expect(answer.policy).toContain("default-src 'none'");
  }
});

test('a script of the page can fetch nothing', async ({ app, consoleErrors }) => {
  for (const url of ['app://bundle/index.html', 'file:///etc/passwd', 'https://example.org/']) {
    const text = await app.evaluate(async (address) => {
      const answer = await fetch(address).catch(() => null);
      return answer ? answer.text() : null;
    }, url);
    expect(text, url).toBeNull();
    expect(consoleErrors.splice(0)).not.toEqual([]);
  }
});

test('the window stays with the app, whatever a page asks for', async ({
  app,
  desktop,
  consoleErrors,
}) => {
  const before = app.url();
  await app.evaluate(() => {
    setTimeout(() => window.location.assign('https://example.org/'));
  });
  const opened = await app.evaluate(() => window.open('file:///etc/passwd') === null);
  expect(opened).toBe(true);
  await expect.poll(() => app.url()).toBe(before);
  expect(await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(
    1,
  );
  expect(consoleErrors.splice(0)).toEqual([expect.stringContaining('file:///etc/passwd')]);
});

test('permissions are denied', async ({ app, consoleErrors }) => {
  const state = await app.evaluate(async () => {
    const { state: geolocation } = await navigator.permissions.query({ name: 'geolocation' });
    return { geolocation, notifications: await Notification.requestPermission() };
  });
  expect(state).toEqual({ geolocation: 'denied', notifications: 'denied' });
  consoleErrors.splice(0);
});

test('files chosen in the native dialog become handles without paths', async ({ app, desktop }) => {
  const file = someFile('chosen.ndjson');
  await desktop.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, file);
  const sources = await app.evaluate(() =>
    (window as unknown as Bridged).roomscopeDesktop.pickFiles(),
  );
  expect(sources).toEqual([
    { kind: 'file', name: 'chosen.ndjson', handle: expect.stringMatching(/^[0-9a-f]{32}$/) },
  ]);
});

interface Bridged {
  readonly roomscopeDesktop: {
    pickFiles(): Promise<unknown>;
    acceptFiles(files: unknown[]): Promise<unknown>;
    setTheme(theme: string): void;
  };
}

test('a dropped file becomes a handle; a file made by a script does not', async ({ app }) => {
  const path = someFile('dropped.ndjson');
  const accepted = await acceptThroughInput(app, path);
  expect(accepted.real).toEqual([
    { kind: 'file', name: 'dropped.ndjson', handle: expect.stringMatching(/^[0-9a-f]{32}$/) },
  ]);
  expect(accepted.made).toEqual([]);
});

/** A file input gives the same `File` objects that a drop does. */
async function acceptThroughInput(app: Page, path: string) {
  await app.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'for-the-test';
    document.body.append(input);
  });
  await app.locator('#for-the-test').setInputFiles(path);
  return app.evaluate(async () => {
    const { acceptFiles } = (window as unknown as Bridged).roomscopeDesktop;
    const input = document.querySelector<HTMLInputElement>('#for-the-test');
    const made = new File(['{}'], 'made.ndjson');
    return { real: await acceptFiles([...(input?.files ?? [])]), made: await acceptFiles([made]) };
  });
}

test('the theme that the page chooses is the window’s', async ({ app, desktop }) => {
  // The page tells its own choice once, when it is there.
  await expect(app.getByRole('button', { name: /^open/i }).first()).toBeVisible();
  for (const theme of ['dark', 'light', 'nonsense', 'system']) {
    await app.evaluate(
      (chosen) => (window as unknown as Bridged).roomscopeDesktop.setTheme(chosen),
      theme,
    );
    const expected = theme === 'nonsense' ? 'light' : theme;
    await expect
      .poll(() => desktop.evaluate(({ nativeTheme }) => nativeTheme.themeSource))
      .toBe(expected);
  }
});

function someFile(name: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'roomscope-e2e-')), name);
  writeFileSync(path, '{}\n');
  return path;
}
