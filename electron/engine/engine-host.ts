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
  /** Folder that holds `engine.cjs`, `hash-worker.cjs` and `sql-wasm.wasm`. */
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
  /**
   * A new pipe for one front (window, tab, command). Closing it cancels what it asked for. Where the
   * engine has died since, this starts another; documents that were open are to be opened again.
   */
  connect(): ClosablePipe;
  /** Lets fronts name these files (absolute paths, or relative to the working directory). */
  grant(paths: readonly string[]): Promise<readonly FileRef[]>;
  /** Lets fronts write to this path; returns it as it has to be named in requests. */
  allowWrite(path: string): Promise<string>;
  close(): Promise<void>;
}

const GONE = 'the engine has stopped.';
const HANDLE_BYTES = 16;
/** Parsing makes short-lived objects by the million; a larger nursery lets them die there. */
const YOUNG_GENERATION_MB = 64;
/** Below the 4 GB that one V8 cage holds, so that the worker fails with an error, not the process. */
const MAX_HEAP_MB = 3584;
const MB = 1024 * 1024;

export function startEngine(options: EngineOptions): Engine {
  const grants = options.startupFiles.map(grantFor);
  const writable = new Set<string>();
  const startupSources = grants.map(refOf);
  const start = (): EngineThread =>
    new EngineThread(options.hostFolder, {
      version: options.version,
      hostFolder: options.hostFolder,
      host: options.host,
      debug: options.debug,
      sqlWasm: new Uint8Array(readFileSync(join(options.hostFolder, 'sql-wasm.wasm'))),
      grants,
      writable: [...writable],
      startupSources,
    });
  let thread = start();

  return {
    startupSources,
    connect() {
      if (thread.isGone) thread = start();
      return thread.connect();
    },
    async grant(paths) {
      const added = paths.map(grantFor);
      grants.push(...added);
      await thread.send({ kind: 'grant', grants: added });
      return added.map(refOf);
    },
    async allowWrite(path) {
      const absolute = resolve(path);
      writable.add(absolute);
      await thread.send({ kind: 'allow-write', path: absolute });
      return absolute;
    },
    close: () => thread.end(),
  };
}

type Unnumbered<Message> = Message extends unknown ? Omit<Message, 'id'> : never;

/** The worker and the messages to it, each of which it confirms. */
class EngineThread {
  readonly #worker: Worker;
  readonly #unconfirmed = new Map<number, () => void>();
  #lastId = 0;
  #isGone = false;

  constructor(hostFolder: string, workerData: EngineStart) {
    this.#worker = new Worker(join(hostFolder, 'engine.cjs'), {
      workerData,
      resourceLimits: {
        maxYoungGenerationSizeMb: YOUNG_GENERATION_MB,
        maxOldGenerationSizeMb: Math.min(MAX_HEAP_MB, Math.floor(totalmem() / MB)),
      },
    });
    this.#worker.on('message', ({ done }: HostMessageDone) => this.#confirm(done));
    // Fronts learn of it as their pipes close; what is left to do here is to tell the developer.
    this.#worker.on('error', (error) => console.error(`The engine died: ${error.message}`));
    this.#worker.once('exit', () => {
      this.#isGone = true;
      for (const id of [...this.#unconfirmed.keys()]) this.#confirm(id);
    });
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  connect(): ClosablePipe {
    const { port1, port2 } = new MessageChannel();
    void this.send({ kind: 'connect', port: port2 }, [port2]);
    const pipe = portPipe(port1, GONE);
    // The thread never closes a port while it lives, and its ports close before it is seen to exit.
    pipe.onClose(() => {
      this.#isGone = true;
    });
    return pipe;
  }

  /** Resolves once it is in force, or once there is nobody left for whom it could be. */
  send(message: Unnumbered<HostMessage>, transfer: Transferable[] = []): Promise<void> {
    if (this.#isGone) return Promise.resolve();
    this.#lastId += 1;
    const id = this.#lastId;
    this.#worker.postMessage({ ...message, id }, transfer);
    return new Promise((done) => this.#unconfirmed.set(id, done));
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #confirm(id: number): void {
    this.#unconfirmed.get(id)?.();
    this.#unconfirmed.delete(id);
  }
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
