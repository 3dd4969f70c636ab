import { Heap } from '../../base/heap';
import type { EventNumber, ResolutionInput } from './resolver-types';
import type { RoomMemory } from './room-memory';
import { withoutUnconflictedChain } from './unconflicted-chain';

/**
 * The auth difference: the events that are in the auth chain of some state sets but not of all. As
 * on deployed servers, and beyond the letter of the specification, a set's chain includes the set's
 * own events.
 *
 * Only conflicted keys are walked from: the chain of an unconflicted event is in every set's chain,
 * so the difference is what the chains of the conflicted values do not share, less the chain of the
 * unconflicted events. The walk goes from high rank to low and ends where all chains have met.
 *
 * `skip` are events that the caller does not ask about (the conflicted events, which are in the full
 * conflicted set anyway): for them the costly comparison with the unconflicted state is left out.
 */
export function authDifference(
  input: ResolutionInput,
  memory: RoomMemory,
  skip: ReadonlySet<EventNumber>,
): readonly EventNumber[] {
  const candidates = new ChainWalk(input, memory).run();
  const asked = candidates.filter((event) => !skip.has(event));
  return withoutUnconflictedChain(asked, input, memory);
}

/** Finds the events that are reached from the conflicted values of some sets, but not of all. */
class ChainWalk {
  readonly #input: ResolutionInput;
  readonly #memory: RoomMemory;
  readonly #heap: Heap;
  readonly #sets: SetsOfStateSets;
  /** Events on the heap that are not yet known to be in all chains. */
  #open = 0;

  constructor(input: ResolutionInput, memory: RoomMemory) {
    this.#input = input;
    this.#memory = memory;
    this.#heap = new Heap((a, b) => memory.rank(a) > memory.rank(b));
    this.#sets = new SetsOfStateSets(input.stateSets);
  }

  run(): readonly EventNumber[] {
    const { scratch } = this.#memory;
    scratch.reset(this.#input.events.eventLimit);
    for (const { values } of this.#input.conflicted) {
      for (let set = 0; set < values.length; set++) {
        const value = values[set] as EventNumber;
        if (value !== 0) this.#reach(value, this.#sets.only(set));
      }
    }
    const found: EventNumber[] = [];
    while (this.#open > 0) {
      const event = this.#heap.pop();
      if (event === undefined) break;
      if (scratch.get(event) !== this.#sets.all) {
        this.#open--;
        if (this.#isUnconflicted(event)) scratch.set(event, this.#sets.all);
        else found.push(event);
      }
      this.#reachAuthEvents(event);
    }
    return found;
  }

  #isUnconflicted(event: EventNumber): boolean {
    const tuple = this.#memory.tupleOf(event);
    return tuple !== 0 && this.#input.unconflicted.get(tuple) === event;
  }

  #reachAuthEvents(event: EventNumber): void {
    const chains = this.#memory.scratch.get(event) ?? 0;
    const rank = this.#memory.rank(event);
    const edges = this.#input.events.authEdges;
    const end = edges.end(event);
    for (let edge = edges.start(event); edge < end; edge++) {
      const cited = edges.cited(edge);
      // Not lower only on a cycle of auth events, which is cut there.
      if (this.#memory.rank(cited) < rank) this.#reach(cited, chains);
    }
  }

  /** `chains`: the state sets in whose chains the event is found to be, beside those known. */
  #reach(event: EventNumber, chains: number): void {
    const { scratch } = this.#memory;
    const known = scratch.get(event);
    const all = known === undefined ? chains : this.#sets.union(known, chains);
    if (all === known) return;
    scratch.set(event, all);
    if (known === undefined) {
      this.#heap.push(event);
      this.#open++;
    }
    if (all === this.#sets.all) this.#open--;
  }
}

/** Numbers the sets of state sets that occur; few do, and nearly all unions are of equal ones. */
class SetsOfStateSets {
  readonly all: number;
  readonly #bits: bigint[] = [];
  readonly #numbers = new Map<bigint, number>();

  constructor(stateSets: number) {
    for (let set = 0; set < stateSets; set++) this.#numberOf(1n << BigInt(set));
    this.all = this.#numberOf((1n << BigInt(stateSets)) - 1n);
  }

  /** The one that holds just this state set. */
  only(set: number): number {
    return set;
  }

  union(a: number, b: number): number {
    if (a === b || a === this.all) return a;
    if (b === this.all) return b;
    return this.#numberOf((this.#bits[a] as bigint) | (this.#bits[b] as bigint));
  }

  #numberOf(bits: bigint): number {
    let number = this.#numbers.get(bits);
    if (number === undefined) {
      number = this.#bits.push(bits) - 1;
      this.#numbers.set(bits, number);
    }
    return number;
  }
}
