import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  electronDist,
  electronInstaller,
  electronVersion,
  findElectron,
} from './electron-binary.mjs';
import { cacheFolder } from './paths.mjs';
import { readStamp, writeStamp } from './stamps.mjs';

const PATIENCE_MS = 20_000;
const LOOK_EVERY_MS = 500;
const FAILED = join(cacheFolder, 'electron-download-failed');

/**
 * Runs the Electron package's own installer, in sight, unless it failed before in the same
 * circumstances. Returns null where the binary is there afterwards, otherwise why not.
 */
export async function downloadElectron() {
  const circumstances = describeCircumstances();
  const failure = readStamp(FAILED);
  if (failure?.startsWith(`${circumstances}\n`)) {
    const reason = failure.slice(circumstances.length + 1);
    return `the download of Electron failed before (${reason}); "npx install-electron" tries again`;
  }
  rmSync(FAILED, { force: true });
  console.error(`Downloading Electron ${electronVersion()} with its own installer, once.`);
  const reason = await runInstaller();
  if (reason === null && findElectron()) return null;
  writeStamp(FAILED, `${circumstances}\n${reason}`);
  return `Electron ${electronVersion()} could not be downloaded (${reason})`;
}

/** What may make a second try end differently. */
function describeCircumstances() {
  const names = Object.keys(process.env).filter((name) =>
    /^(npm_config_)?electron_|^https?_proxy$/i.test(name),
  );
  const settings = names.sort().map((name) => `${name}=${process.env[name]}`);
  return [electronVersion(), process.platform, process.arch, ...settings].join(' ');
}

/** Null where the installer ended well, otherwise the reason in a few words. */
function runInstaller() {
  const temporary = join(cacheFolder, `electron-download-${process.pid}`);
  mkdirSync(temporary, { recursive: true });
  const child = spawn(process.execPath, [electronInstaller], {
    stdio: ['ignore', 2, 'pipe'],
    // The installer downloads into the temporary folder: one of its own shows how far it is.
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
  });
  let errors = '';
  child.stderr.on('data', (text) => {
    errors += text;
  });
  return new Promise((resolve) => {
    const stopWatching = watchGrowth([temporary, electronDist], () => {
      child.kill('SIGKILL');
      resolve(`no progress for ${PATIENCE_MS / 1000} s`);
    });
    child.on('close', (status) => {
      stopWatching();
      rmSync(temporary, { recursive: true, force: true });
      resolve(status === 0 ? null : rootCause(errors));
    });
  });
}

/** Calls `onStuck` once the folders have not grown for 20 s; shows their size on a terminal. */
function watchGrowth(folders, onStuck) {
  let size = 0;
  let grownAt = Date.now();
  const timer = setInterval(() => {
    const now = folders.reduce((sum, folder) => sum + sizeOf(folder), 0);
    if (now !== size) grownAt = Date.now();
    size = now;
    if (process.stderr.isTTY) process.stderr.write(`\r${Math.round(size / 2 ** 20)} MB `);
    if (Date.now() - grownAt >= PATIENCE_MS) onStuck();
  }, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
    if (process.stderr.isTTY) process.stderr.write('\r          \r');
  };
}

function sizeOf(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return stats?.size ?? 0;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

/** "getaddrinfo ENOTFOUND example.org" out of a stack with its causes. */
function rootCause(errors) {
  const lines = errors.split('\n').map((line) => line.trim());
  const cause = lines.findLast((line) => /^(\[cause\]: )?\w*Error:? /.test(line));
  const reason = (cause ?? lines.find((line) => line !== '') ?? 'the installer failed')
    .replace(/^(\[cause\]: )?\w*Error: /, '')
    .replace(/ \{$/, '');
  // All that fetch says of a name that is not found or a connection that is refused.
  return reason === 'fetch failed' ? 'no connection' : reason;
}
