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

const BITS = 32;

/** Finds the events that are reached from the conflicted values of some sets, but not of all. */
class ChainWalk {
  readonly #input: ResolutionInput;
  readonly #memory: RoomMemory;
  readonly #heap: Heap;
  readonly #words: number;
  /** Per slot `#words` numbers: one bit per state set whose chain the event is in. */
  readonly #masks: number[] = [];
  /** Per slot: in all chains, or in that of the unconflicted state. */
  readonly #settled: boolean[] = [];
  readonly #full: readonly number[];
  /** Slots on the heap that are not settled. */
  #open = 0;

  constructor(input: ResolutionInput, memory: RoomMemory) {
    this.#input = input;
    this.#memory = memory;
    this.#heap = new Heap((a, b) => memory.rank(a) > memory.rank(b));
    this.#words = Math.ceil(input.stateSets / BITS);
    const full: number[] = [];
    for (let set = 0; set < input.stateSets; set++) {
      full[set >> 5] = (full[set >> 5] ?? 0) | (1 << (set & 31));
    }
    this.#full = full;
  }

  run(): readonly EventNumber[] {
    this.#memory.scratch.reset(this.#input.events.eventLimit);
    for (const { values } of this.#input.conflicted) {
      for (const [set, value] of values.entries()) {
        if (value !== 0) this.#reachFromSet(value, set);
      }
    }
    const found: EventNumber[] = [];
    while (this.#open > 0) {
      const event = this.#heap.pop();
      if (event === undefined) break;
      const slot = this.#slotOf(event);
      if (!this.#settled[slot]) {
        this.#open--;
        if (this.#isUnconflicted(event)) this.#settled[slot] = true;
        else found.push(event);
      }
      this.#reachAuthEvents(event, slot);
    }
    return found;
  }

  #isUnconflicted(event: EventNumber): boolean {
    const tuple = this.#memory.tupleOf(event);
    return tuple !== 0 && this.#input.unconflicted.get(tuple) === event;
  }

  #slotOf(event: EventNumber): number {
    const known = this.#memory.scratch.get(event);
    if (known !== undefined) return known;
    const slot = this.#settled.length;
    this.#memory.scratch.set(event, slot);
    this.#settled.push(false);
    for (let word = 0; word < this.#words; word++) this.#masks.push(0);
    this.#heap.push(event);
    this.#open++;
    return slot;
  }

  #reachFromSet(event: EventNumber, set: number): void {
    const slot = this.#slotOf(event);
    const at = slot * this.#words + (set >> 5);
    this.#masks[at] = (this.#masks[at] as number) | (1 << (set & 31));
    this.#settleIfFull(slot);
  }

  #reachAuthEvents(event: EventNumber, from: number): void {
    const edges = this.#input.events.authEdges;
    const end = edges.end(event);
    for (let edge = edges.start(event); edge < end; edge++) {
      const slot = this.#slotOf(edges.cited(edge));
      for (let word = 0; word < this.#words; word++) {
        const at = slot * this.#words + word;
        this.#masks[at] =
          (this.#masks[at] as number) | (this.#masks[from * this.#words + word] as number);
      }
      if (this.#settled[from]) this.#settle(slot);
      else this.#settleIfFull(slot);
    }
  }

  #settleIfFull(slot: number): void {
    for (let word = 0; word < this.#words; word++) {
      if (this.#masks[slot * this.#words + word] !== this.#full[word]) return;
    }
    this.#settle(slot);
  }

  #settle(slot: number): void {
    if (this.#settled[slot]) return;
    this.#settled[slot] = true;
    this.#open--;
  }
}
