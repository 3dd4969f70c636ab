import { expect, test } from 'vitest';
import { junitXml } from './junit';

const failure = { what: 'final state', event_id: null, expected: ['$a'], got: [] };

test('a suite per file, a case per failure, and one for what passed', () => {
  const xml = junitXml({
    files: [
      { name: 'good.json', checks: 3, passed: 3, failures: [], not_compared: 0 },
      { name: 'bad.json', checks: 2, passed: 1, failures: [failure], not_compared: 0 },
      { name: 'empty.json', checks: 0, passed: 0, failures: [], not_compared: 0 },
    ],
    passed: 4,
    failed: 1,
  });
  expect(xml).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="roomscope verify" tests="3" failures="1">
  <testsuite name="good.json" tests="1" failures="0">
    <testcase classname="good.json" name="3 checks passed"/>
  </testsuite>
  <testsuite name="bad.json" tests="2" failures="1">
    <testcase classname="bad.json" name="1 checks passed"/>
    <testcase classname="bad.json" name="final state">
      <failure message="final state">expected [&quot;$a&quot;]&#10;got []</failure>
    </testcase>
  </testsuite>
  <testsuite name="empty.json" tests="0" failures="0">
  </testsuite>
</testsuites>
`);
});

test('nothing in a name or value breaks out of the XML', () => {
  const what = 'a\u0000<b>&"\ud800\uffff\t😀';
  const named = { ...failure, what, event_id: ']]>' };
  const file = { name: '"<', checks: 1, passed: 0, failures: [named], not_compared: 0 };
  const xml = junitXml({ files: [file], passed: 0, failed: 1 });
  expect(xml).toContain('name="a\\u0000&lt;b&gt;&amp;&quot;\\ud800\\uffff&#9;😀 ]]&gt;"');
  expect(xml).toContain('<testsuite name="&quot;&lt;"');
});
