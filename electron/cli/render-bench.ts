import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Browser, CDPSession, Page } from '@playwright/test';
import { RoomscopeError } from '../../core/base/errors';
import type { BenchReport, BenchResult } from '../../core/contract/reports';
import { startEngine } from '../engine/engine-host';
import { startLoopbackHost } from '../loopback/loopback-host';
import { installedChromium } from '../loopback/open-browser';
import { version } from '../version';
import type { RenderBenchRequest } from './command';

interface Measured {
  readonly startPageMs: number;
  readonly firstPictureMs: number;
  /** Milliseconds of script for each frame while scrolling. */
  readonly scriptMs: readonly number[];
  /** Milliseconds between frames while scrolling. */
  readonly frameMs: readonly number[];
  readonly rows: number;
}

const VIEWPORT = { width: 1280, height: 800 };
const FIRST_PICTURE_LIMIT_MS = 600_000;
const SCROLLED_FRAMES = 120;
const SCROLL_STEP_PX = 240;

/**
 * Measures the real page in a real Chromium, through the loopback host: time until the first rows
 * are on screen, beside the time until the start page is, and script per frame while scrolling.
 * Playwright is a development dependency, so this runs from a clone only.
 */
export async function benchRender(
  hostFolder: string,
  { files, runs }: RenderBenchRequest,
): Promise<BenchReport> {
  const browser = await launch();
  try {
    const measured: Measured[] = [];
    for (let run = 0; run < runs; run++) measured.push(await measure(browser, hostFolder, files));
    return {
      node: process.versions.node,
      cpu: cpus()[0]?.model ?? 'unknown',
      runs,
      results: results(measured),
    };
  } finally {
    await browser.close();
  }
}

async function launch(): Promise<Browser> {
  const executablePath = process.env.ROOMSCOPE_CHROMIUM ?? installedChromium();
  if (executablePath === null)
    throw new RoomscopeError('usage', 'bench render needs Chromium, and none is installed.');
  const { chromium } = await import('@playwright/test');
  return chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
}

async function measure(
  browser: Browser,
  hostFolder: string,
  files: readonly string[],
): Promise<Measured> {
  const startPageMs = await withPage(browser, hostFolder, [], async (page, since) => {
    await page.getByRole('button', { name: /open/i }).first().waitFor();
    return performance.now() - since;
  });
  return withPage(browser, hostFolder, files, async (page, since) => {
    // By selector: an import report over the rows takes them out of the accessibility tree.
    const row = page.locator('[role="listbox"] [role="option"]').first();
    await row.waitFor({ timeout: FIRST_PICTURE_LIMIT_MS });
    const firstPictureMs = performance.now() - since;
    const total = await row.getAttribute('aria-setsize');
    await page.keyboard.press('Escape');
    return { startPageMs, firstPictureMs, ...(await scroll(page)), rows: Number(total) };
  });
}

async function withPage<Value>(
  browser: Browser,
  hostFolder: string,
  files: readonly string[],
  use: (page: Page, since: number) => Promise<Value>,
): Promise<Value> {
  const engine = startEngine({
    hostFolder,
    version,
    host: 'browser',
    startupFiles: files,
    debug: false,
  });
  const host = await startLoopbackHost(engine, {
    rendererFolder: join(hostFolder, '..', 'renderer'),
    port: 0,
    idleMs: 600_000,
    onIdle: () => undefined,
    now: () => Date.now(),
  });
  const context = await browser.newContext({ viewport: VIEWPORT });
  try {
    const page = await context.newPage();
    const since = performance.now();
    await page.goto(host.openUrl());
    return await use(page, since);
  } finally {
    await context.close();
    await host.close();
    await engine.close();
  }
}

/** Wheels down, frame by frame; what the page's scripts take is read from the browser after each. */
async function scroll(page: Page): Promise<Pick<Measured, 'scriptMs' | 'frameMs'>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await page.mouse.move(VIEWPORT.width / 4, VIEWPORT.height / 2);
  const scriptMs: number[] = [];
  const frameMs: number[] = [];
  let before = await metrics(session);
  for (let frame = 0; frame < SCROLLED_FRAMES; frame++) {
    await page.mouse.wheel(0, SCROLL_STEP_PX);
    frameMs.push(await page.evaluate(nextFrames));
    const after = await metrics(session);
    scriptMs.push(after - before);
    before = after;
  }
  return { scriptMs, frameMs };
}

/** Runs in the page: resolves after the next frame with the time between two frames. */
function nextFrames(): Promise<number> {
  return new Promise((resolve) => {
    const { requestAnimationFrame } = globalThis as unknown as {
      requestAnimationFrame(callback: (time: number) => void): void;
    };
    requestAnimationFrame((first) => requestAnimationFrame((second) => resolve(second - first)));
  });
}

async function metrics(session: CDPSession): Promise<number> {
  const { metrics: all } = await session.send('Performance.getMetrics');
  const seconds = all.find((metric) => metric.name === 'ScriptDuration')?.value ?? 0;
  return seconds * 1000;
}

function results(measured: readonly Measured[]): BenchResult[] {
  const n = measured[0]?.rows ?? 0;
  const start = spread(measured.map((run) => run.startPageMs));
  const first = spread(measured.map((run) => run.firstPictureMs));
  const script = measured.flatMap((run) => run.scriptMs);
  const frames = spread(measured.flatMap((run) => run.frameMs));
  const common = { n, per_second: null, rss_mb: process.memoryUsage().rss / 2 ** 20 };
  const ratio = { to: 'start-page', value: first.median / start.median };
  return [
    { name: 'first-picture', ...common, ms: first, ratios: [ratio] },
    { name: 'start-page', ...common, ms: start, ratios: [] },
    {
      name: 'scroll',
      ...common,
      ms: spread(script),
      ratios: [],
      fps: 1000 / frames.median,
      script_ms_p95: percentile(script, 0.95),
    },
  ];
}

function spread(values: readonly number[]): { min: number; median: number; max: number } {
  return {
    min: percentile(values, 0),
    median: percentile(values, 0.5),
    max: percentile(values, 1),
  };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
