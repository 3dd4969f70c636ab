import type { JsonObject } from '../../../matrix/event/json';
import type { EventId } from '../../../matrix/event/pdu';
import { symbolicPdu } from '../../../matrix/event/symbolic-pdu';
import { resolveStates } from '../../../matrix/replay/resolve-states';
import type { RoomVersionRules } from '../../../matrix/room-versions/rules';
import { MemoryRoom } from '../../../matrix/state-resolution/memory-room';
import { stateConflictLines } from '../../../samples/forked-room';
import type { BenchResult } from '../../reports';
import type { EngineHost } from '../engine-host';
import type { Bench, BenchContext } from './bench';
import { type ConflictFile, readConflict, readConflicts } from './conflict-file';
import { benchResult, spread } from './result';

/** Users of the rooms that are made where no file is given; each has two conflicting names. */
const GENERATED_USERS = [500, 5000];
const POWER_LEVELS_OF_A_FORK = 10;
/** Runs before those that count, so that compiled code is measured. */
const WARM_UP_RUNS = 5;

/**
 * State resolution, from parsed JSON to the event IDs of the resolved state (reading PDUs, numbering
 * them, auth edges, comparing the state sets, resolving), against `JSON.parse` of the same lines.
 */
export const resolveBench: Bench = {
  takes: 'conflicts',
  async run({ files, runs, host, work }: BenchContext): Promise<readonly BenchResult[]> {
    const conflicts =
      files.length > 0 ? await readConflicts(files, host) : generatedConflicts(host);
    const results: BenchResult[] = [];
    for (const conflict of conflicts) {
      const parse: number[] = [];
      const resolve: number[] = [];
      let rssMb = 0;
      let verified: boolean | null = null;
      for (let run = -WARM_UP_RUNS; run < runs; run++) {
        await work.breathe({ phase: 'Measuring', done: Math.max(0, run), total: runs });
        const once = measureOnce(conflict, host);
        verified = once.verified;
        if (run < 0) continue;
        parse.push(once.parseMs);
        resolve.push(once.resolveMs);
        rssMb = Math.max(rssMb, host.rssMb());
      }
      results.push(...resultsOf(conflict, parse, resolve, rssMb, verified));
    }
    return results;
  },
};

function generatedConflicts({ platform }: EngineHost): readonly ConflictFile[] {
  return GENERATED_USERS.map((users) => {
    const lines = stateConflictLines(users, POWER_LEVELS_OF_A_FORK, platform.hashing);
    return readConflict(`${(2 * users).toLocaleString('en-GB')} generated`, lines, null);
  });
}

interface Measured {
  readonly parseMs: number;
  readonly resolveMs: number;
  /** Whether the answer was right; null where none is known. */
  readonly verified: boolean | null;
}

function measureOnce({ lines, rules, answer }: ConflictFile, host: EngineHost): Measured {
  const start = host.monotonicMs();
  const parsed = lines.map((line) => JSON.parse(line) as JsonObject);
  const between = host.monotonicMs();
  const resolved = resolveParsed(parsed, rules);
  const end = host.monotonicMs();
  const isRight = answer === null ? null : isSame(resolved.toSorted(), answer);
  return { parseMs: between - start, resolveMs: end - between, verified: isRight };
}

function resolveParsed(parsed: readonly JsonObject[], rules: RoomVersionRules): readonly EventId[] {
  const room = new MemoryRoom();
  for (let line = 1; line < parsed.length; line++)
    room.add(symbolicPdu(parsed[line] as JsonObject));
  const { state_sets: stateSets } = parsed[0] as { readonly state_sets: readonly EventId[][] };
  const states = stateSets.map((ids) => room.stateOf(ids));
  const resolved = resolveStates(states, room, rules);
  return Array.from(resolved.values(), (event) => room.pdu(event).eventId);
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((id, at) => id === right[at]);
}

function resultsOf(
  { name, lines }: ConflictFile,
  parse: readonly number[],
  resolve: readonly number[],
  rssMb: number,
  verified: boolean | null,
): readonly BenchResult[] {
  const events = lines.length - 1;
  const ratios = resolve.map((ms, run) => ms / (parse[run] ?? ms));
  const ratioOfLeast = spread(resolve).min / spread(parse).min;
  const resolved = benchResult(`resolve ${name}`, events, resolve, rssMb, [
    { to: 'JSON.parse', value: spread(ratios).median },
    { to: 'JSON.parse, least of both', value: ratioOfLeast },
  ]);
  return [
    verified === null ? resolved : { ...resolved, verified },
    benchResult(`JSON.parse ${name}`, events, parse, rssMb, []),
  ];
}
