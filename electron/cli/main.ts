import { runBrowserMode } from '../loopback/run';
import { version } from '../version';
import { connectEngine } from './connect-engine';
import { outputFailed } from './output';
import { benchRender } from './render-bench';
import { runCli } from './run-cli';

const INTERRUPTED = 130;

/** The command line as a process: its streams, its exit status, its interrupt. */
async function main(): Promise<void> {
  const interrupt = new AbortController();
  process.on('SIGINT', () => {
    // The first asks the engine to stop where it is consistent; a second one is not to be refused.
    if (interrupt.signal.aborted) process.exit(INTERRUPTED);
    interrupt.abort();
  });
  const stderr = (text: string) => process.stderr.write(text);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(outputFailed({ stderr }, error.code));
  });
  process.exitCode = await runCli(process.argv.slice(2), {
    streams: {
      stdout: (text) => process.stdout.write(text),
      stderr,
      stderrIsTerminal: process.stderr.isTTY === true,
      now: () => Date.now(),
    },
    version,
    browserMode: (options) => runBrowserMode({ ...options, hostFolder: __dirname }),
    renderBench: (request) => benchRender(__dirname, request),
    connect: ({ debug }) => connectEngine(__dirname, debug),
    signal: interrupt.signal,
  });
}

void main();
