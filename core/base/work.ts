import { RoomscopeError } from './errors';
import type { Platform } from './platform-port';

/** How far a long job is. `total` is null while it is not known. */
export interface Progress {
  /** What is being done, in words for the screen: "Reading events". */
  readonly phase: string;
  readonly done: number;
  readonly total: number | null;
}

const BREATH_MS = 25;

/**
 * The context of one long job: its cancel signal, its progress, and `breathe`, which lets the
 * thread handle messages. Call `breathe` at least every few hundred steps; it costs one clock read.
 */
export class Work {
  readonly #platform: Platform;
  readonly #signal: AbortSignal;
  readonly #onProgress: (progress: Progress) => void;
  #lastBreath: number;

  constructor(platform: Platform, signal: AbortSignal, onProgress: (progress: Progress) => void) {
    this.#platform = platform;
    this.#signal = signal;
    this.#onProgress = onProgress;
    this.#lastBreath = platform.now();
  }

  /** Throws `cancelled` where the user gave up; otherwise yields if 25 ms have passed. */
  async breathe(progress?: Progress): Promise<void> {
    this.throwIfCancelled();
    if (this.#platform.now() - this.#lastBreath < BREATH_MS) return;
    if (progress) this.#onProgress(progress);
    await this.#platform.yieldNow();
    this.#lastBreath = this.#platform.now();
    this.throwIfCancelled();
  }

  throwIfCancelled(): void {
    if (this.#signal.aborted)
      throw new RoomscopeError('cancelled', 'Cancelled. Nothing was changed.');
  }
}
