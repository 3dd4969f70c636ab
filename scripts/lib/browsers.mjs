import { aptInstall, onPath } from './apt.mjs';
import { findElectron } from './electron-binary.mjs';
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
  const display = getDisplay();
  if (display.missing) return display;
  if (findElectron()) return { ...display, env: {} };
  if (process.env.ROOMSCOPE_TEST_ELECTRON !== '1')
    return { missing: 'Electron is not installed ("npx install-electron" does that)' };
  const { folder, missing } = getTestElectron();
  return missing ? { missing } : { ...display, env: { ELECTRON_OVERRIDE_DIST_PATH: folder } };
}

/** The words that have to stand before a command, so that it finds a display. */
function getDisplay() {
  if (process.platform !== 'linux' || process.env.DISPLAY) return { before: [] };
  if (!onPath('xvfb-run')) {
    const missing = aptInstall(ELECTRON_LIBRARIES);
    if (missing) return { missing: `no display, and ${missing}` };
  }
  return { before: ['xvfb-run', '-a', '-s', SCREEN] };
}
