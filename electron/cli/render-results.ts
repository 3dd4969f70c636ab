import type { BenchResult } from '../../core/contract/reports';
import type { Cost } from './render-measures';

/** What one run on one room measured. */
export interface Measured {
  readonly rows: number;
  readonly startPageMs: number;
  readonly firstPictureMs: number;
  readonly scroll: readonly Cost[];
  readonly step: readonly Cost[];
  readonly zoom: readonly Cost[];
  readonly heapMb: number;
  /** Of the process that holds the engine, with the room open. */
  readonly rssMb: number;
}

/** The results of one room: `ms` of scroll and zoom is script per frame, of a step the time to paint. */
export function renderResults(runs: readonly Measured[]): BenchResult[] {
  const common = {
    n: runs[0]?.rows ?? 0,
    per_second: null,
    rss_mb: Math.max(...runs.map((run) => run.rssMb)),
    heap_mb: Math.max(...runs.map((run) => run.heapMb)),
    ratios: [],
  };
  const start = spread(runs.map((run) => run.startPageMs));
  const first = spread(runs.map((run) => run.firstPictureMs));
  const step = runs.flatMap((run) => run.step);
  return [
    {
      ...common,
      name: 'first-picture',
      ms: first,
      ratios: [{ to: 'start-page', value: first.median / start.median }],
    },
    { ...common, name: 'start-page', ms: start },
    { ...common, name: 'scroll', ...framesOf(runs.flatMap((run) => run.scroll)) },
    {
      ...common,
      name: 'step',
      ms: spread(step.map((cost) => cost.ms)),
      script_ms_p95: scriptP95(step),
    },
    { ...common, name: 'zoom', ...framesOf(runs.flatMap((run) => run.zoom)) },
  ];
}

function framesOf(costs: readonly Cost[]) {
  return {
    ms: spread(costs.map((cost) => cost.scriptMs)),
    fps: 1000 / spread(costs.map((cost) => cost.ms)).median,
    script_ms_p95: scriptP95(costs),
  };
}

function scriptP95(costs: readonly Cost[]): number {
  return percentile(
    costs.map((cost) => cost.scriptMs),
    0.95,
  );
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
