import { EventScratch } from './event-scratch';
import type { EventNumber, ResolverEvents, TupleNumber } from './resolver-types';

const UNKNOWN = -1;

/**
 * What resolution remembers about the events of one room from merge to merge, and its scratch
 * space. Everything here follows from the events alone.
 */
export class RoomMemory {
  readonly events: ResolverEvents;
  /** The full conflicted set of the merge at hand. */
  readonly fullConflictedSet = new EventScratch();
  /** Free for one step of the merge at a time. */
  readonly scratch = new EventScratch();
  /** As `scratch`, for a step that needs two. */
  readonly otherScratch = new EventScratch();
  #ranks = new Int32Array(0);
  #tuples = new Int32Array(0);
  #powerLevels = new Int32Array(0);

  constructor(events: ResolverEvents) {
    this.events = events;
  }

  /** Call at the start of each merge: the room may have grown. */
  makeRoom(): void {
    const limit = this.events.eventLimit;
    if (limit <= this.#ranks.length) return;
    this.#ranks = grown(this.#ranks, limit);
    this.#tuples = grown(this.#tuples, limit);
    this.#powerLevels = grown(this.#powerLevels, limit);
  }

  /** The (type, state key) of a state event; 0 for a message. */
  tupleOf(event: EventNumber): TupleNumber {
    const known = this.#tuples[event];
    if (known !== UNKNOWN && known !== undefined) return known;
    const tuple = this.events.tupleOf(event);
    this.#tuples[event] = tuple;
    return tuple;
  }

  /** The power levels event among an event's own auth events; 0 where there is none. */
  powerLevelsOf(event: EventNumber): EventNumber {
    const known = this.#powerLevels[event];
    if (known !== UNKNOWN && known !== undefined) return known;
    const tuple = this.events.tuple('m.room.power_levels', '');
    const edges = this.events.authEdges;
    const end = tuple === 0 ? 0 : edges.end(event);
    let found = 0;
    for (let edge = edges.start(event); edge < end; edge++) {
      const authEvent = edges.cited(edge);
      if (this.tupleOf(authEvent) === tuple) found = authEvent;
    }
    this.#powerLevels[event] = found;
    return found;
  }

  /**
   * A number greater than the rank of each of the event's auth events, and at least its own number:
   * walks in order of rank see every citing event before the cited one, and stop early, since recent
   * events have high ranks. On a cycle of auth events (possible only where event IDs are chosen, in
   * room versions 1 and 2) the order is broken somewhere on the cycle.
   */
  rank(event: EventNumber): number {
    const known = this.#ranks[event];
    if (known !== undefined && known !== UNKNOWN) return known;
    const ranks = this.#ranks;
    const stack = [event];
    while (stack.length > 0) {
      const top = stack[stack.length - 1] as EventNumber;
      const pending = this.#firstUnranked(top);
      if (pending !== 0) {
        // A provisional rank keeps a cycle from being walked for ever.
        ranks[pending] = pending;
        stack.push(pending);
        continue;
      }
      ranks[top] = this.#rankAbove(top);
      stack.pop();
    }
    return ranks[event] as number;
  }

  #firstUnranked(event: EventNumber): EventNumber {
    const edges = this.events.authEdges;
    const end = edges.end(event);
    for (let edge = edges.start(event); edge < end; edge++) {
      const authEvent = edges.cited(edge);
      if (this.#ranks[authEvent] === UNKNOWN) return authEvent;
    }
    return 0;
  }

  #rankAbove(event: EventNumber): number {
    const edges = this.events.authEdges;
    const end = edges.end(event);
    let rank = event;
    for (let edge = edges.start(event); edge < end; edge++) {
      rank = Math.max(rank, (this.#ranks[edges.cited(edge)] as number) + 1);
    }
    return rank;
  }
}

function grown(old: Int32Array, limit: number): Int32Array<ArrayBuffer> {
  const next = new Int32Array(Math.max(limit, 2 * old.length)).fill(UNKNOWN);
  next.set(old);
  return next;
}

const memories = new WeakMap<ResolverEvents, RoomMemory>();

export function roomMemoryOf(events: ResolverEvents): RoomMemory {
  let memory = memories.get(events);
  if (memory === undefined) {
    memory = new RoomMemory(events);
    memories.set(events, memory);
  }
  memory.makeRoom();
  return memory;
}

/** For when the auth events of a known event changed. */
export function forgetRoomMemory(events: ResolverEvents): void {
  memories.delete(events);
}
