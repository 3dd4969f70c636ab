import { type BrowserWindow, dialog } from 'electron';

/** The native open dialog; empty where the user chose nothing. */
export async function choosePaths(window: BrowserWindow): Promise<readonly string[]> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open a room',
    properties: ['openFile', 'multiSelections'],
    filters: [
      {
        name: 'Rooms and databases',
        extensions: ['ndjson', 'json', 'jsonl', 'db', 'gz', 'roomscope'],
      },
      { name: 'All files', extensions: ['*'] },
    ],
  });
  return filePaths;
}

/**
 * The files among a process's arguments. `isDefaultApp`: Electron was started with the app's folder
 * as its first argument. Flags are Chromium's, or ours for it.
 */
export function filesOfArguments(argv: readonly string[], isDefaultApp: boolean): string[] {
  const words = argv.slice(1).filter((word) => !word.startsWith('-'));
  return isDefaultApp ? words.slice(1) : words;
}
