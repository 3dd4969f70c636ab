import { type EngineError, type Progress, toEngineError } from './engine-error';

/** What a running job tells: `progress` null until there is something to count. */
export interface JobListener {
  onProgress(progress: Progress | null): void;
  onFailure(error: EngineError): void;
}

/** Runs one job at a time: a new one cancels the one before it, which then tells nothing more. */
export class OneJob {
  #running: AbortController | null = null;

  /** The job's result; null where it failed (told to the listener) or was overtaken. */
  async run<T>(
    listener: JobListener,
    job: (signal: AbortSignal, onProgress: (progress: Progress) => void) => Promise<T>,
  ): Promise<T | null> {
    this.cancel();
    const abort = new AbortController();
    this.#running = abort;
    const isCurrent = () => this.#running === abort;
    listener.onProgress(null);
    try {
      const result = await job(abort.signal, (progress) => {
        if (isCurrent()) listener.onProgress(progress);
      });
      return isCurrent() ? result : null;
    } catch (thrown) {
      if (isCurrent()) listener.onFailure(toEngineError(thrown));
      return null;
    }
  }

  cancel(): void {
    this.#running?.abort();
    this.#running = null;
  }
}
