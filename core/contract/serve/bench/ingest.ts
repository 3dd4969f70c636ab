import type { Work } from '../../../base/work';
import { type DetectedFile, detectFile } from '../../../interchange/detect-format';
import { importRoom } from '../../../interchange/import-room';
import { memorySource } from '../../../interchange/memory-source';
import { readEvents } from '../../../interchange/read-events';
import { NO_KEYS } from '../../../matrix/event/verify-keys';
import { buildChattyRoom } from '../../../samples/chatty-room';
import type { BenchResult } from '../../reports';
import type { EngineHost } from '../engine-host';
import type { Bench, BenchContext } from './bench';
import { type BenchInput, readInputs } from './inputs';
import { benchResult, spread } from './result';
import { parseOnce } from './yardstick';

/** Events of the room that is made where no file is given. */
const GENERATED_EVENTS = 10_000;

/** Taking a room in, against `JSON.parse` of the same lines. */
export const ingestBench: Bench = {
  takes: 'rooms',
  async run({ files, runs, host, work }: BenchContext): Promise<readonly BenchResult[]> {
    const inputs = files.length > 0 ? await readInputs(files, host) : [generatedRoom(host)];
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
      benchResult('ingest', lines.length, ingest, rssMb, [
        { to: 'JSON.parse', value: spread(ratios).median },
      ]),
      benchResult('JSON.parse', lines.length, parse, rssMb, []),
    ];
  },
};

function generatedRoom(host: EngineHost): BenchInput {
  const bytes = buildChattyRoom(GENERATED_EVENTS, host.platform.hashing);
  return { name: 'a generated room', bytes };
}

async function linesOf(
  inputs: readonly BenchInput[],
  host: EngineHost,
  work: Work,
): Promise<string[]> {
  const decoder = new TextDecoder();
  const lines: string[] = [];
  for (const input of inputs) {
    const file = await detectFile(memorySource(input.name, input.bytes), host.platform);
    for await (const batch of readEvents(file, work))
      for (const event of batch) lines.push(decoder.decode(event.bytes));
  }
  return lines;
}

/** Milliseconds that taking the inputs in takes. */
export async function ingestOnce(
  inputs: readonly BenchInput[],
  host: EngineHost,
  work: Work,
): Promise<number> {
  const { platform } = host;
  const files: DetectedFile[] = [];
  for (const input of inputs)
    files.push(await detectFile(memorySource(input.name, input.bytes), platform));
  const from = host.monotonicMs();
  const options = { roomId: null, policy: 'dendrite', algorithm: null, keys: NO_KEYS } as const;
  const imported = await importRoom(files, options, platform, work);
  const ms = host.monotonicMs() - from;
  imported.storage.close();
  return ms;
}
