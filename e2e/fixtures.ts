import { test as base, type ElectronApplication, expect, type Page } from '@playwright/test';
import type { LoopbackProcess } from './support/loopback';
import { openInBrowser, openOnDesktop } from './support/open-app';
import type { RunningApp } from './support/running-app';

export { expect };

export interface HostOptions {
  readonly host: 'browser' | 'electron';
  /** Given to the app on its command line. */
  readonly files: readonly string[];
}

interface AppFixtures {
  /** Errors in the console of the page; any that is left at the end fails the test. */
  readonly consoleErrors: string[];
  readonly running: RunningApp;
  /** The app's window, in whichever host. */
  readonly app: Page;
  readonly loopback: LoopbackProcess;
  readonly desktop: ElectronApplication;
}

export const test = base.extend<HostOptions & AppFixtures>({
  host: ['browser', { option: true }],
  files: [[], { option: true }],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern.
  consoleErrors: async ({}, use) => {
    const errors: string[] = [];
    await use(errors);
    expect(errors, 'errors in the console of the page').toEqual([]);
  },

  running: async ({ host, files, consoleErrors }, use) => {
    const open = host === 'browser' ? openInBrowser : openOnDesktop;
    const running = await open(files, consoleErrors);
    await use(running);
    await running.close();
  },

  app: ({ running }, use) => use(running.page),
  loopback: ({ running }, use) => use(present(running.loopback)),
  desktop: ({ running }, use) => use(present(running.desktop)),
});

function present<Value>(value: Value | null): Value {
  if (value === null) throw new Error('The other host has no such thing.');
  return value;
}
