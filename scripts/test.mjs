import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { getChromium, getElectron } from './lib/browsers.mjs';
import { buildStale } from './lib/build.mjs';
import { checkArrows } from './lib/check-arrows.mjs';
import { committedProblems } from './lib/check-lock.mjs';
import { runScript, SetUpError } from './lib/errors.mjs';
import { installStale } from './lib/install.mjs';
import { cacheFolder, fromRoot } from './lib/paths.mjs';
import { run, tool } from './lib/run-tool.mjs';
import { Tally } from './lib/tally.mjs';

/**
 * `npm test [-- --no-skips]`: everything that is checked, in one go. What cannot be had here is said
 * in one line and counted as skipped; with --no-skips that fails too.
 */

const reports = join(cacheFolder, 'reports');
const tally = new Tally();

await runScript(async () => {
  try {
    await testAll();
  } catch (error) {
    tally.check(error instanceof SetUpError ? error.message : 'set-up', 1);
    if (!(error instanceof SetUpError)) console.error(error);
  }
  conclude();
});

async function testAll() {
  installStale();
  mkdirSync(reports, { recursive: true });
  node('Formatting and lint', [tool('@biomejs/biome/bin/biome'), 'ci', '.']);
  checkCommittedFiles();
  node('Types', [tool('typescript/bin/tsc'), '-b']);
  title('Dependency rules');
  tally.check('Dependency rules', checkArrows());
  testUnits();
  if (await build()) testEndToEnd();
}

function title(name) {
  console.log(`\n== ${name}`);
}

function node(name, args) {
  title(name);
  tally.check(name, run(process.execPath, args));
}

function checkCommittedFiles() {
  title('Lock file and registry addresses');
  const problems = committedProblems();
  for (const problem of problems) console.error(problem);
  tally.check('Lock file and registry addresses', problems.length);
}

function testUnits() {
  title('Unit tests');
  const report = freshReport('unit.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const status = run(process.execPath, [tool('vitest/vitest.mjs'), 'run', ...reporters]);
  tally.addReport('Unit tests', report, status);
  if (!statSync(fromRoot('..', 'shared'), { throwIfNoEntry: false }))
    tally.remark('Skipped: the wider suites, since there is no ../shared beside this clone.');
}

async function build() {
  title('Build');
  try {
    const built = await buildStale();
    console.log(built.length > 0 ? `Built ${built.join(', ')}.` : 'The build is fresh.');
    tally.check('Build', 0);
    return true;
  } catch (error) {
    console.error(error);
    tally.check('Build', 1);
    return false;
  }
}

function testEndToEnd() {
  title('End-to-end tests in the browser');
  const chromium = getChromium();
  if (chromium.missing) tally.skip(`Skipped: the tests in the browser, since ${chromium.missing}.`);
  else playwright('browser', [], { ROOMSCOPE_CHROMIUM: chromium.file });
  title('End-to-end tests in Electron');
  const electron = getElectron();
  if (electron.missing) tally.skip(`Skipped: the tests in Electron, since ${electron.missing}.`);
  else playwright('electron', electron.before, electron.env);
}

function playwright(project, before, env) {
  const report = freshReport(`e2e-${project}.json`);
  const command = [process.execPath, tool('@playwright/test/cli.js'), 'test', '--project', project];
  const [program, ...args] = [...before, ...command];
  const status = run(program, args, { env: { ...env, ROOMSCOPE_E2E_REPORT: report } });
  tally.addReport(`End-to-end tests (${project})`, report, status);
}

/** A report of the run before would count as one of this run. */
function freshReport(name) {
  const file = join(reports, name);
  rmSync(file, { force: true });
  return file;
}

function conclude() {
  const refusesSkips = process.argv.includes('--no-skips') && tally.skipped > 0;
  if (refusesSkips) tally.check('nothing may be skipped here', 1);
  process.exitCode = tally.failed > 0 ? 1 : 0;
  console.log('');
  for (const remark of tally.remarks) console.log(remark);
  console.log(tally.line);
}
