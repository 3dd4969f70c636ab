import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { APP_URL } from './security/trusted-page';
import { readWindowState, type WindowState, writeWindowState } from './settings';

const DEFAULT_SIZE = { width: 1440, height: 900 };
const MIN_SIZE = { minWidth: 1024, minHeight: 700 };
/** The page's own background (renderer/theme/tokens.css), shown until the page is painted. */
const BACKGROUND = { light: '#FFFFFF', dark: '#111419' };

/** The app's window, in the place it had last. Shown once the page is painted. */
export function openWindow(preload: string, onShown: () => void): BrowserWindow {
  const stateFile = join(app.getPath('userData'), 'window-state.json');
  const state = stateOnScreen(readWindowState(stateFile));
  const window = new BrowserWindow({
    ...DEFAULT_SIZE,
    ...(state ? { x: state.x, y: state.y, width: state.width, height: state.height } : {}),
    ...MIN_SIZE,
    show: false,
    title: 'Roomscope',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => {
    if (state?.maximized) window.maximize();
    window.show();
    onShown();
  });
  window.on('close', () => {
    const maximized = window.isMaximized();
    writeWindowState(stateFile, { ...window.getNormalBounds(), maximized });
  });
  void window.loadURL(APP_URL);
  return window;
}

/** A screen may have been unplugged since; a window outside of all others could not be reached. */
function stateOnScreen(state: WindowState | null): WindowState | null {
  if (!state) return null;
  const isVisible = screen.getAllDisplays().some(({ workArea }) => {
    const left = Math.max(workArea.x, state.x);
    const right = Math.min(workArea.x + workArea.width, state.x + state.width);
    const isTopInside = state.y >= workArea.y && state.y < workArea.y + workArea.height;
    return right - left > 100 && isTopInside;
  });
  return isVisible ? state : null;
}
