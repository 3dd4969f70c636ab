import type { EngineClient } from '../../contract/client';
import type { SourceRef } from '../../contract/requests';
import { inProcessEngine } from './in-process-engine';

/** A command line's host without a process: an engine of its own, and what was printed. */
export interface CliTestHost {
  readonly streams: {
    stdout(text: string): void;
    stderr(text: string): void;
    readonly stderrIsTerminal: boolean;
    now(): number;
  };
  readonly version: string;
  readonly signal: AbortSignal;
  renderBench(): Promise<never>;
  browserMode(): Promise<never>;
  connect(): Promise<{
    readonly client: EngineClient;
    grant(paths: readonly string[]): Promise<readonly SourceRef[]>;
    allowWrite(path: string): Promise<string>;
    close(): Promise<void>;
  }>;
}

export interface CliRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What was written, by path. */
  readonly written: ReadonlyMap<string, Uint8Array>;
}

/** Runs one command line; throws where the engine met a bug. */
export async function runInProcess(
  run: (host: CliTestHost) => Promise<number>,
  signal: AbortSignal = new AbortController().signal,
): Promise<CliRun> {
  const engine = inProcessEngine();
  let stdout = '';
  let stderr = '';
  const noBrowser = () => Promise.reject(new Error('no browser in these tests'));
  const status = await run({
    streams: {
      stdout: (text) => {
        stdout += text;
      },
      stderr: (text) => {
        stderr += text;
      },
      stderrIsTerminal: false,
      now: () => 0,
    },
    version: '0.0.0-test',
    signal,
    renderBench: noBrowser,
    browserMode: noBrowser,
    connect: async () => ({
      client: engine.client,
      grant: async (paths) => paths.map(engine.grantFile),
      allowWrite: async (path) => path,
      close: async () => undefined,
    }),
  });
  const [bug] = engine.bugs;
  if (bug !== undefined) throw bug;
  return { status, stdout, stderr, written: engine.written };
}
