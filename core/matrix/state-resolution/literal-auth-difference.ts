import { Heap } from '../../base/heap';
import type { EventNumber, ResolutionInput } from './resolver-types';
import type { RoomMemory } from './room-memory';
import { withoutUnconflictedChain } from './unconflicted-chain';

/**
 * The auth difference by the letter of the specification: a set's auth chain holds an event only
 * where an event of the set, or of the chain, cites it. So an event that all sets hold is in the
 * difference where only some of them hold something that leads to it.
 *
 * With U the unconflicted events and V the conflicted values of a set, its chain is what U leads to
 * and what V leads to; the former is in every chain. `skip` as in `authDifference`. The walk goes
 * from high rank to low and ends where all chains have met: O(sets x events between).
 */
export function literalAuthDifference(
  input: ResolutionInput,
  memory: RoomMemory,
  skip: ReadonlySet<EventNumber>,
): readonly EventNumber[] {
  const reached = new LiteralChainWalk(input, memory).run();
  const asked = reached.filter((event) => !skip.has(event));
  return withoutUnconflictedChain(asked, input, memory);
}

/** Finds what the conflicted values of some sets lead to, but not those of all. */
class LiteralChainWalk {
  readonly #input: ResolutionInput;
  readonly #memory: RoomMemory;
  readonly #heap: Heap;
  /** One bit per state set; all bits also where the unconflicted state leads there. */
  readonly #chains = new Map<EventNumber, bigint>();
  readonly #all: bigint;
  /** Events on the heap that lack a bit. */
  #open = 0;

  constructor(input: ResolutionInput, memory: RoomMemory) {
    this.#input = input;
    this.#memory = memory;
    this.#heap = new Heap((a, b) => memory.rank(a) > memory.rank(b));
    this.#all = (1n << BigInt(input.stateSets)) - 1n;
  }

  run(): readonly EventNumber[] {
    for (const { values } of this.#input.conflicted) {
      for (const [set, value] of values.entries()) {
        if (value !== 0) this.#reachAuthEvents(value, 1n << BigInt(set));
      }
    }
    const found: EventNumber[] = [];
    while (this.#open > 0) {
      const event = this.#heap.pop();
      if (event === undefined) break;
      const chains = this.#chains.get(event) ?? 0n;
      if (chains !== this.#all) {
        this.#open--;
        found.push(event);
      }
      this.#reachAuthEvents(event, this.#isUnconflicted(event) ? this.#all : chains);
    }
    return found;
  }

  #isUnconflicted(event: EventNumber): boolean {
    const tuple = this.#memory.tupleOf(event);
    return tuple !== 0 && this.#input.unconflicted.get(tuple) === event;
  }

  #reachAuthEvents(event: EventNumber, chains: bigint): void {
    const authEvents = this.#input.events.authEvents(event);
    for (let i = 0; i < authEvents.length; i++) {
      const authEvent = authEvents[i] as EventNumber;
      // Not so only on a cycle of auth events, which is cut there.
      if (this.#memory.rank(authEvent) < this.#memory.rank(event)) this.#reach(authEvent, chains);
    }
  }

  #reach(event: EventNumber, chains: bigint): void {
    const before = this.#chains.get(event);
    const after = (before ?? 0n) | chains;
    this.#chains.set(event, after);
    if (before === undefined) this.#heap.push(event);
    const wasOpen = before !== undefined && before !== this.#all;
    const isOpen = after !== this.#all;
    this.#open += Number(isOpen) - Number(wasOpen);
  }
}
