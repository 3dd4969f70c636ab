import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

const START_MS = 30_000;
/** What ends this process ends the app, which ends this process. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** null, or why no window can be shown. Only Linux can lack a display. */
export function missingDisplay() {
  if (process.platform !== 'linux') return null;
  if (process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return null;
  return 'there is no display';
}

/**
 * Starts the desktop app. Resolves with `{ reason }` where it did not come up, and once the app has
 * ended with `{ status }` where it did.
 */
export function runDesktop(electron, files) {
  const { ELECTRON_RUN_AS_NODE: _ignored, ...env } = process.env;
  // Chromium refuses to run as root with its sandbox.
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(electron, [...flags, root, ...files], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  let errors = '';
  let isUp = false;
  child.stderr.on('data', (text) => {
    if (!isUp) errors += text;
    if (process.env.ROOMSCOPE_DEBUG === '1') process.stderr.write(text);
  });
  const end = () => child.kill('SIGTERM');
  for (const signal of SIGNALS) process.on(signal, end);
  return new Promise((resolve) => {
    const settle = (outcome) => {
      clearTimeout(timer);
      for (const signal of SIGNALS) process.off(signal, end);
      resolve(outcome);
    };
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      settle({ reason: `Electron showed no window within ${START_MS / 1000} s` });
    }, START_MS);
    child.on('message', () => {
      isUp = true;
      clearTimeout(timer);
    });
    child.on('error', (error) =>
      settle({ reason: `Electron could not be run (${error.message})` }),
    );
    child.on('exit', (status, signal) =>
      settle(isUp ? { status: status ?? 1 } : { reason: startFailure(errors, status, signal) }),
    );
  });
}

const KNOWN_FAILURES = [
  [/Missing X server|platform failed to initialize/i, () => 'the display does not answer'],
  [
    /error while loading shared libraries: ([^:\s]+)/,
    ([, library]) => `Electron needs the system library ${library}`,
  ],
  [
    /SUID sandbox helper|No usable sandbox/i,
    () => 'this system does not let Electron sandbox itself',
  ],
];

function startFailure(errors, status, signal) {
  for (const [pattern, sentence] of KNOWN_FAILURES) {
    const match = pattern.exec(errors);
    if (match) return sentence(match);
  }
  return `Electron ended at once (${signal ?? `exit status ${status}`})`;
}
