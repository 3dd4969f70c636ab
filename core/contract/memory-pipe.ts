import { decodeFrame, encodeFrame } from './codec';
import type { Frame, Pipe } from './transport';

/** Two ends of one pipe inside one thread, for tests and the command line's in-process use. */
export interface MemoryPipe {
  readonly front: Pipe;
  readonly engine: Pipe;
  close(reason: string): void;
}

/**
 * Frames take the same way through bytes as on a socket, so that a value which no real pipe could
 * carry fails here too. They arrive in a later microtask, in order.
 */
export function memoryPipe(): MemoryPipe {
  const front = new PipeEnd();
  const engine = new PipeEnd();
  front.other = engine;
  engine.other = front;
  return {
    front,
    engine,
    close(reason) {
      front.close(reason);
      engine.close(reason);
    },
  };
}

class PipeEnd implements Pipe {
  other: PipeEnd | null = null;
  readonly #frameListeners: ((frame: Frame) => void)[] = [];
  readonly #closeListeners: ((reason: string) => void)[] = [];
  #closed = false;

  post(frame: Frame): void {
    const bytes = encodeFrame(frame);
    void Promise.resolve().then(() => this.other?.receive(decodeFrame(bytes) as Frame));
  }

  receive(frame: Frame): void {
    if (this.#closed) return;
    for (const listener of this.#frameListeners) listener(frame);
  }

  onFrame(listener: (frame: Frame) => void): void {
    this.#frameListeners.push(listener);
  }

  onClose(listener: (reason: string) => void): void {
    this.#closeListeners.push(listener);
  }

  close(reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const listener of this.#closeListeners) listener(reason);
  }
}
