import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type axe from 'axe-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Against every rule of WCAG 2.2 AA that a program can check. The checks come in over the debugger,
 * which the page's policy does not concern: that stays as strict as it is.
 */
export async function expectAccessible(app: Page): Promise<void> {
  await app.evaluate(AXE);
  const found = await app.evaluate(async (values) => {
    const { axe: checks } = window as unknown as { axe: typeof axe };
    const { violations, passes } = await checks.run({ runOnly: { type: 'tag', values } });
    return {
      passed: passes.length,
      violations: violations.map(({ id, help, nodes }) => ({
        id,
        help,
        nodes: nodes.map((node) => `${node.html} ${node.failureSummary ?? ''}`),
      })),
    };
  }, LEVELS);
  expect(found.violations).toEqual([]);
  expect(found.passed).toBeGreaterThan(0);
}

/** Until nothing moves any more. */
export async function settled(app: Page): Promise<void> {
  await app.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished)),
  );
}
