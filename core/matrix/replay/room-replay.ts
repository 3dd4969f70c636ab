import type { Pdu } from '../event/pdu';
import { checkAgainstState } from '../event-auth/check-against-state';
import { checkAuthEvents } from '../event-auth/check-auth-events';
import { authStateOf } from '../event-auth/map-auth-state';
import type { Refusal } from '../event-auth/verdict';
import type { RoomVersionRules } from '../room-versions/rules';
import type { MemoryRoom } from '../state-resolution/memory-room';
import { partition, type StateMap } from '../state-resolution/partition';
import { resolve } from '../state-resolution/resolve';
import type { EventNumber } from '../state-resolution/resolver-types';

export interface ReplayedEvent {
  readonly event: EventNumber;
  /** null: it passed. */
  readonly byAuthEvents: Refusal | null;
  readonly byStateBefore: Refusal | null;
}

/** Resolves plain state maps of a room, whole: unconflicted entries and winners. */
export function resolveStates(
  sets: readonly StateMap[],
  room: MemoryRoom,
  rules: RoomVersionRules,
): StateMap {
  const { conflicted, unconflicted } = partition(sets);
  const input = { conflicted, unconflicted, stateSets: sets.length, events: room };
  const state = new Map<number, EventNumber>();
  for (const event of unconflicted.events()) state.set(room.tupleOf(event), event);
  for (const [tuple, event] of resolve(input, rules)) state.set(tuple, event);
  return state;
}

/** Receives events one by one, parents first, and keeps the state after each: O(events x state). */
export class RoomReplay {
  readonly room: MemoryRoom;
  readonly #rules: RoomVersionRules;
  readonly #after = new Map<EventNumber, StateMap>();

  constructor(room: MemoryRoom, rules: RoomVersionRules) {
    this.room = room;
    this.#rules = rules;
  }

  receive(pdu: Pdu): ReplayedEvent {
    const event = this.room.add(pdu);
    const byAuthEvents = this.#checkAuthEvents(pdu, event);
    const before = this.resolutionAfter(pdu.prevEventIds);
    const byStateBefore = checkAgainstState(pdu, this.#authState(before), this.#rules);
    const isRejected = byAuthEvents !== null || byStateBefore !== null;
    if (isRejected) this.room.reject(event);
    const changesState = !isRejected && pdu.stateKey !== null;
    const after = changesState ? new Map(before).set(this.room.tupleOf(event), event) : before;
    this.#after.set(event, after);
    return { event, byAuthEvents, byStateBefore };
  }

  /** The resolution of the states after these events. */
  resolutionAfter(ids: readonly string[]): StateMap {
    const states = ids.map((id) => this.#after.get(this.room.numberOf(id)) ?? new Map());
    const [only] = states;
    if (states.length === 1 && only) return only;
    return resolveStates(states, this.room, this.#rules);
  }

  #checkAuthEvents(pdu: Pdu, event: EventNumber): Refusal | null {
    const { room } = this;
    const cited = Array.from(room.authEvents(event), (each) => room.held(each));
    const create = room.createEvent === 0 ? undefined : room.held(room.createEvent);
    const refusal = checkAuthEvents(pdu, cited, create, this.#rules);
    if (refusal !== null) return refusal;
    const state = cited.map((held) => held.pdu);
    if (create !== undefined) state.push(create.pdu);
    return checkAgainstState(pdu, authStateOf(state), this.#rules);
  }

  #authState(state: StateMap) {
    const { room } = this;
    const rules = this.#rules;
    return {
      get(type: string, stateKey: string): Pdu | undefined {
        const isImplied = rules.auth.createEventIsImplied && type === 'm.room.create';
        const event = isImplied ? room.createEvent : state.get(room.tuple(type, stateKey));
        return event ? room.pdu(event) : undefined;
      },
    };
  }
}
