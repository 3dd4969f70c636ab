import { assert } from '../../../base/assert';
import type { Hashing } from '../../../base/platform-port';
import { symbolicPdu } from '../../../matrix/event/symbolic-pdu';
import { PersistentState } from '../../../matrix/replay/persistent-state';
import { resolvePersistentStates } from '../../../matrix/replay/resolve-states';
import type { RoomVersionRules } from '../../../matrix/room-versions/rules';
import { roomVersionRules } from '../../../matrix/room-versions/versions';
import { MemoryRoom } from '../../../matrix/state-resolution/memory-room';
import { ForkedRoom, type ForkedRoomEvent } from '../../../samples/forked-room';
import type { BenchResult } from '../../reports';
import type { Bench, BenchContext } from './bench';
import { benchResult, spread } from './result';

const MEMBERS = [1000, 100_000];
/** Entries in which the forks differ; as many as the room has members at most. */
const DIFFERING = [10, 100, 1000, 10_000];
const POWER_LEVELS_OF_A_FORK = 10;
/** Runs before those that count, so that compiled code is measured. */
const WARM_UP_RUNS = 5;
/** Runs until a room, which every run adds forks to, is made anew. */
const RUNS_OF_A_ROOM = 10;

/**
 * Merging two states that differ in k entries, in a small room and in a big one: comparing them,
 * resolving, and putting the winners in place. It should cost in proportion to k, whatever the size
 * of the state.
 */
export const resolveCurveBench: Bench = {
  takes: 'nothing',
  async run(context: BenchContext): Promise<readonly BenchResult[]> {
    const rules = roomVersionRules('10');
    assert(rules, 'no rules for room version 10');
    const results: BenchResult[] = [];
    let reference: BenchResult | undefined;
    for (const members of MEMBERS) {
      const counts = DIFFERING.filter((k) => k <= members);
      const times = await timesOf(members, counts, rules, context);
      for (const [at, k] of counts.entries()) {
        const result = curvePoint(members, k, times[at] ?? [], context.host.rssMb(), reference);
        reference ??= result;
        results.push(result);
      }
    }
    return results;
  },
};

/** Milliseconds of each run, for each of `counts`. */
async function timesOf(
  members: number,
  counts: readonly number[],
  rules: RoomVersionRules,
  { runs, host, work }: BenchContext,
): Promise<readonly (readonly number[])[]> {
  const times = counts.map((): number[] => []);
  let room: GrowingRoom | undefined;
  for (let run = -WARM_UP_RUNS; run < runs; run++) {
    if (room === undefined || run % RUNS_OF_A_ROOM === 0) {
      room = new GrowingRoom(members, host.platform.hashing, rules);
      // The first merge of a room makes arrays as long as the room.
      room.forked(2)();
    }
    for (const [at, k] of counts.entries()) {
      await work.breathe({ phase: 'Measuring', done: Math.max(0, run), total: runs });
      const merge = room.forked(k);
      const start = host.monotonicMs();
      merge();
      if (run >= 0) times[at]?.push(host.monotonicMs() - start);
    }
  }
  return times;
}

/** `reference`: the smallest merge of the smallest room. */
function curvePoint(
  members: number,
  k: number,
  times: readonly number[],
  rssMb: number,
  reference: BenchResult | undefined,
): BenchResult {
  const ratios =
    reference === undefined
      ? []
      : [{ to: reference.name, value: spread(times).median / reference.ms.median }];
  const name = `resolve k = ${k}, ${members} members`;
  return { ...benchResult(name, k, times, rssMb, ratios), unit: 'entries' };
}

/** A room in memory that new forks, all from the same state, are added to. */
class GrowingRoom {
  readonly #rules: RoomVersionRules;
  readonly #room = new MemoryRoom();
  readonly #forks: ForkedRoom;
  readonly #base: PersistentState;

  constructor(members: number, hashing: Hashing, rules: RoomVersionRules) {
    this.#rules = rules;
    this.#forks = new ForkedRoom(members, hashing);
    this.#base = this.#put(PersistentState.EMPTY, this.#forks.state, this.#forks.state);
  }

  /** Adds two forks that differ in `k` entries; the function returned merges them. */
  forked(k: number): () => void {
    const states = ['a', 'b'].map((name) => {
      const { events, changes } = this.#forks.fork(name, POWER_LEVELS_OF_A_FORK, k - 1, 10);
      return this.#put(this.#base, events, changes);
    });
    return () => {
      const merged = resolvePersistentStates(states, this.#room, this.#rules);
      assert(merged !== this.#base, 'the forks differ from the state they part from');
    };
  }

  /** Adds events, and puts some of them in place. */
  #put(
    base: PersistentState,
    events: readonly ForkedRoomEvent[],
    changes: readonly ForkedRoomEvent[],
  ): PersistentState {
    for (const event of events) this.#room.add(symbolicPdu(event));
    let state = base;
    for (const { event_id: id } of changes) {
      const event = this.#room.numberOf(id);
      state = state.with(this.#room.tupleOf(event), event);
    }
    return state;
  }
}
