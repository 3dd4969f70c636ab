import type { Pdu } from '../event/pdu';
import type { AuthState } from '../event-auth/auth-state';
import { checkAgainstState } from '../event-auth/check-against-state';
import { checkAuthEvents } from '../event-auth/check-auth-events';
import { authStateOf } from '../event-auth/map-auth-state';
import type { Refusal } from '../event-auth/verdict';
import type { RoomVersionRules } from '../room-versions/rules';
import type { MemoryRoom } from '../state-resolution/memory-room';
import type { EventNumber } from '../state-resolution/resolver-types';
import type { ResolutionTrace } from '../state-resolution/trace';
import { PersistentState } from './persistent-state';
import { resolvePersistentStates } from './resolve-states';

export interface ReplayedEvent {
  readonly event: EventNumber;
  /** null: it passed. */
  readonly byAuthEvents: Refusal | null;
  /** null: it passed, or the state before is not known. */
  readonly byStateBefore: Refusal | null;
}

/**
 * A room as the specification has it, without a roomserver: receives events one by one, each after
 * those that it cites, judges them, and keeps the state after each. There is no soft failure: what
 * that decides (forward extremities, current state) a replay does not have.
 */
export class RoomReplay {
  readonly room: MemoryRoom;
  readonly #rules: RoomVersionRules;
  /** By event number; undefined where the state is not known. */
  readonly #after: (PersistentState | undefined)[] = [];

  constructor(room: MemoryRoom, rules: RoomVersionRules) {
    this.room = room;
    this.#rules = rules;
  }

  /** `refusedByFormat`: rejected whatever the authorization rules say of it. */
  receive(pdu: Pdu, refusedByFormat = false): ReplayedEvent {
    const event = this.room.add(pdu);
    const byAuthEvents = this.#checkAuthEvents(pdu, event);
    const before = this.resolutionAfter(pdu.prevEventIds);
    const byStateBefore =
      before === null ? null : checkAgainstState(pdu, this.#authState(before), this.#rules);
    const isRejected = refusedByFormat || byAuthEvents !== null || byStateBefore !== null;
    if (isRejected) this.room.reject(event);
    const changesState = !isRejected && pdu.stateKey !== null;
    this.#after[event] =
      before !== null && changesState
        ? before.with(this.room.tupleOf(event), event)
        : (before ?? undefined);
    return { event, byAuthEvents, byStateBefore };
  }

  /**
   * The resolution of the states after these events. Events that are not held, or whose own state is
   * not known, are left out; null where none is left, as before an event whose parents are missing.
   * `trace`, where given, is told the steps.
   */
  resolutionAfter(ids: readonly string[], trace?: ResolutionTrace): PersistentState | null {
    const states = ids.flatMap((id) => this.stateAfter(id) ?? []);
    const [only] = states;
    if (only === undefined) return ids.length === 0 ? PersistentState.EMPTY : null;
    if (states.length === 1) return only;
    return resolvePersistentStates(states, this.room, this.#rules, trace);
  }

  /** undefined where the event is not held, or the state not known. */
  stateAfter(id: string): PersistentState | undefined {
    const event = this.room.find(id as Pdu['eventId']);
    return event === undefined ? undefined : this.#after[event];
  }

  /** Has these events be the state after `event`, whatever it follows. */
  forceStateAfter(event: EventNumber, state: Iterable<EventNumber>): void {
    let forced = PersistentState.EMPTY;
    for (const each of state) forced = forced.with(this.room.tupleOf(each), each);
    this.#after[event] = forced;
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

  #authState(state: PersistentState): AuthState {
    const { room } = this;
    const isImplied = this.#rules.auth.createEventIsImplied;
    return {
      get(type, stateKey) {
        const event =
          isImplied && type === 'm.room.create'
            ? room.createEvent
            : state.get(room.tuple(type, stateKey));
        return event === 0 ? undefined : room.pdu(event);
      },
    };
  }
}
