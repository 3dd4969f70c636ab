import { defineConfig } from '@playwright/test';
import type { HostOptions } from './e2e/fixtures';

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
  reporter: [['list'], ['json', { outputFile: '.cache/reports/e2e.json' }]],
  projects: [
    {
      name: 'browser',
      testIgnore: '**/*.electron.spec.ts',
      use: { host: 'browser' },
    },
    {
      name: 'electron',
      testIgnore: '**/*.browser.spec.ts',
      use: { host: 'electron' },
    },
  ],
});
