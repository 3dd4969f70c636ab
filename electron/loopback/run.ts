import { join } from 'node:path';
import { startEngine } from '../engine/engine-host';
import { version } from '../version';
import { startLoopbackHost } from './loopback-host';
import { openBrowser } from './open-browser';

export interface BrowserModeOptions {
  /** Folder of the built host files; the page lies beside it. */
  readonly hostFolder: string;
  /** Opened by the page at once. */
  readonly files: readonly string[];
  readonly port: number;
  readonly open: boolean;
  readonly debug: boolean;
  /** Told the address once it answers, before a browser is opened. */
  readonly onReady: (url: string) => void;
}

const IDLE_MINUTES = 10;
const INTERRUPTED = 130;

/**
 * Browser mode, from start to end: resolves with the exit status when no page has been open for ten
 * minutes (0) or the user interrupts (130). What was uploaded is gone then.
 */
export async function runBrowserMode(options: BrowserModeOptions): Promise<number> {
  const { hostFolder, files, debug, port } = options;
  const engine = startEngine({ hostFolder, version, host: 'browser', startupFiles: files, debug });
  const ending = whenToEnd();
  try {
    const host = await startLoopbackHost(engine, {
      rendererFolder: join(hostFolder, '..', 'renderer'),
      port,
      idleMs: IDLE_MINUTES * 60 * 1000,
      onIdle: () => {
        console.error(`No page was open for ${IDLE_MINUTES} minutes, so Roomscope stops.`);
        ending.end(0);
      },
      now: () => Date.now(),
    });
    const url = host.openUrl();
    options.onReady(url);
    if (options.open) openBrowser(url);
    const status = await ending.status;
    await host.close();
    return status;
  } finally {
    await engine.close();
  }
}

function whenToEnd(): { readonly status: Promise<number>; end(status: number): void } {
  let end: (status: number) => void = () => undefined;
  const status = new Promise<number>((resolve) => {
    end = resolve;
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => end(INTERRUPTED));
  return { status, end };
}
