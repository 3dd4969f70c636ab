import { statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { capture } from './run-tool.mjs';

let isUpdated = false;

/**
 * Installs Debian packages where that can be done without asking anybody. Returns null, or why it
 * was not done.
 */
export function aptInstall(packages) {
  if (process.platform !== 'linux' || !onPath('apt-get')) return 'there is no apt here';
  if (process.getuid() !== 0) return `only root can install ${packages[0]} by apt`;
  console.log(`Installing ${packages.join(', ')} by apt.`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  if (!isUpdated) isUpdated = capture('apt-get', ['update', '-qq'], { env }).status === 0;
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  const { status, stderr } = capture('apt-get', args, { env });
  return status === 0 ? null : `apt-get failed (${lastLine(stderr)})`;
}

/** The file that `name` would run, or null. */
export function onPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const files = folders.map((folder) => join(folder, name));
  return files.find((file) => statSync(file, { throwIfNoEntry: false })?.isFile()) ?? null;
}

function lastLine(text) {
  return text.trim().split('\n').at(-1) ?? '';
}
