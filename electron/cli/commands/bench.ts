import { existsSync } from 'node:fs';
import { ENGINE_BENCHES } from '../../../core/contract/bench-names';
import type { BenchReport, BenchResult } from '../../../core/contract/reports';
import { expectPositionals, usage, wholeNumber } from '../arguments';
import type { Command } from '../command';

const DEFAULT_RUNS = 5;
const FOUND_WRONG = 1;
const CONFLICT_FILE = /\.ndjson(\.gz)?$/;

/** Measures the engine beside a yardstick taken in the same minute. */
export const bench: Command = {
  name: 'bench',
  usage: 'bench NAME|all [FILE...] [--runs N] [--json]',
  summary: `Measure the engine (${ENGINE_BENCHES.join(', ')}) beside JSON.parse of the same events, or the page (render).`,
  options: ['runs'],
  async run(invocation) {
    const { positionals, options, output, signal } = invocation;
    if (positionals.length === 0)
      throw usage(this, `bench needs a name: ${ENGINE_BENCHES.join(', ')}, render or all`);
    expectPositionals(this, positionals, 1, Number.POSITIVE_INFINITY);
    const [name = '', ...paths] = positionals;
    const runs = wholeNumber(this, 'runs', options.runs, 1) ?? DEFAULT_RUNS;
    if (name === 'render') {
      const report = await invocation.renderBench({ files: paths, runs });
      output.answer(report, () => describe(report));
      return 0;
    }
    const engine = await invocation.engine();
    const files = await engine.grant(name === 'resolve' ? withAnswers(paths) : paths);
    const report = await engine.client.request(
      'bench.run',
      { name, runs, files },
      { signal, onProgress: output.progress },
    );
    output.answer(report, () => describe(report));
    return report.results.some(({ verified }) => verified === false) ? FOUND_WRONG : 0;
  },
};

/** The answer to `x.ndjson.gz` is `x.resolved.txt`, where that lies beside it. */
function withAnswers(paths: readonly string[]): readonly string[] {
  const answers = paths
    .filter((path) => CONFLICT_FILE.test(path))
    .map((path) => path.replace(CONFLICT_FILE, '.resolved.txt'));
  return [...new Set([...paths, ...answers.filter((path) => existsSync(path))])];
}

function describe(report: BenchReport): string {
  const head = `Node ${report.node}, ${report.cpu}, ${report.runs} runs each`;
  return [head, ...report.results.map(describeResult)].join('\n');
}

function describeResult(result: BenchResult): string {
  const { min, median, max } = result.ms;
  const rate =
    result.per_second === null
      ? ''
      : `, ${Math.round(result.per_second).toLocaleString('en-GB')} a second`;
  const fps = result.fps === undefined ? '' : `, ${result.fps.toFixed(0)} frames a second`;
  const script =
    result.script_ms_p95 === undefined
      ? ''
      : `, 95 % under ${result.script_ms_p95.toFixed(2)} ms of script`;
  const heap = result.heap_mb === undefined ? '' : `, ${result.heap_mb.toFixed(0)} MB in the page`;
  const verified =
    result.verified === undefined ? '' : `, ${result.verified ? 'the right' : 'A WRONG'} answer`;
  const ratios = result.ratios.map(({ to, value }) => `, ${value.toFixed(2)} times ${to}`).join('');
  return `${result.name}: ${result.n.toLocaleString('en-GB')} ${result.unit ?? 'events'}, ${min.toFixed(1)} / ${median.toFixed(1)} / ${max.toFixed(1)} ms (least, median, most)${rate}${ratios}${fps}${script}${verified}, ${result.rss_mb.toFixed(0)} MB${heap}`;
}
