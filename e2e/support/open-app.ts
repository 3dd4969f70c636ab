import { rmSync } from 'node:fs';
import { type Browser, chromium, type ElectronApplication, type Page } from '@playwright/test';
import { launchDesktop } from './desktop';
import { startLoopback } from './loopback';
import { isRoot, temporaryFolder } from './paths';
import type { RunningApp } from './running-app';

/** The browser that stands in for the user's: by a file, never one that Playwright downloads. */
export function launchChromium(): Promise<Browser> {
  const executablePath = process.env.ROOMSCOPE_CHROMIUM ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, chromiumSandbox: !isRoot });
}

export async function openInBrowser(
  files: readonly string[],
  consoleErrors: string[],
): Promise<RunningApp> {
  const loopback = await startLoopback(files);
  const browser = await launchChromium();
  const context = await browser.newContext({ colorScheme: 'light' });
  const page = await context.newPage();
  collectErrors(page, consoleErrors);
  await page.goto(loopback.openUrl);
  return {
    page,
    loopback,
    desktop: null,
    async close() {
      await browser.close();
      await loopback.stop();
    },
  };
}

export async function openOnDesktop(
  files: readonly string[],
  consoleErrors: string[],
): Promise<RunningApp> {
  const userData = temporaryFolder();
  const desktop = await launchDesktop(userData, files);
  const page = await desktop.firstWindow();
  collectErrors(page, consoleErrors);
  return {
    page,
    loopback: null,
    desktop,
    async close() {
      await closeDesktop(desktop);
      rmSync(userData, { recursive: true, force: true });
    },
  };
}

const CLOSE_MS = 15_000;

/**
 * Rarely the Electron of the tests does not end when its window is closed, although the test is
 * over and has its result. It is ended then, and said so.
 */
async function closeDesktop(desktop: ElectronApplication): Promise<void> {
  const child = desktop.process();
  const timer = setTimeout(() => {
    console.warn(`Electron did not end within ${CLOSE_MS / 1000} s and was killed.`);
    child.kill('SIGKILL');
  }, CLOSE_MS);
  await desktop.close();
  clearTimeout(timer);
}

function collectErrors(page: Page, errors: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
}
