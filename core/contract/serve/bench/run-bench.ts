import { RoomscopeError } from '../../../base/errors';
import type { Work } from '../../../base/work';
import { ENGINE_BENCHES, type EngineBenchName } from '../../bench-names';
import type { BenchReport, BenchResult } from '../../reports';
import type { SourceRef } from '../../requests';
import type { EngineHost } from '../engine-host';
import type { Bench } from './bench';
import { hashBench } from './hash';
import { ingestBench } from './ingest';
import { resolveBench } from './resolve';
import { resolveCurveBench } from './resolve-curve';

const BENCHES: Readonly<Record<EngineBenchName, Bench>> = {
  ingest: ingestBench,
  hash: hashBench,
  resolve: resolveBench,
  'resolve-curve': resolveCurveBench,
};

/** Runs one benchmark of the engine by its name, or `all`. */
export async function runBench(
  params: { readonly name: string; readonly runs: number; readonly files: readonly SourceRef[] },
  host: EngineHost,
  work: Work,
): Promise<BenchReport> {
  const { name, runs, files } = params;
  const results: BenchResult[] = [];
  for (const each of namesOf(name)) {
    const bench = BENCHES[each];
    if (bench.takes === 'nothing' && name !== 'all' && files.length > 0)
      throw new RoomscopeError('usage', `bench ${name} makes its own input. Give it no files.`);
    const given = name !== 'all' || bench.takes === 'rooms' ? files : [];
    results.push(...(await bench.run({ files: given, runs, host, work })));
  }
  return { node: host.nodeVersion, cpu: host.cpuModel, runs, results };
}

function namesOf(name: string): readonly EngineBenchName[] {
  if (name === 'all') return ENGINE_BENCHES;
  const known = ENGINE_BENCHES.find((each) => each === name);
  if (known !== undefined) return [known];
  const names = [...ENGINE_BENCHES, 'all'].join(', ');
  throw new RoomscopeError('usage', `There is no benchmark ${name}. There are: ${names}.`);
}
