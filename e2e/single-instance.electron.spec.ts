import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from './fixtures';
import { environment } from './support/desktop';
import { isRoot, root, temporaryFolder } from './support/paths';

test('a second start hands its files to the first and ends', async ({ app, desktop }) => {
  await expect(app).toHaveTitle(/Roomscope/);
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'later.ndjson'), '{}\n');
  const asked = app.evaluate(
    () =>
      new Promise<unknown>((resolve) => {
        // The page gets its notifications through a port; a port of the test's own hears them too.
        window.addEventListener('message', ({ ports: [port], data }) => {
          if (data !== 'roomscope:port' || !port) return;
          port.onmessage = (event) => resolve(event.data);
          document.documentElement.dataset.listening = 'yes';
        });
        (
          window as unknown as { roomscopeDesktop: { requestPort(): void } }
        ).roomscopeDesktop.requestPort();
      }),
  );
  await expect(app.locator('html')).toHaveAttribute('data-listening', 'yes');
  const userData = await desktop.evaluate(({ app: main }) => main.getPath('userData'));
  // Relative to its own working directory, which the first instance does not share.
  expect(await secondStart(userData, folder, 'later.ndjson')).toBe(0);
  expect(await asked).toEqual({
    kind: 'notification',
    name: 'app.open',
    params: {
      sources: [{ kind: 'file', name: 'later.ndjson', handle: expect.stringMatching(/^\w{32}$/) }],
    },
  });
});

function secondStart(userData: string, folder: string, file: string): Promise<number | null> {
  const electron: string = createRequire(import.meta.url)('electron');
  const flags = [`--user-data-dir=${userData}`, ...(isRoot ? ['--no-sandbox'] : [])];
  const child = spawn(electron, [...flags, root, file], {
    cwd: folder,
    env: environment(),
    stdio: 'ignore',
  });
  return new Promise((resolve) => child.once('exit', (status) => resolve(status)));
}
