import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { cliSession } from '../../core/testing/node/cli-session';
import { REPOSITORY_ROOT } from '../../core/testing/node/shared';
import { runCli } from './run-cli';

const { cli, file, json } = cliSession(runCli);
const LESSON = resolve(REPOSITORY_ROOT, 'core/samples/scenarios/join-rule-evasion.json5');
const TEXT = readFileSync(LESSON, 'utf8');

test('a scenario is found out by what it holds, whatever it is called', async () => {
  const named = file('scenario.txt', TEXT);
  const { status, document } = await json('verify', LESSON, named);
  expect(status).toBe(0);
  const passed = { checks: 11, passed: 11, failures: [], not_compared: 0 };
  expect(document.files).toEqual([
    { name: 'join-rule-evasion.json5', ...passed },
    { name: 'scenario.txt', ...passed },
  ]);
});

test('a wrong expectation is status 1, and says what came instead', async () => {
  const path = file('wrong.json5', TEXT.replace("$HELLO: 'R6'", "$HELLO: 'R8'"));
  const { status, stdout } = await cli(['verify', path]);
  expect(status).toBe(1);
  expect(stdout).toContain('rejected by the rule');
  expect(stdout).toContain('R8');
  expect(stdout).toContain('R6');
});

test('a misspelt expectation is status 3, with file and field', async () => {
  const path = file('misspelt.json5', TEXT.replace('mainline_order:', 'mainlineorder:'));
  const { status, document } = await json('verify', path);
  expect(status).toBe(3);
  expect(document.error).toMatchObject({
    code: 'bad_input',
    file: 'misspelt.json5',
    field: 'expect.mainlineorder',
  });
});

test('a scenario that expects nothing is status 3', async () => {
  const path = file('tardis.json5', TEXT.slice(0, TEXT.indexOf('  expect: {')).concat('}'));
  const { status, stderr } = await cli(['verify', path]);
  expect(status).toBe(3);
  expect(stderr).toContain('the scenario expects nothing that could be checked');
});

test('a scenario is no case of state resolution', async () => {
  const { status, document } = await json('resolve', '--case', LESSON);
  expect(status).toBe(3);
  expect(document.error.message).toContain('is a scenario, not a case of state resolution');
});
