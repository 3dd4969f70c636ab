import { defineConfig } from '@playwright/test';
import type { HostOptions } from './e2e/fixtures';

/** Where `npm test` wants the counts. */
const report = process.env.ROOMSCOPE_E2E_REPORT;

/**
 * One suite in both hosts. A spec that holds for one host only is named after it:
 * `*.browser.spec.ts`, `*.electron.spec.ts`.
 */
export default defineConfig<HostOptions>({
  testDir: 'e2e',
  outputDir: 'test-results',
  // One engine and one browser at a time: figures and screenshots do not depend on the neighbours.
  workers: 1,
  timeout: 60_000,
  forbidOnly: true,
  reporter: report ? [['list'], ['json', { outputFile: report }]] : 'list',
  projects: [
    {
      name: 'browser',
      testIgnore: '**/*.electron.spec.ts',
      use: { host: 'browser' },
    },
    {
      name: 'electron',
      // The old Electron that tests run in sometimes hangs at its end or at its start (its window
      // then never answers). A second try is reported as flaky, and a real defect fails twice.
      retries: 1,
      testIgnore: '**/*.browser.spec.ts',
      use: { host: 'electron' },
    },
  ],
});
