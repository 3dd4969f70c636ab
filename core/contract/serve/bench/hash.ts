import { assert } from '../../../base/assert';
import { base64 } from '../../../base/base64';
import type { Work } from '../../../base/work';
import { concatBytes } from '../../../interchange/concat-bytes';
import { detectFile } from '../../../interchange/detect-format';
import { memorySource } from '../../../interchange/memory-source';
import { readEvents } from '../../../interchange/read-events';
import { RoomCollector } from '../../../interchange/room-collector';
import {
  CHECKED_HASHES,
  type CheckedBatch,
  checkBatch,
  type EventBatch,
} from '../../../matrix/event/check-batch';
import { contentHash, referenceBytes } from '../../../matrix/event/hashes';
import type { JsonObject } from '../../../matrix/event/json';
import { NO_KEYS } from '../../../matrix/event/verify-keys';
import type { RoomVersionRules } from '../../../matrix/room-versions/rules';
import { buildChattyRoom } from '../../../samples/chatty-room';
import type { BenchResult } from '../../reports';
import type { EngineHost } from '../engine-host';
import type { Bench, BenchContext } from './bench';
import { ingestOnce } from './ingest';
import { type BenchInput, readInputs } from './inputs';
import { benchResult, spread } from './result';
import { parseOnce } from './yardstick';

/** Events of the room that is made where no file is given, and their size: ../shared/bench's own. */
const GENERATED_EVENTS = 100_000;
const FILLER = ', of which nobody will ever read a word, and which goes on and on and on'.repeat(3);
/** Handing over events one by one would cost more than checking them. */
const EVENTS_PER_BATCH = 512;
const WORKERS: readonly number[] = [1, 2];

/** Checking content hashes and event IDs, parsing included, on this thread and on others. */
export const hashBench: Bench = {
  takes: 'rooms',
  async run({ files, runs, host, work }: BenchContext): Promise<readonly BenchResult[]> {
    const inputs = files.length > 0 ? await readInputs(files, host) : [generatedRoom(host)];
    const events = await eventsOf(inputs, host, work);
    const times = new Map<string, number[]>();
    let rssMb = 0;
    for (let run = 0; run < runs; run += 1) {
      for (const [name, ms] of await measureOnce(events, inputs, host, work))
        times.set(name, [...(times.get(name) ?? []), ms]);
      rssMb = Math.max(rssMb, host.rssMb());
      await work.breathe({ phase: 'Measuring', done: run + 1, total: runs });
    }
    return [...times].map(([name, ms]) =>
      benchResult(name, events.lines.length, ms, rssMb, ratiosOf(name, times)),
    );
  },
};

const PARSE = 'JSON.parse';
const PLAIN = 'plain JavaScript';
const HASH = 'hash';
const INGEST = 'ingest';

/** The same events as text and as bytes: what is measured starts from memory. */
interface Events {
  readonly lines: readonly string[];
  readonly json: readonly Uint8Array[];
  readonly rules: RoomVersionRules;
}

function generatedRoom(host: EngineHost): BenchInput {
  const letters = base64(new Uint8Array(64).fill(0xa5));
  const signatures = { 'example.org': { 'ed25519:a_1': letters } };
  const { hashing } = host.platform;
  const bytes = buildChattyRoom(GENERATED_EVENTS, hashing, { filler: FILLER, signatures });
  return { name: 'a generated room', bytes };
}

async function eventsOf(
  inputs: readonly BenchInput[],
  host: EngineHost,
  work: Work,
): Promise<Events> {
  const collector = new RoomCollector(null, NO_KEYS, host.platform);
  for (const input of inputs) {
    const file = await detectFile(memorySource(input.name, input.bytes), host.platform);
    for await (const batch of readEvents(file, work))
      for (const event of batch) collector.add(event);
  }
  const { events, rules } = collector.finish(inputs.map(({ name }) => name));
  const decoder = new TextDecoder();
  const json = events.map(({ received }) => received.json);
  return { json, lines: json.map((bytes) => decoder.decode(bytes)), rules };
}

