import { spawn } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/**
 * Opens `url` in a window of its own where a Chromium is installed, otherwise in the user's
 * browser. Returns whether there was anything to open it with.
 */
export function openBrowser(url: string): boolean {
  if (!hasDisplay()) return false;
  const command = appWindow(url) ?? defaultBrowser(url);
  if (!command) return false;
  const child = spawn(command.file, command.args, { detached: true, stdio: 'ignore' });
  // The address is printed as well, so a browser that does not start costs nothing.
  child.on('error', () => child.unref());
  child.unref();
  return true;
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function appWindow(url: string): Command | null {
  const file = installedChromium();
  if (!file) return null;
  const profile = join(cacheRoot(), 'roomscope', 'browser-profile');
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  const args = [
    `--app=${url}`,
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
  ];
  // Chromium refuses to run as root with its sandbox.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  return { file, args };
}

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'brave-browser',
];
const MAC_FILES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const WINDOWS_FILES = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/** The first browser of Chromium's family that is installed; null where there is none. */
export function installedChromium(): string | null {
  return candidates().find(isFile) ?? null;
}

function candidates(): readonly string[] {
  if (process.platform === 'darwin') return MAC_FILES;
  if (process.platform === 'win32') {
    const roots = [process.env.ProgramFiles, process.env['ProgramFiles(x86)']];
    return roots.flatMap((root) => (root ? WINDOWS_FILES.map((file) => join(root, file)) : []));
  }
  return NAMES.flatMap(onPath);
}

function onPath(name: string): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name));
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function defaultBrowser(url: string): Command | null {
  if (process.platform === 'darwin') return { file: 'open', args: [url] };
  if (process.platform === 'win32')
    return { file: 'rundll32', args: ['url.dll,FileProtocolHandler', url] };
  const opener = onPath('xdg-open').find(isFile);
  return opener ? { file: opener, args: [url] } : null;
}

function cacheRoot(): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  if (process.platform === 'win32' && process.env.LOCALAPPDATA) return process.env.LOCALAPPDATA;
  return process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
}
