import type { CDPSession, Page } from '@playwright/test';

/** What one gesture cost: the time until it is painted, and the page's script meanwhile. */
export interface Cost {
  readonly ms: number;
  readonly scriptMs: number;
}

const SCROLLED_FRAMES = 120;
const SCROLL_STEP_PX = 240;
const STEPS = 30;
/** Ctrl and the wheel by this much, so often, goes from full rows as far out as any room's rows go. */
const ZOOM_NOTCH_PX = 60;
const ZOOM_NOTCHES = 16;

/** Measures gestures on a page that shows a room, with the browser's own counter of script time. */
export class PageMeter {
  readonly #page: Page;
  readonly #session: CDPSession;

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  static async on(page: Page): Promise<PageMeter> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    return new PageMeter(page, session);
  }

  /** Wheels down; a frame each: `ms` is the time between two frames. */
  async scroll(): Promise<Cost[]> {
    await this.#hoverRows();
    return this.#repeat(SCROLLED_FRAMES, () => this.#page.mouse.wheel(0, SCROLL_STEP_PX));
  }

  /** Arrow key to the row above selected and painted. The first press only puts a selection there. */
  async step(): Promise<Cost[]> {
    await this.#page.locator('[role="listbox"]').first().focus();
    await this.#page.keyboard.press('ArrowUp');
    await this.#page.evaluate(nextFrames);
    const costs: Cost[] = [];
    for (let step = 0; step < STEPS; step++) {
      const before = await this.#scriptMs();
      await this.#page.evaluate(watchSelection);
      await this.#page.keyboard.press('ArrowUp');
      const ms = await this.#page.evaluate(selectionPainted);
      costs.push({ ms, scriptMs: (await this.#scriptMs()) - before });
    }
    return costs;
  }

  /** From full rows as far out as it goes: the cost of each notch. */
  async zoom(): Promise<Cost[]> {
    await this.#hoverRows();
    await this.#page.keyboard.down('Control');
    const costs = await this.#repeat(ZOOM_NOTCHES, () => this.#page.mouse.wheel(0, ZOOM_NOTCH_PX));
    await this.#page.keyboard.up('Control');
    return costs;
  }

  /** Megabytes of JavaScript objects that the page holds on to. */
  async heapMb(): Promise<number> {
    await this.#session.send('HeapProfiler.collectGarbage');
    return (await this.#metric('JSHeapUsedSize')) / 2 ** 20;
  }

  async #hoverRows(): Promise<void> {
    const size = this.#page.viewportSize() ?? { width: 0, height: 0 };
    await this.#page.mouse.move(size.width / 4, size.height / 2);
  }

  async #repeat(times: number, gesture: () => Promise<void>): Promise<Cost[]> {
    const costs: Cost[] = [];
    let before = await this.#scriptMs();
    for (let at = 0; at < times; at++) {
      await gesture();
      const ms = await this.#page.evaluate(nextFrames);
      const after = await this.#scriptMs();
      costs.push({ ms, scriptMs: after - before });
      before = after;
    }
    return costs;
  }

  async #scriptMs(): Promise<number> {
    return (await this.#metric('ScriptDuration')) * 1000;
  }

  async #metric(name: string): Promise<number> {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    return metrics.find((metric) => metric.name === name)?.value ?? 0;
  }
}

/** What the functions below use of the page that they run in; the command line has no DOM types. */
interface PageScope {
  requestAnimationFrame(callback: (time: number) => void): void;
  addEventListener(
    type: 'keydown',
    listener: () => void,
    options: { readonly once: boolean; readonly capture: boolean },
  ): void;
  readonly document: {
    querySelector(selector: string): { getAttribute(name: string): string | null } | null;
  };
  readonly performance: { now(): number };
  measuredStep?: { readonly from: string | null; pressedAt: number };
}

/** Runs in the page: resolves after the next frame with the time between two frames. */
function nextFrames(): Promise<number> {
  const page = globalThis as unknown as PageScope;
  return new Promise((resolve) => {
    page.requestAnimationFrame((first) =>
      page.requestAnimationFrame((second) => resolve(second - first)),
    );
  });
}

/** Runs in the page: notes which row is selected, and then the time of the key. */
function watchSelection(): void {
  const page = globalThis as unknown as PageScope;
  const list = page.document.querySelector('[role="listbox"]');
  const step = { from: list?.getAttribute('aria-activedescendant') ?? null, pressedAt: 0 };
  page.measuredStep = step;
  const pressed = () => {
    step.pressedAt = page.performance.now();
  };
  page.addEventListener('keydown', pressed, { once: true, capture: true });
}

/** Runs in the page: milliseconds from the key to the end of the frame that shows another row selected. */
function selectionPainted(): Promise<number> {
  const page = globalThis as unknown as PageScope;
  const step = page.measuredStep;
  const current = () =>
    page.document.querySelector('[role="listbox"]')?.getAttribute('aria-activedescendant') ?? null;
  const paint = (ended: (ms: number) => void) =>
    page.requestAnimationFrame((time) => ended(time - (step?.pressedAt ?? 0)));
  return new Promise((resolve, reject) => {
    const look = (time: number) => {
      if (current() !== step?.from) paint(resolve);
      else if (time - (step?.pressedAt ?? 0) > 60_000) reject(new Error('no row was selected'));
      else page.requestAnimationFrame(look);
    };
    page.requestAnimationFrame(look);
  });
}
