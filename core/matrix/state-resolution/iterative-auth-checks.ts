import type { Pdu } from '../event/pdu';
import type { AuthState } from '../event-auth/auth-state';
import { checkAgainstState } from '../event-auth/check-against-state';
import type { RoomVersionRules } from '../room-versions/rules';
import type { EventNumber, ResolverEvents, TupleNumber, UnconflictedState } from './resolver-types';
import type { RoomMemory } from './room-memory';
import type { ResolutionStep, ResolutionTrace } from './trace';

type Phase = Extract<ResolutionStep, { step: 'iterative-auth-check' }>['of'];

/**
 * The state that a resolution builds up: the events let in so far, over the state it started from
 * (the unconflicted state; nothing in v2.1).
 */
export class ResolvingState {
  readonly letIn = new Map<TupleNumber, EventNumber>();
  readonly #base: UnconflictedState | null;

  constructor(base: UnconflictedState | null) {
    this.#base = base;
  }

  get(tuple: TupleNumber): EventNumber {
    return this.letIn.get(tuple) ?? this.#base?.get(tuple) ?? 0;
  }
}

/**
 * The iterative auth checks algorithm: each event in turn is checked against the state built so far
 * and put into it if it passes. Where that state lacks an entry the event's own auth events fill in.
 * Like deployed servers we never let in an event that was rejected when it arrived.
 */
export function iterativeAuthChecks(
  phase: Phase,
  ordered: readonly EventNumber[],
  state: ResolvingState,
  memory: RoomMemory,
  rules: RoomVersionRules,
  trace: ResolutionTrace | undefined,
): void {
  const { events } = memory;
  const view = new EventView(state, memory, rules);
  for (const event of ordered) {
    const wasRejected = events.isRejected(event);
    view.event = event;
    const refusal = wasRejected ? null : checkAgainstState(events.pdu(event), view, rules);
    const tuple = memory.tupleOf(event);
    if (!wasRejected && refusal === null && tuple !== 0) state.letIn.set(tuple, event);
    trace?.add({ step: 'iterative-auth-check', of: phase, event, refusal, wasRejected });
  }
}

/**
 * What the event at hand is checked against. Rules ask only for entries of the event's auth event
 * selection, so the state can be looked up entry by entry instead of being put together.
 */
class EventView implements AuthState {
  event: EventNumber = 0;
  readonly #state: ResolvingState;
  readonly #memory: RoomMemory;
  readonly #events: ResolverEvents;
  readonly #createIsImplied: boolean;

  constructor(state: ResolvingState, memory: RoomMemory, rules: RoomVersionRules) {
    this.#state = state;
    this.#memory = memory;
    this.#events = memory.events;
    this.#createIsImplied = rules.auth.createEventIsImplied;
  }

  get(type: string, stateKey: string): Pdu | undefined {
    const tuple = this.#events.tuple(type, stateKey);
    if (tuple === 0) return undefined;
    const { createEvent } = this.#events;
    if (this.#createIsImplied && createEvent !== 0 && this.#memory.tupleOf(createEvent) === tuple) {
      return this.#events.pdu(createEvent);
    }
    const found = this.#usable(this.#state.get(tuple)) || this.#ownAuthEvent(tuple);
    return found === 0 ? undefined : this.#events.pdu(found);
  }

  #usable(event: EventNumber): EventNumber {
    return event !== 0 && this.#events.isRejected(event) ? 0 : event;
  }

  /** Of several (which rule R2 forbids) the last. */
  #ownAuthEvent(tuple: TupleNumber): EventNumber {
    const authEvents = this.#events.authEvents(this.event);
    for (let i = authEvents.length - 1; i >= 0; i--) {
      const authEvent = authEvents[i] as EventNumber;
      if (this.#memory.tupleOf(authEvent) === tuple && this.#usable(authEvent) !== 0) {
        return authEvent;
      }
    }
    return 0;
  }
}
