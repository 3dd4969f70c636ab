import type { AuthEdges } from './auth-edges';
import type { EventNumber, ResolutionInput } from './resolver-types';
import type { RoomMemory } from './room-memory';

/** Edges followed by a search before the other has its turn; up nearly always ends first. */
const TURN_UP = 256;
const TURN_DOWN = 64;

/**
 * Of `events` those that no unconflicted event has in its auth chain (the unconflicted events
 * themselves are not in it). Two searches take turns and the first to end decides, so the cost is
 * within a factor that of the cheaper one: up from `events` over what cites them, which does not
 * depend on the size of the state, or down from the whole unconflicted state.
 */
export function withoutUnconflictedChain(
  events: readonly EventNumber[],
  input: ResolutionInput,
  memory: RoomMemory,
): readonly EventNumber[] {
  if (events.length === 0) return events;
  const up = new SearchUp(events, input, memory);
  let down: SearchDown | undefined;
  for (;;) {
    if (up.search(TURN_UP)) return events.filter((event) => !up.isInChain(event));
    down ??= new SearchDown(events, input, memory);
    if (down.search(TURN_DOWN)) break;
  }
  const { isInChain } = down;
  return events.filter((event) => !isInChain.has(event));
}

const Mark = { onPath: 1, notInChain: 2, inChain: 3 } as const;

/**
 * Searches depth first over citing state events until one is unconflicted: everything on the path
 * to it is in the chain. What the search has left without finding any is in none, for good. Gives up
 * on a cycle of auth events, where that does not hold.
 */
class SearchUp {
  readonly #asked: readonly EventNumber[];
  readonly #input: ResolutionInput;
  readonly #memory: RoomMemory;
  readonly #edges: AuthEdges;
  #next = 0;
  readonly #path: EventNumber[] = [];
  /** Per event of the path the citing entry that comes next; 0: none is left. */
  readonly #entries: number[] = [];
  #gaveUp = false;

  constructor(asked: readonly EventNumber[], input: ResolutionInput, memory: RoomMemory) {
    this.#asked = asked;
    this.#input = input;
    this.#memory = memory;
    this.#edges = input.events.authEdges;
    memory.scratch.reset(input.events.eventLimit);
  }

  isInChain(event: EventNumber): boolean {
    return this.#memory.scratch.get(event) === Mark.inChain;
  }

  /** True once all is known. */
  search(steps: number): boolean {
    const { scratch } = this.#memory;
    for (let step = 0; step < steps && !this.#gaveUp; step++) {
      if (this.#path.length > 0) this.#goOn();
      else if (this.#next === this.#asked.length) return true;
      else {
        const event = this.#asked[this.#next++] as EventNumber;
        if (!scratch.has(event)) this.#enter(event);
      }
    }
    return false;
  }

  #enter(event: EventNumber): void {
    this.#memory.scratch.set(event, Mark.onPath);
    this.#path.push(event);
    this.#entries.push(this.#edges.firstCiting(event));
  }

  #goOn(): void {
    const { scratch } = this.#memory;
    const top = this.#path.length - 1;
    const entry = this.#entries[top] as number;
    if (entry === 0) {
      scratch.set(this.#path[top] as EventNumber, Mark.notInChain);
      this.#path.pop();
      this.#entries.pop();
      return;
    }
    this.#entries[top] = this.#edges.nextCiting(entry);
    const citing = this.#edges.citing(entry);
    const mark = scratch.get(citing);
    if (mark === Mark.onPath) this.#gaveUp = true;
    else if (mark === Mark.inChain || this.#isUnconflicted(citing)) this.#leavePathInChain();
    else if (mark === undefined) this.#enter(citing);
  }

  #leavePathInChain(): void {
    for (const event of this.#path) this.#memory.scratch.set(event, Mark.inChain);
    this.#path.length = 0;
    this.#entries.length = 0;
  }

  #isUnconflicted(event: EventNumber): boolean {
    const tuple = this.#memory.tupleOf(event);
    return tuple !== 0 && this.#input.unconflicted.get(tuple) === event;
  }
}

/** Walks the auth chains of all unconflicted events, above the lowest event that is asked about. */
class SearchDown {
  readonly isInChain: RoomMemory['otherScratch'];
  readonly #memory: RoomMemory;
  readonly #edges: AuthEdges;
  readonly #unconflicted: Iterator<EventNumber>;
  readonly #stack: EventNumber[] = [];
  #lowest = Number.POSITIVE_INFINITY;

  constructor(asked: readonly EventNumber[], input: ResolutionInput, memory: RoomMemory) {
    this.#memory = memory;
    this.#edges = input.events.authEdges;
    this.#unconflicted = input.unconflicted.events()[Symbol.iterator]();
    for (const event of asked) this.#lowest = Math.min(this.#lowest, memory.rank(event));
    this.isInChain = memory.otherScratch;
    this.isInChain.reset(input.events.eventLimit);
  }

  /** True once all is known. */
  search(steps: number): boolean {
    for (let step = 0; step < steps; step++) {
      const event = this.#stack.pop() ?? this.#nextUnconflicted();
      if (event === undefined) return true;
      if (this.#memory.rank(event) > this.#lowest) step += this.#reachAuthEvents(event);
    }
    return false;
  }

  #nextUnconflicted(): EventNumber | undefined {
    const next = this.#unconflicted.next();
    return next.done ? undefined : next.value;
  }

  #reachAuthEvents(event: EventNumber): number {
    const end = this.#edges.end(event);
    const start = this.#edges.start(event);
    for (let at = start; at < end; at++) {
      const cited = this.#edges.cited(at);
      if (this.#memory.rank(cited) >= this.#lowest && this.isInChain.add(cited))
        this.#stack.push(cited);
    }
    return end - start;
  }
}
