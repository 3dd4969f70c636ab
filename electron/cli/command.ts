import type { Progress } from '../../core/base/work';
import type { EngineClient } from '../../core/contract/client';
import type { BenchReport } from '../../core/contract/reports';
import type { SourceRef } from '../../core/contract/requests';

/** One command of the command line (docs/formats.md has the shapes that `--json` prints). */
export interface Command {
  readonly name: string;
  /** "info FILE..." */
  readonly usage: string;
  readonly summary: string;
  /** Its own options beside those that every command takes. */
  readonly options: readonly OptionName[];
  run(invocation: Invocation): Promise<ExitCode>;
}

/** Options with a value take it as the next argument or after `=`. */
export const OPTIONS = {
  json: { type: 'boolean' },
  debug: { type: 'boolean' },
  help: { type: 'boolean' },
  room: { type: 'string' },
  algorithm: { type: 'string' },
  points: { type: 'string' },
  keys: { type: 'string' },
  policy: { type: 'string' },
  schema: { type: 'string' },
  out: { type: 'string' },
  before: { type: 'string', multiple: true },
  after: { type: 'string', multiple: true },
  now: { type: 'boolean' },
  events: { type: 'string', multiple: true },
  case: { type: 'string' },
  id: { type: 'string' },
  trace: { type: 'boolean' },
  'why-not': { type: 'string' },
  'from-create': { type: 'boolean' },
  expect: { type: 'string' },
  reading: { type: 'string' },
  junit: { type: 'string' },
  limit: { type: 'string' },
  runs: { type: 'string' },
  port: { type: 'string' },
  'no-open': { type: 'boolean' },
} as const;

export type OptionName = keyof typeof OPTIONS;

export type OptionValues = {
  readonly [Name in OptionName]?: (typeof OPTIONS)[Name] extends { multiple: true }
    ? readonly string[]
    : (typeof OPTIONS)[Name] extends { type: 'string' }
      ? string
      : boolean;
};

/** 0 fine · 1 differs, found or failed a check · 130 interrupted; others follow from the error. */
export type ExitCode = number;

export interface Invocation {
  readonly positionals: readonly string[];
  readonly options: OptionValues;
  /** Starts the engine when first asked for. */
  readonly engine: () => Promise<CliEngine>;
  /** Serves the app to a browser until it ends; resolves with the exit status. */
  readonly browserMode: (options: BrowserModeRequest) => Promise<ExitCode>;
  /** Measures the page in a browser. */
  readonly renderBench: (request: RenderBenchRequest) => Promise<BenchReport>;
  readonly output: Output;
  readonly signal: AbortSignal;
}

export interface RenderBenchRequest {
  readonly files: readonly string[];
  readonly runs: number;
}

export interface BrowserModeRequest {
  readonly files: readonly string[];
  /** 0: any that is free. */
  readonly port: number;
  readonly open: boolean;
  readonly debug: boolean;
  readonly onReady: (url: string) => void;
}

/** The engine as a command sees it. */
export interface CliEngine {
  readonly client: EngineClient;
  /** Lets the engine read these paths; `-` is standard input. */
  grant(paths: readonly string[]): Promise<readonly SourceRef[]>;
  /** Lets the engine write to this path; returns its name in requests. */
  allowWrite(path: string): Promise<string>;
  close(): Promise<void>;
}

export interface Output {
  readonly json: boolean;
  /** The command's answer: the document with `--json`, the words otherwise. */
  answer(document: unknown, words: () => string): void;
  /** Words for people beside an answer that is always data; none with `--json`. */
  aside(words: () => readonly string[]): void;
  /** An answer of many documents, one a line, with `--json` or without. */
  lines(documents: readonly unknown[]): void;
  progress(progress: Progress): void;
}
