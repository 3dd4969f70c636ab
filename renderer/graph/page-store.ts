/**
 * Pages of something long (tiles of rows, texts of rows) that are asked for when they come near the
 * screen. The most recently wanted stay, up to `limit`; the rest are dropped.
 */
export class PageStore<Page> {
  readonly #load: (page: number) => Promise<Page>;
  readonly #limit: number;
  /** In the order in which they were last wanted. */
  readonly #pages = new Map<number, Page>();
  readonly #loading = new Map<number, Promise<Page | null>>();
  readonly #listeners = new Set<() => void>();
  #version = 0;

  constructor(load: (page: number) => Promise<Page>, limit: number) {
    this.#load = load;
    this.#limit = limit;
  }

  get(page: number): Page | undefined {
    return this.#pages.get(page);
  }

  /** Counts up whenever a page arrived. */
  readonly version = (): number => this.#version;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Asks for those pages that are not here; pages wanted last are dropped last. */
  want(pages: Iterable<number>): void {
    for (const page of pages) void this.fetch(page);
  }

  /** The page, asked for where it is not here; null where it could not be had. */
  fetch(page: number): Promise<Page | null> {
    const here = this.#pages.get(page);
    if (here !== undefined) {
      this.#pages.delete(page);
      this.#pages.set(page, here);
      return Promise.resolve(here);
    }
    const pending = this.#loading.get(page);
    if (pending) return pending;
    const loading = this.#load(page).then(
      (loaded) => this.#keep(page, loaded),
      (error: unknown) => this.#fail(page, error),
    );
    this.#loading.set(page, loading);
    return loading;
  }

  #keep(page: number, loaded: Page): Page {
    this.#loading.delete(page);
    this.#pages.set(page, loaded);
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= this.#limit) break;
      this.#pages.delete(oldest);
    }
    this.#tell();
    return loaded;
  }

  /** A page that failed is asked for again when it is next wanted; the window says if all is lost. */
  #fail(page: number, error: unknown): null {
    this.#loading.delete(page);
    console.warn(`Rows of page ${page} could not be read:`, error);
    return null;
  }

  #tell(): void {
    this.#version++;
    for (const listener of this.#listeners) listener();
  }
}
