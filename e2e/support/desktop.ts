import { _electron, type ElectronApplication } from '@playwright/test';
import { isRoot, root } from './paths';

/**
 * The real Electron app. Its own folder of user data keeps it apart from other instances: the
 * single-instance lock is per folder.
 */
export function launchDesktop(
  userData: string,
  files: readonly string[],
): Promise<ElectronApplication> {
  return _electron.launch({
    args: [root, `--user-data-dir=${userData}`, ...files],
    cwd: root,
    env: { ...environment(), ROOMSCOPE_DEBUG: '1' },
    chromiumSandbox: !isRoot,
    // Playwright would emulate light otherwise, whatever the app asks for.
    colorScheme: null,
  });
}

export function environment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] =>
    Boolean(entry[1]),
  );
  const { ELECTRON_RUN_AS_NODE: _ignored, ...env } = Object.fromEntries(entries);
  return env;
}
