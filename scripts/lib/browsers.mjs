import { join } from 'node:path';
import { aptInstall, onPath } from './apt.mjs';
import { findElectron } from './electron-binary.mjs';
import { capture } from './run-tool.mjs';
import { getTestElectron } from './test-electron.mjs';

/** Each answers `{ ... }` for the end-to-end tests, or `{ missing: reason }`. */

const CHROMIUMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

export function getChromium() {
  const installed = findChromium();
  if (installed) return { file: installed };
  const reason = aptInstall(['chromium']);
  const file = findChromium();
  return file ? { file } : { missing: reason ?? 'apt installed no chromium' };
}

function findChromium() {
  return CHROMIUMS.map(onPath).find((file) => file !== null) ?? null;
}

const ELECTRON_LIBRARIES = [
  'xvfb',
  'xauth',
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libxtst6',
];
const SCREEN = '-screen 0 1920x1200x24';

/** The installed Electron; only where it is asked for, the one that is fetched for tests. */
export function getElectron() {
  const found = findElectron() ? { file: findElectron(), env: {} } : fetchElectron();
  if (found.missing) return found;
  const display = getDisplay(found.file);
  return display.missing ? display : { before: display.before, env: found.env };
}

function fetchElectron() {
  if (process.env.ROOMSCOPE_TEST_ELECTRON !== '1')
    return { missing: 'Electron is not installed ("npx install-electron" does that)' };
  const { folder, missing } = getTestElectron();
  if (missing) return { missing };
  return { file: join(folder, 'electron'), env: { ELECTRON_OVERRIDE_DIST_PATH: folder } };
}

/** The words that have to stand before a command, so that it finds a display. */
function getDisplay(electron) {
  if (process.platform !== 'linux') return { before: [] };
  const needsScreen = !process.env.DISPLAY;
  if ((needsScreen && !onPath('xvfb-run')) || lacksLibraries(electron)) {
    const missing = aptInstall(ELECTRON_LIBRARIES);
    if (missing) return { missing: `Electron lacks a display or system libraries: ${missing}` };
  }
  return { before: needsScreen ? ['xvfb-run', '-a', '-s', SCREEN] : [] };
}

function lacksLibraries(electron) {
  return capture('ldd', [electron]).stdout.includes('not found');
}