/** Every way once, in turn, so that a busy machine slows them alike. */
async function measureOnce(
  events: Events,
  inputs: readonly BenchInput[],
  host: EngineHost,
  work: Work,
): Promise<ReadonlyMap<string, number>> {
  const { hashing } = host.platform;
  const times = new Map<string, number>();
  times.set(PARSE, parseOnce(events.lines, host));
  let from = host.monotonicMs();
  const valid = checkPlainly(events, host);
  times.set(PLAIN, host.monotonicMs() - from);
  await work.breathe();
  from = host.monotonicMs();
  let found = 0;
  for (const batch of batchesOf(events)) found += countValid(checkBatch(batch, hashing));
  times.set(HASH, host.monotonicMs() - from);
  assert(found === valid, 'the plain way and the check find the same');
  for (const workers of WORKERS) {
    await work.breathe();
    const { ms, valid: same } = await checkOnThreads(events, workers, host);
    times.set(threadsName(workers), ms);
    assert(same === valid, 'threads find the same');
  }
  times.set(INGEST, await ingestOnce(inputs, host, work));
  return times;
}

function threadsName(workers: number): string {
  return workers === 1 ? 'hash, 1 worker' : `hash, ${workers} workers`;
}

/** As one writes it first: the text is made anew, twice, and hashed. Returns how many verify. */
function checkPlainly({ lines, rules }: Events, host: EngineHost): number {
  const { hashing } = host.platform;
  const isHashed = rules.events.eventId !== 'field';
  let valid = 0;
  for (const line of lines) {
    const value = JSON.parse(line) as JsonObject & { hashes: { sha256: string } };
    const { event_id: given, ...hashed } = value;
    const event = given === undefined || !isHashed ? value : hashed;
    const content = contentHash(event, hashing);
    if (isHashed) hashing.sha256Base64(referenceBytes(event, rules), 'url-safe');
    if (content === value.hashes.sha256) valid += 1;
  }
  return valid;
}

/** Copies: a batch's memory moves to the thread that checks it. */
function* batchesOf({ json, rules }: Events): Generator<EventBatch> {
  for (let from = 0; from < json.length; from += EVENTS_PER_BATCH) {
    const part = json.slice(from, from + EVENTS_PER_BATCH);
    let end = 0;
    const ends = Int32Array.from(part, (bytes) => {
      end += bytes.length;
      return end;
    });
    yield { roomVersion: rules.version, bytes: concatBytes(part), ends };
  }
}

/** The threads are started and have checked everything once before the clock starts. */
async function checkOnThreads(
  events: Events,
  workers: number,
  host: EngineHost,
): Promise<{ ms: number; valid: number }> {
  const pool = host.hashPool(workers);
  const checkAll = async () => {
    const checked: Promise<CheckedBatch>[] = [];
    for (const batch of batchesOf(events)) checked.push(pool.check(batch));
    let valid = 0;
    for (const batch of await Promise.all(checked)) valid += countValid(batch);
    return valid;
  };
  try {
    await checkAll();
    const from = host.monotonicMs();
    const valid = await checkAll();
    return { ms: host.monotonicMs() - from, valid };
  } finally {
    await pool.close();
  }
}

function countValid({ contentHashes }: CheckedBatch): number {
  let valid = 0;
  for (const outcome of contentHashes) if (CHECKED_HASHES[outcome] === 'valid') valid += 1;
  return valid;
}

/** Medians of the ratios of each run. Against `ingest`: the share of it. */
function ratiosOf(name: string, times: ReadonlyMap<string, number[]>): BenchResult['ratios'] {
  const others = [PARSE, PLAIN, INGEST].filter((other) => other !== name);
  if (name === PARSE) return [];
  return others.map((to) => {
    const ratios = (times.get(name) ?? []).map((ms, run) => ms / (times.get(to)?.[run] ?? ms));
    return { to, value: spread(ratios).median };
  });
}
