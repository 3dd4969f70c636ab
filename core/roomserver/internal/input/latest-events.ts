import type { StateAtEvent } from '../../state/compose';
import type { EventNid, StateSnapshotNid } from '../../types/nids';
import type { HeldRoom } from './held-room';

/**
 * The room's forward extremities and current state. A forward extremity is an accepted event without
 * an accepted event among its descendants, chains through rejected events included; outliers, whose
 * state is not known, are none.
 */
export class LatestEvents {
  /** In order of arrival. */
  readonly #extremities = new Set<EventNid>();
  /** The states after the extremities, and how many have each. */
  readonly #statesAfter = new Map<number, { readonly state: StateAtEvent; count: number }>();
  /** Refused events whose accepted ancestors were seen not to be extremities any more. */
  readonly #passed = new Set<EventNid>();
  lastSent: EventNid | 0 = 0;
  /** The current state; 0 before there is one. */
  snapshot: StateSnapshotNid | 0 = 0;

  /** The newest event first. */
  get eventNids(): readonly EventNid[] {
    return [...this.#extremities].reverse();
  }

  /**
   * Makes an accepted event with known state the newest extremity, in place of its ancestors. True
   * where the extremities then have other states after than before. Amortised O(prev events).
   */
  replaceAncestorsBy(room: HeldRoom, event: StateAtEvent): boolean {
    const gone = this.#removeAncestors(room, event.eventNid);
    this.#extremities.add(event.eventNid);
    const isNew = this.#remember(event) && !gone.delete(stateAfterKey(event));
    return isNew || gone.size > 0;
  }

  /** As above for an event that comes after its own descendants and so is no extremity itself. */
  removeAncestorsOf(room: HeldRoom, event: EventNid): boolean {
    return this.#removeAncestors(room, event).size > 0;
  }

  /** The states that make up the current state: each once, or twice where it is the only one of several. */
  statesToCompose(): readonly StateAtEvent[] {
    const states = Array.from(this.#statesAfter.values(), ({ state }) => state);
    const [only] = states;
    return only && states.length === 1 && this.#extremities.size > 1 ? [only, only] : states;
  }

  /** Returns the keys of the states after that no extremity has any more. */
  #removeAncestors(room: HeldRoom, event: EventNid): Set<number> {
    const gone = new Set<number>();
    for (const ancestor of this.#nearestAccepted(room, event)) {
      if (!this.#extremities.delete(ancestor)) continue;
      const state = room.stateAt(ancestor);
      if (state && this.#forget(state)) gone.add(stateAfterKey(state));
    }
    return gone;
  }

  /** The accepted events that are reached from `event` through refused ones only. */
  *#nearestAccepted(room: HeldRoom, event: EventNid): Generator<EventNid> {
    const stack = [...room.prevEvents(event)];
    for (let prev = stack.pop(); prev !== undefined; prev = stack.pop()) {
      if (!room.isRejected(prev) && !room.isOutlier(prev)) yield prev;
      else if (!this.#passed.has(prev)) {
        this.#passed.add(prev);
        stack.push(...room.prevEvents(prev));
      }
    }
  }

  /** True where no other extremity has this state after. */
  #forget(state: StateAtEvent): boolean {
    const key = stateAfterKey(state);
    const held = this.#statesAfter.get(key);
    if (held === undefined) return false;
    held.count -= 1;
    return held.count === 0 && this.#statesAfter.delete(key);
  }

  #remember(state: StateAtEvent): boolean {
    const key = stateAfterKey(state);
    const held = this.#statesAfter.get(key);
    if (held) held.count += 1;
    else this.#statesAfter.set(key, { state, count: 1 });
    return held === undefined;
  }
}

/** Equal for equal states after: the event that sets state, else the snapshot that stays. */
function stateAfterKey(state: StateAtEvent): number {
  return state.setsState ? -state.eventNid : state.beforeSnapshot;
}
