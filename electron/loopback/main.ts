import { parseArgs } from 'node:util';
import { RoomscopeError } from '../../core/base/errors';
import { runBrowserMode } from './run';

/** Browser mode as `npm start` runs it: `loopback.cjs [--port N] [--no-open] [--debug] [FILE...]`. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '0' },
      'no-open': { type: 'boolean', default: false },
      debug: { type: 'boolean', default: false },
    },
  });
  return runBrowserMode({
    hostFolder: __dirname,
    files: positionals,
    port: Number(values.port),
    open: !values['no-open'],
    debug: values.debug,
    onReady: (url) => {
      console.log(`Roomscope is at ${url} (the link works once, for ten minutes).`);
      console.log('Stop it with Ctrl+C.');
    },
  });
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    console.error(error instanceof RoomscopeError ? error.message : error);
    process.exitCode = error instanceof RoomscopeError ? 2 : 1;
  },
);
