/** Calls `onIdle` when no page has been connected for `idleMs`. */
export class IdleTimer {
  readonly #idleMs: number;
  readonly #onIdle: () => void;
  #pages = 0;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(idleMs: number, onIdle: () => void) {
    this.#idleMs = idleMs;
    this.#onIdle = onIdle;
    this.#start();
  }

  pageCame(): void {
    this.#pages += 1;
    this.#clear();
  }

  pageLeft(): void {
    this.#pages -= 1;
    if (this.#pages === 0 && !this.#stopped) this.#start();
  }

  /** For good: a page that leaves because the host closes must not keep the process waiting. */
  stop(): void {
    this.#stopped = true;
    this.#clear();
  }

  #clear(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #start(): void {
    this.#timer = setTimeout(this.#onIdle, this.#idleMs);
  }
}
