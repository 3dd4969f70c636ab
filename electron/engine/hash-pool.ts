import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { assert, required } from '../../core/base/assert';
import { RoomscopeError } from '../../core/base/errors';
import type { CheckedBatch, EventBatch, HashPool } from '../../core/matrix/event/check-batch';
import type { HashAnswer, HashRequest } from './hash-messages';

/** `workers` threads; they end with the thread that started them, if not by `close`. */
export function startHashPool(hostFolder: string, workers: number): HashPool {
  assert(workers > 0, 'a pool has threads');
  const threads = Array.from({ length: workers }, () => new HashThread(hostFolder));
  return {
    check(batch) {
      const idlest = threads.reduce((a, b) => (b.waiting < a.waiting ? b : a));
      return idlest.check(batch);
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}

interface Waiting {
  readonly resolve: (checked: CheckedBatch) => void;
  readonly reject: (error: Error) => void;
}

class HashThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #end: Error | null = null;

  constructor(hostFolder: string) {
    this.#worker = new Worker(join(hostFolder, 'hash-worker.cjs'));
    this.#worker.on('message', ({ id, checked }: HashAnswer) => {
      required(this.#waiting.get(id), 'an answer to a question').resolve(checked);
      this.#waiting.delete(id);
    });
    this.#worker.on('error', (error) => this.#stop(`it died: ${error.message}`));
    this.#worker.once('exit', () => this.#stop('it has ended'));
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  check(batch: EventBatch): Promise<CheckedBatch> {
    if (this.#end) return Promise.reject(this.#end);
    this.#lastId += 1;
    const request: HashRequest = { id: this.#lastId, batch };
    const { bytes, ends } = batch;
    const owned = [bytes, ends].flatMap(({ buffer }) =>
      buffer instanceof ArrayBuffer ? buffer : [],
    );
    this.#worker.postMessage(request, owned);
    return new Promise((resolve, reject) => this.#waiting.set(request.id, { resolve, reject }));
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #stop(why: string): void {
    this.#end ??= new RoomscopeError('internal', `A thread that checks hashes is gone: ${why}.`);
    for (const { reject } of this.#waiting.values()) reject(this.#end);
    this.#waiting.clear();
  }
}
