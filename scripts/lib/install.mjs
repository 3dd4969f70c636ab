import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SetUpError } from './errors.mjs';
import { fromRoot, modulesFolder, root } from './paths.mjs';
import { readStamp, stampOf, writeStamp } from './stamps.mjs';

const LOCK = fromRoot('package-lock.json');
const STAMP = join(modulesFolder, '.roomscope-stamp');

/**
 * Installs the dependencies of package-lock.json unless node_modules holds exactly those. Everything
 * it says goes to standard error. Returns whether it installed.
 */
export function installStale() {
  const stamp = stampOf([LOCK], { also: [process.version, process.platform, process.arch] });
  if (readStamp(STAMP) === stamp) return false;
  if (!isInstalledByHand()) {
    console.error('Installing dependencies (npm ci).');
    runNpm(['ci', '--loglevel=error']);
    writeStamp(STAMP, stamp);
    return true;
  }
  writeStamp(STAMP, stamp);
  return false;
}

/** Somebody ran npm themselves: npm's own record of node_modules names every locked version. */
function isInstalledByHand() {
  const record = readLock(join(modulesFolder, '.package-lock.json'));
  const locked = readLock(LOCK);
  if (!record || !locked) return false;
  return Object.entries(locked.packages).every(
    ([path, { version, optional }]) =>
      path === '' || optional || record.packages[path]?.version === version,
  );
}

function readLock(file) {
  return statSync(file, { throwIfNoEntry: false }) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

function runNpm(args) {
  const { command, first, shell } = npmCommand();
  const { status, error } = spawnSync(command, [...first, ...args], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell,
  });
  if (error || status !== 0)
    throw new SetUpError(
      `npm ${args[0]} failed (${error?.message ?? `exit status ${status}`}). What npm said is above.`,
    );
}

/** Under `npm start` the very npm that runs us; otherwise the one on the PATH. */
function npmCommand() {
  const running = process.env.npm_execpath;
  if (running && /^npm(-cli)?\.(c|m)?js$/.test(basename(running)))
    return { command: process.execPath, first: [running], shell: false };
  return { command: 'npm', first: [], shell: process.platform === 'win32' };
}
