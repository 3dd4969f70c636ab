import { type ErrorCode, RoomscopeError } from '../../core/base/errors';
import { parseArguments } from './arguments';
import type { CliEngine, Invocation } from './command';
import { COMMANDS } from './commands/registry';
import { createOutput, printError, type Streams } from './output';

export interface CliHost {
  readonly streams: Streams;
  readonly version: string;
  readonly browserMode: Invocation['browserMode'];
  readonly renderBench: Invocation['renderBench'];
  /** Starts the engine; called at most once. */
  connect(options: { debug: boolean }): Promise<CliEngine>;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
}

/** docs/formats.md; 1 is for answers ("differs"), never for errors. */
const EXIT_CODES: Readonly<Record<ErrorCode, number>> = {
  usage: 2,
  bad_input: 3,
  corrupt_database: 4,
  internal: 70,
  cancelled: 130,
};

/** Runs one command line and returns the exit status. Prints every error as one sentence. */
export async function runCli(args: readonly string[], host: CliHost): Promise<number> {
  const json = args.includes('--json');
  const debug = args.includes('--debug');
  try {
    return await dispatch(args, host, json, debug);
  } catch (error) {
    if (debug && error instanceof Error) host.streams.stderr(`${error.stack}\n`);
    const known = error instanceof RoomscopeError ? error : unexpected(error);
    printError(host.streams, known.report(), json);
    return EXIT_CODES[known.code];
  }
}

async function dispatch(
  args: readonly string[],
  host: CliHost,
  json: boolean,
  debug: boolean,
): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help') return printHelp(name, host);
  if (name === '--version') {
    host.streams.stdout(`${host.version}\n`);
    return 0;
  }
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (!command) throw unknownCommand(name);
  const { positionals, options } = parseArguments(command, rest);
  if (options.help) {
    host.streams.stdout(`roomscope ${command.usage}\n${command.summary}\n`);
    return 0;
  }
  const output = createOutput(host.streams, json);
  const connection = new Connection(() => host.connect({ debug }));
  try {
    return await command.run({
      positionals,
      options,
      output,
      engine: () => connection.engine(),
      browserMode: host.browserMode,
      renderBench: host.renderBench,
      signal: host.signal,
    });
  } finally {
    output.settle();
    await connection.close();
  }
}

/** The engine of one command: started when first needed, stopped when the command ends. */
class Connection {
  readonly #connect: () => Promise<CliEngine>;
  #engine: Promise<CliEngine> | null = null;

  constructor(connect: () => Promise<CliEngine>) {
    this.#connect = connect;
  }

  engine(): Promise<CliEngine> {
    this.#engine ??= this.#connect();
    return this.#engine;
  }

  async close(): Promise<void> {
    const engine = await this.#engine;
    await engine?.close();
  }
}

function printHelp(askedBy: string | undefined, { streams }: CliHost): number {
  const lines = COMMANDS.map((command) => `  ${command.usage}\n      ${command.summary}`);
  const text = `roomscope COMMAND: see how a Matrix room stores and resolves its state\n\n${lines.join('\n')}\n\nEvery command takes --json (one JSON document on standard output) and --debug.\n`;
  if (askedBy === undefined) streams.stderr(text);
  else streams.stdout(text);
  return askedBy === undefined ? EXIT_CODES.usage : 0;
}

function unknownCommand(name: string): RoomscopeError {
  const known = COMMANDS.map((command) => command.name).join(', ');
  return new RoomscopeError('usage', `There is no command ${name}. There are: ${known}.`);
}

function unexpected(error: unknown): RoomscopeError {
  const detail = error instanceof Error ? error.message : String(error);
  return new RoomscopeError(
    'internal',
    `Roomscope failed: ${detail}. This is a bug in Roomscope; --debug shows where.`,
  );
}
