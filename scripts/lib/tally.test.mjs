import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { Tally } from './tally.mjs';

const folder = mkdtempSync(join(tmpdir(), 'roomscope-tally-'));
const file = join(folder, 'report.json');

describe('tally', () => {
  let tally;
  beforeEach(() => {
    tally = new Tally();
  });

  function addReport(report, status) {
    writeFileSync(file, JSON.stringify(report));
    tally.addReport('Tests', file, status);
    return tally.line;
  }

  it('ends with the line that machines read', () => {
    tally.check('Lint', 0);
    tally.check('Types', 2);
    tally.skip('There is no browser.');
    expect(tally.line).toBe('1 passed, 1 failed, 1 skipped');
    expect(tally.remarks).toEqual(['Failed: Types.', 'There is no browser.']);
  });

  it('reads the report of vitest', () => {
    const report = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };
    expect(addReport(report, 1)).toBe('5 passed, 1 failed, 3 skipped');
  });

  it('reads the report of Playwright, where a pass at the second try is a pass', () => {
    const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
    expect(addReport({ stats, errors: [] }, 1)).toBe('5 passed, 1 failed, 2 skipped');
  });

  it('counts a runner that ended badly with all tests passed', () => {
    const stats = { expected: 4, unexpected: 0, flaky: 0, skipped: 0 };
    expect(addReport({ stats }, 1)).toBe('4 passed, 1 failed, 0 skipped');
  });

  it('counts a runner that left no report', () => {
    tally.addReport('Tests', join(folder, 'none.json'), 1);
    expect(tally.line).toBe('0 passed, 1 failed, 0 skipped');
  });

  it('counts a runner that ran nothing', () => {
    const report = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 3 };
    expect(addReport(report, 0)).toBe('0 passed, 1 failed, 3 skipped');
  });
});
