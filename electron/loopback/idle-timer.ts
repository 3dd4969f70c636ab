/** Calls `onIdle` when no page has been connected for `idleMs`. */
export class IdleTimer {
  readonly #idleMs: number;
  readonly #onIdle: () => void;
  #pages = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(idleMs: number, onIdle: () => void) {
    this.#idleMs = idleMs;
    this.#onIdle = onIdle;
    this.#start();
  }

  pageCame(): void {
    this.#pages += 1;
    this.stop();
  }

  pageLeft(): void {
    this.#pages -= 1;
    if (this.#pages === 0) this.#start();
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #start(): void {
    this.#timer = setTimeout(this.#onIdle, this.#idleMs);
  }
}
