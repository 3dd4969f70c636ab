import type { MessagePort } from 'node:worker_threads';
import type { AppInfo, SourceRef } from '../../core/contract/requests';

/** A file that a front may name by `handle`. */
export interface Grant {
  readonly handle: string;
  /** As the user knows it. */
  readonly name: string;
  /** Absolute; null: standard input. */
  readonly path: string | null;
}

/** What the worker is started with. */
export interface EngineStart {
  readonly version: string;
  /** Folder of the host's files, for the threads that the engine starts. */
  readonly hostFolder: string;
  readonly host: AppInfo['host'];
  readonly sqlWasm: Uint8Array;
  readonly grants: readonly Grant[];
  /** Absolute paths that fronts may write to. */
  readonly writable: readonly string[];
  readonly startupSources: readonly SourceRef[];
  /** Print the stacks of internal errors to standard error. */
  readonly debug: boolean;
}

/** From the host's main thread to the worker. Each is answered by its `id` once it is in force. */
export type HostMessage =
  | { readonly kind: 'connect'; readonly id: number; readonly port: MessagePort }
  | { readonly kind: 'grant'; readonly id: number; readonly grants: readonly Grant[] }
  | { readonly kind: 'allow-write'; readonly id: number; readonly path: string };

export interface HostMessageDone {
  readonly done: number;
}
