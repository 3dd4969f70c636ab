import { RoomscopeError } from '../../base/errors';
import type { Work } from '../../base/work';
import { concatBytes } from '../../interchange/concat-bytes';
import { type DetectedFile, detectFile } from '../../interchange/detect-format';
import { importRoom } from '../../interchange/import-room';
import { memorySource } from '../../interchange/memory-source';
import { readEvents } from '../../interchange/read-events';
import { buildChattyRoom } from '../../samples/chatty-room';
import type { BenchReport, BenchResult } from '../reports';
import type { SourceRef } from '../requests';
import type { EngineHost } from './engine-host';
import { fileOf } from './open-document';

const NAMES: readonly string[] = ['ingest', 'all'];
/** Events of the room that is made where no file is given. */
const GENERATED_EVENTS = 10_000;

/**
 * Measures the engine. Yardstick and subject take turns within each run, so that a busy machine
 * slows both; files are read and unpacked beforehand, so that no disk is measured.
 */
export async function runBench(
  params: { readonly name: string; readonly runs: number; readonly files: readonly SourceRef[] },
  host: EngineHost,
  work: Work,
): Promise<BenchReport> {
  const { name, runs } = params;
  if (!NAMES.includes(name))
    throw new RoomscopeError(
      'usage',
      `There is no benchmark ${name}. There are: ${NAMES.join(', ')}.`,
    );
  const inputs = await readInputs(params.files, host);
  return {
    node: host.nodeVersion,
    cpu: host.cpuModel,
    runs,
    results: await benchIngest(inputs, runs, host, work),
  };
}

interface Input {
  readonly name: string;
  readonly bytes: Uint8Array;
}

async function readInputs(files: readonly SourceRef[], host: EngineHost): Promise<Input[]> {
  if (files.length === 0) {
    const bytes = buildChattyRoom(GENERATED_EVENTS, host.platform.hashing);
    return [{ name: 'a generated room', bytes }];
  }
  const inputs: Input[] = [];
  for (const file of files) inputs.push(await readInput(await detect(file, host)));
  return inputs;
}

function detect(file: SourceRef, host: EngineHost): Promise<DetectedFile> {
  return detectFile(fileOf(file, host), host.platform);
}

async function readInput(file: DetectedFile): Promise<Input> {
  if (file.format === 'dendrite-sqlite') {
    await file.close();
    throw new RoomscopeError('usage', `${file.name} is a database. Give bench a file of events.`, {
      file: file.name,
    });
  }
  const parts: Uint8Array[] = [];
  for await (const chunk of file.bytes) parts.push(chunk);
  return { name: file.name, bytes: concatBytes(parts) };
}

async function benchIngest(
  inputs: readonly Input[],
  runs: number,
  host: EngineHost,
  work: Work,
): Promise<BenchResult[]> {
  const lines = await linesOf(inputs, host, work);
  const parse: number[] = [];
  const ingest: number[] = [];
  let rssMb = 0;
  for (let run = 0; run < runs; run += 1) {
    await work.breathe({ phase: 'Measuring', done: run, total: runs });
    parse.push(parseOnce(lines, host));
    ingest.push(await ingestOnce(inputs, host, work));
    rssMb = Math.max(rssMb, host.rssMb());
  }
  const ratios = ingest.map((ms, run) => ms / (parse[run] ?? ms));
  return [
    result('ingest', lines.length, ingest, rssMb, [
      { to: 'JSON.parse', value: spread(ratios).median },
    ]),
    result('JSON.parse', lines.length, parse, rssMb, []),
  ];
}

async function linesOf(inputs: readonly Input[], host: EngineHost, work: Work): Promise<string[]> {
  const decoder = new TextDecoder();
  const lines: string[] = [];
  for (const input of inputs) {
    const file = await detectFile(memorySource(input.name, input.bytes), host.platform);
    for await (const batch of readEvents(file, work))
      for (const event of batch) lines.push(decoder.decode(event.bytes));
  }
  return lines;
}

function parseOnce(lines: readonly string[], host: EngineHost): number {
  const from = host.platform.now();
  for (const line of lines) JSON.parse(line);
  return host.platform.now() - from;
}

async function ingestOnce(inputs: readonly Input[], host: EngineHost, work: Work): Promise<number> {
  const { platform } = host;
  const files: DetectedFile[] = [];
  for (const input of inputs)
    files.push(await detectFile(memorySource(input.name, input.bytes), platform));
  const from = platform.now();
  const options = { roomId: null, policy: 'dendrite', algorithm: null } as const;
  const imported = await importRoom(files, options, platform, work);
  const ms = platform.now() - from;
  imported.storage.close();
  return ms;
}

function result(
  name: string,
  events: number,
  times: readonly number[],
  rssMb: number,
  ratios: BenchResult['ratios'],
): BenchResult {
  const ms = spread(times);
  return {
    name,
    n: events,
    ms,
    per_second: ms.median > 0 ? (events * 1000) / ms.median : null,
    rss_mb: rssMb,
    ratios,
  };
}

function spread(values: readonly number[]): BenchResult['ms'] {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  const median = sorted.length % 2 === 0 ? ((sorted[middle - 1] ?? 0) + upper) / 2 : upper;
  return { min: sorted[0] ?? 0, median, max: sorted.at(-1) ?? 0 };
}
