import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { buildStale } from './lib/build.mjs';
import { missingDisplay, runDesktop } from './lib/desktop.mjs';
import { findElectron } from './lib/electron-binary.mjs';
import { downloadElectron } from './lib/electron-download.mjs';
import { runScript, SetUpError } from './lib/errors.mjs';
import { installStale } from './lib/install.mjs';
import { fromRoot } from './lib/paths.mjs';

/** `npm start [-- [--browser | --desktop] [--no-open] [--port N] [FILE...]]` */

const EXIT_USAGE = 2;
const EXIT_NO_DESKTOP = 3;

await runScript(async () => {
  const { values, files } = readArguments();
  installStale();
  await buildStale(undefined, (parts) => console.error(`Building ${parts.join(', ')}.`));
  const reason = values.browser ? null : await desktopOrReason(files);
  if (reason === undefined) return;
  if (values.desktop)
    throw new SetUpError(`The desktop window is not available: ${reason}.`, EXIT_NO_DESKTOP);
  if (reason) console.error(`No desktop window, since ${reason}: starting in browser mode.`);
  await runBrowser(values, files);
});

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        browser: { type: 'boolean', default: false },
        desktop: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        port: { type: 'string', default: '0' },
      },
    });
    if (values.browser && values.desktop)
      throw new Error('--browser and --desktop exclude each other');
    if (!/^\d{1,5}$/.test(values.port)) throw new Error(`--port ${values.port} is not a port`);
    // npm runs scripts in the clone; files are named from where the user is.
    const from = process.env.INIT_CWD ?? process.cwd();
    return { values, files: positionals.map((file) => resolve(from, file)) };
  } catch (error) {
    const usage = 'npm start [-- [--browser | --desktop] [--no-open] [--port N] [FILE...]]';
    // Node's own messages go on with advice that does not apply here.
    const [sentence] = error.message.split('. ');
    throw new SetUpError(`${sentence}. Usage: ${usage}`, EXIT_USAGE);
  }
}

/** Runs the desktop app to its end (undefined), or says why that is not possible. */
async function desktopOrReason(files) {
  const withoutDisplay = missingDisplay();
  if (withoutDisplay) return withoutDisplay;
  const missing = findElectron() ? null : await downloadElectron();
  if (missing) return missing;
  const { reason, status } = await runDesktop(findElectron(), files);
  if (reason) return reason;
  process.exitCode = status;
  return undefined;
}

async function runBrowser(values, files) {
  const flags = [`--port=${values.port}`, ...(values['no-open'] ? ['--no-open'] : [])];
  const host = fromRoot('dist/host/loopback.cjs');
  process.argv = [process.argv[0], host, ...flags, '--', ...files];
  await import(pathToFileURL(host).href);
}
