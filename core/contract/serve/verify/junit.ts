import type { VerifiedFile, VerifyFailure, VerifyReport } from '../../reports';

/**
 * The outcome as JUnit XML, as test runners and CI servers read it: a suite per file, a test case per
 * failure, and one for all checks of the file that passed.
 */
export function junitXml({ files, failed }: VerifyReport): string {
  const suites = files.map(suite).join('');
  const tests = files.reduce((sum, file) => sum + testsOf(file), 0);
  const counts = `tests="${tests}" failures="${failed}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="roomscope verify" ${counts}>\n${suites}</testsuites>\n`;
}

/** As many as there are test cases. */
function testsOf({ passed, failures }: VerifiedFile): number {
  return failures.length + (passed > 0 ? 1 : 0);
}

function suite(verified: VerifiedFile): string {
  const { name, passed, failures } = verified;
  const file = escaped(name);
  const good = `    <testcase classname="${file}" name="${passed} checks passed"/>\n`;
  const bad = failures.map((failure) => testCase(file, failure)).join('');
  const counts = `tests="${testsOf(verified)}" failures="${failures.length}"`;
  return `  <testsuite name="${file}" ${counts}>\n${passed > 0 ? good : ''}${bad}  </testsuite>\n`;
}

function testCase(file: string, { what, event_id, expected, got }: VerifyFailure): string {
  const name = escaped(event_id === null ? what : `${what} ${event_id}`);
  const detail = escaped(`expected ${JSON.stringify(expected)}\ngot ${JSON.stringify(got)}`);
  return `    <testcase classname="${file}" name="${name}">\n      <failure message="${escaped(what)}">${detail}</failure>\n    </testcase>\n`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Characters that XML 1.0 cannot hold, not even escaped, and unpaired surrogates. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** Text in an attribute or element; what XML cannot hold is written as `\uXXXX`. */
function escaped(text: string): string {
  return text
    .replace(FORBIDDEN, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/[&<>"]/g, (mark) => ENTITIES[mark] ?? mark)
    .replace(/[\t\n\r]/g, (space) => `&#${space.charCodeAt(0)};`);
}
