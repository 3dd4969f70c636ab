import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { modulesFolder, root } from './paths.mjs';

/** Runs a program in the clone with its output in sight; returns its exit status. */
export function run(command, args, { env = {} } = {}) {
  const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] };
  const { status } = spawnSync(command, args, { ...options, env: { ...process.env, ...env } });
  return status ?? 1;
}

/** Runs a program without showing its output; returns that and the exit status. */
export function capture(command, args, { env = {}, cwd = root } = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  return { status: status ?? 1, stdout: stdout ?? '', stderr: stderr ?? '' };
}

/** The script of an installed tool: `tool('typescript/bin/tsc')`, to be run by this very Node. */
export const tool = (path) => join(modulesFolder, path);
