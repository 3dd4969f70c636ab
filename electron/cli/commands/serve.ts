import { wholeNumber } from '../arguments';
import type { Command } from '../command';

const HIGHEST_PORT = 65_535;

/** The app in a browser; runs until it is interrupted or no page is open any more. */
export const serve: Command = {
  name: 'serve',
  usage: 'serve [FILE...] [--port N] [--no-open] [--json]',
  summary: 'Serve the app on this machine, for a browser.',
  options: ['port', 'no-open'],
  async run({ positionals, options, browserMode, output }) {
    const port = wholeNumber(this, 'port', options.port, 0, HIGHEST_PORT) ?? 0;
    return browserMode({
      files: positionals,
      port,
      open: options['no-open'] !== true,
      debug: options.debug === true,
      onReady: (url) => output.answer({ url }, () => `Roomscope is at ${url}`),
    });
  },
};
