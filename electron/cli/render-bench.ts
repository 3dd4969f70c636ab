import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { RoomscopeError } from '../../core/base/errors';
import type { BenchReport, BenchResult } from '../../core/contract/reports';
import { startEngine } from '../engine/engine-host';
import { startLoopbackHost } from '../loopback/loopback-host';
import { installedChromium } from '../loopback/open-browser';
import { version } from '../version';
import type { RenderBenchRequest } from './command';
import { PageMeter } from './render-measures';
import { type Measured, renderResults } from './render-results';
import { withRoomFiles } from './render-room-files';

const VIEWPORT = { width: 1280, height: 800 };
const FIRST_PICTURE_LIMIT_MS = 600_000;

/**
 * Measures the real page in a real Chromium, through the loopback host, one room after the other:
 * time until the first rows are on screen, beside the time until the start page is; scrolling, steps
 * by arrow key, zooming out; memory. Without files it makes rooms of several sizes. Playwright is a development dependency, so this runs from a clone only.
 */
export async function benchRender(
  hostFolder: string,
  { files, runs }: RenderBenchRequest,
): Promise<BenchReport> {
  const browser = await launch();
  try {
    const results: BenchResult[] = [];
    await withRoomFiles(files, async (rooms) => {
      for (const room of rooms) {
        const measured: Measured[] = [];
        for (let run = 0; run < runs; run++)
          measured.push(await measure(browser, hostFolder, room));
        results.push(...renderResults(measured));
      }
    });
    const cpu = cpus()[0]?.model ?? 'unknown';
    return { node: process.versions.node, cpu, runs, results };
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

async function measure(browser: Browser, hostFolder: string, file: string): Promise<Measured> {
  const startPageMs = await withPage(browser, hostFolder, [], async (page, since) => {
    await page.getByRole('button', { name: /open/i }).first().waitFor();
    return performance.now() - since;
  });
  return withPage(browser, hostFolder, [file], async (page, since) => {
    // By selector: an import report over the rows takes them out of the accessibility tree.
    const row = page.locator('[role="listbox"] [role="option"]').first();
    await row.waitFor({ timeout: FIRST_PICTURE_LIMIT_MS });
    const firstPictureMs = performance.now() - since;
    const total = await row.getAttribute('aria-setsize');
    await page.keyboard.press('Escape');
    const meter = await PageMeter.on(page);
    return {
      rows: Number(total),
      startPageMs,
      firstPictureMs,
      scroll: await meter.scroll(),
      step: await meter.step(),
      zoom: await meter.zoom(),
      heapMb: await meter.heapMb(),
      rssMb: process.memoryUsage().rss / 2 ** 20,
    };
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
