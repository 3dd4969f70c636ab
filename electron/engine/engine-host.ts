import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { MessageChannel, type Transferable, Worker } from 'node:worker_threads';
import type { AppInfo, SourceRef } from '../../core/contract/requests';
import type { EngineStart, Grant, HostMessage, HostMessageDone } from './messages';
import { type ClosablePipe, portPipe } from './pipes';

export type FileRef = Extract<SourceRef, { kind: 'file' }>;

export interface EngineOptions {
  /** Folder that holds `engine.cjs` and `sql-wasm.wasm`. */
  readonly hostFolder: string;
  readonly version: string;
  readonly host: AppInfo['host'];
  /** Files from the command line, opened at once by the front; `-` is standard input. */
  readonly startupFiles: readonly string[];
  readonly debug: boolean;
}

/** The engine as the host's main thread sees it: pipes for fronts, and what fronts may touch. */
export interface Engine {
  readonly startupSources: readonly FileRef[];
  /** A new pipe for one front (window, tab, command). Closing it cancels what it asked for. */
  connect(): ClosablePipe;
  /** Lets fronts name these files (absolute paths, or relative to the working directory). */
  grant(paths: readonly string[]): Promise<readonly FileRef[]>;
  revoke(sources: readonly FileRef[]): Promise<void>;
  /** Lets fronts write to this path; returns it as it has to be named in requests. */
  allowWrite(path: string): Promise<string>;
  /** Called once when the worker ended by itself. */
  onExit(listener: (reason: string) => void): void;
  close(): Promise<void>;
}

const HANDLE_BYTES = 16;
/** Parsing makes short-lived objects by the million; a larger nursery lets them die there. */
const YOUNG_GENERATION_MB = 64;
/** Below the 4 GB that one V8 cage holds, so that the worker fails with an error, not the process. */
const MAX_HEAP_MB = 3584;
const MB = 1024 * 1024;

export function startEngine(options: EngineOptions): Engine {
  const grants = options.startupFiles.map(grantFor);
  const startupSources = grants.map(refOf);
  const worker = startWorker(options, grants, startupSources);
  const unanswered = new Map<number, () => void>();
  let lastId = 0;
  let closing = false;

  worker.on('message', ({ done }: HostMessageDone) => {
    unanswered.get(done)?.();
    unanswered.delete(done);
  });

  // Nobody is left to answer; what was asked for fails where it is used, on the closed pipes.
  worker.once('exit', () => {
    for (const done of unanswered.values()) done();
    unanswered.clear();
  });

  function send(message: Unnumbered<HostMessage>, transfer: Transferable[] = []): Promise<void> {
    lastId += 1;
    const id = lastId;
    worker.postMessage({ ...message, id }, transfer);
    return new Promise((done) => unanswered.set(id, done));
  }

  return {
    startupSources,
    connect() {
      const { port1, port2 } = new MessageChannel();
      void send({ kind: 'connect', port: port2 }, [port2]);
      return portPipe(port1, 'the engine has stopped.');
    },
    async grant(paths) {
      const added = paths.map(grantFor);
      await send({ kind: 'grant', grants: added });
      return added.map(refOf);
    },
    revoke: (sources) => send({ kind: 'revoke', handles: sources.map(({ handle }) => handle) }),
    async allowWrite(path) {
      const absolute = resolve(path);
      await send({ kind: 'allow-write', path: absolute });
      return absolute;
    },
    onExit(listener) {
      let reason = 'the engine stopped.';
      worker.once('error', (error) => {
        reason = error.message;
      });
      worker.once('exit', () => {
        if (!closing) listener(reason);
      });
    },
    async close() {
      closing = true;
      await worker.terminate();
    },
  };
}

type Unnumbered<Message> = Message extends unknown ? Omit<Message, 'id'> : never;

function startWorker(
  { hostFolder, version, host, debug }: EngineOptions,
  grants: readonly Grant[],
  startupSources: readonly FileRef[],
): Worker {
  const sqlWasm = new Uint8Array(readFileSync(join(hostFolder, 'sql-wasm.wasm')));
  const workerData: EngineStart = { version, host, sqlWasm, grants, startupSources, debug };
  return new Worker(join(hostFolder, 'engine.cjs'), {
    workerData,
    resourceLimits: {
      maxYoungGenerationSizeMb: YOUNG_GENERATION_MB,
      maxOldGenerationSizeMb: Math.min(MAX_HEAP_MB, Math.floor(totalmem() / MB)),
    },
  });
}

/** Handles are random, so that a front can name only what it was given. */
function grantFor(path: string): Grant {
  const handle = randomBytes(HANDLE_BYTES).toString('hex');
  if (path === '-') return { handle, name: 'standard input', path: null };
  return { handle, name: basename(path), path: resolve(path) };
}

function refOf({ handle, name }: Grant): FileRef {
  return { kind: 'file', handle, name };
}
