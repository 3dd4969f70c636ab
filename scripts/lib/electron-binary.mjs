import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { modulesFolder } from './paths.mjs';

/**
 * Where the Electron binary is. Only files are looked at: loading the `electron` package without
 * its binary would start a download that nobody asked for and that may hang for ever.
 */

const packageFolder = join(modulesFolder, 'electron');

/** The executable's path inside Electron's folder, as the package's installer records it. */
function executableName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

export function electronVersion() {
  return JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version;
}

/** The executable's path, or null where it is not (wholly) there. */
export function findElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const file = join(override, executableName());
    return isFile(file) ? file : null;
  }
  const file = join(packageFolder, 'dist', executableName());
  const isComplete =
    isFile(file) &&
    readText(join(packageFolder, 'path.txt')) === executableName() &&
    readText(join(packageFolder, 'dist', 'version'))?.replace(/^v/, '') === electronVersion();
  return isComplete ? file : null;
}

export const electronInstaller = join(packageFolder, 'install.js');
export const electronDist = join(packageFolder, 'dist');

function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function readText(path) {
  return isFile(path) ? readFileSync(path, 'utf8') : null;
}
