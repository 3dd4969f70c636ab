import { join, resolve } from 'node:path';
import { app, type BrowserWindow, dialog, session } from 'electron';
import { startEngine } from './engine/engine-host';
import { EnginePorts } from './engine-ports';
import { choosePaths, filesOfArguments } from './files';
import { answerPreload } from './ipc';
import { installFirstMenu } from './menu';
import { registerAppScheme, serveApp } from './security/app-protocol';
import { denyPermissions, lockDown } from './security/lock-down';
import { version } from './version';
import { openWindow } from './window';

/** The desktop app. Everything that is not Electron's is the engine's or the page's business. */

/** What a second start hands to the first, whose working directory is another one. */
interface Handover {
  readonly files: readonly string[];
}

const files = filesOfArguments(process.argv, !app.isPackaged).map((file) => resolve(file));
/** From the Finder, possibly before anything else happens. */
let openFile: (path: string) => void = (path) => files.push(path);

app.on('open-file', (event, path) => {
  event.preventDefault();
  openFile(path);
});

if (app.requestSingleInstanceLock({ files } satisfies Handover)) start();
else {
  process.send?.('handed-over');
  app.quit();
}

function start(): void {
  // Together with --no-sandbox (as root) this would leave the app hanging.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  registerAppScheme();
  lockDown(app);
  app.on('window-all-closed', () => app.quit());
  app.whenReady().then(run, (error: unknown) => {
    console.error(error);
    app.exit(1);
  });
}

function run(): void {
  const engine = startEngine({
    hostFolder: __dirname,
    version,
    host: 'electron',
    startupFiles: files,
    debug: process.env.ROOMSCOPE_DEBUG === '1',
  });
  const ports = new EnginePorts(engine);
  serveApp(join(__dirname, '..', 'renderer'));
  denyPermissions(session.defaultSession);
  const window = openWindow(join(__dirname, '..', 'preload', 'preload.cjs'), () =>
    process.send?.('ready'),
  );
  const { webContents } = window;
  answerPreload(engine, ports, window);
  webContents.on('destroyed', () => ports.disconnect(webContents));
  reloadAfterCrash(window);

  async function open(paths: readonly string[]): Promise<void> {
    if (paths.length > 0) ports.openFiles(await engine.grant(paths));
  }
  installFirstMenu(async () => open(await choosePaths(window)));
  openFile = (path) => void open([path]);
  app.on('second-instance', (_event, _argv, _folder, handover) => {
    showAgain(window);
    void open((handover as Handover).files);
  });
}

const CRASH_LOOP_MS = 10_000;

/** Documents are in the engine, so a new page loses none; a page that dies at once is given up. */
function reloadAfterCrash(window: BrowserWindow): void {
  let lastCrash = 0;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    const isLoop = Date.now() - lastCrash < CRASH_LOOP_MS;
    lastCrash = Date.now();
    if (!isLoop) window.webContents.reload();
    else {
      dialog.showErrorBox(
        'Roomscope',
        `The window failed twice in a row (${reason}) and is closed.`,
      );
      window.destroy();
    }
  });
}

function showAgain(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}
