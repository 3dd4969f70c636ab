import { readFileSync } from 'node:fs';

/** Sums up what was checked; its last word is the line that `npm test` ends with. */
export class Tally {
  #passed = 0;
  #failed = 0;
  #skipped = 0;
  #remarks = [];

  add({ passed = 0, failed = 0, skipped = 0 }) {
    this.#passed += passed;
    this.#failed += failed;
    this.#skipped += skipped;
  }

  /** One check by exit status. */
  check(name, status) {
    this.add(status === 0 ? { passed: 1 } : { failed: 1 });
    if (status !== 0) this.#remarks.push(`Failed: ${name}.`);
  }

  skip(sentence) {
    this.add({ skipped: 1 });
    this.remark(sentence);
  }

  remark(sentence) {
    this.#remarks.push(sentence);
  }

  /**
   * Counts of a test runner's report; a runner that ended badly without a failed test in its report
   * (or without a report) is one failure. Playwright and vitest each have their own words.
   */
  addReport(name, file, status) {
    const counts = readCounts(file);
    this.add(counts ?? {});
    if (status !== 0 && !counts?.failed) this.add({ failed: 1 });
    if (status !== 0) this.#remarks.push(`Failed: ${name}.`);
    if (counts && counts.passed + counts.failed === 0) {
      this.add({ failed: 1 });
      this.#remarks.push(`Failed: ${name} ran no test.`);
    }
  }

  get remarks() {
    return this.#remarks;
  }

  get failed() {
    return this.#failed;
  }

  get skipped() {
    return this.#skipped;
  }

  get line() {
    return `${this.#passed} passed, ${this.#failed} failed, ${this.#skipped} skipped`;
  }
}

/** Null where there is no report: the runner did not come that far. */
function readCounts(file) {
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
  return 'stats' in report ? playwrightCounts(report) : vitestCounts(report);
}

function playwrightCounts({ stats, errors = [] }) {
  const { expected, unexpected, flaky, skipped } = stats;
  // Only Electron's tests have a second try (playwright.config.ts); the list reporter names them.
  return { passed: expected + flaky, failed: unexpected + errors.length, skipped };
}

function vitestCounts(report) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests = 0 } = report;
  return {
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests + numTodoTests,
  };
}
