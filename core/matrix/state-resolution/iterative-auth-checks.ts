import type { Pdu } from '../event/pdu';
import type { AuthState } from '../event-auth/auth-state';
import { checkAgainstState } from '../event-auth/check-against-state';
import type { RoomVersionRules } from '../room-versions/rules';
import { standsInForItself } from './dendrite/stand-in';
import type { EventNumber, ResolverEvents, TupleNumber, UnconflictedState } from './resolver-types';
import type { RoomMemory } from './room-memory';
import type { ConsultedEntry, IterativeAuthCheckStep, ResolutionTrace } from './trace';

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
  phase: IterativeAuthCheckStep['of'],
  ordered: readonly EventNumber[],
  state: ResolvingState,
  memory: RoomMemory,
  rules: RoomVersionRules,
  trace: ResolutionTrace | undefined,
): void {
  const { events } = memory;
  const view = new EventView(state, memory, rules);
  if (trace !== undefined) view.consulted = [];
  for (const event of ordered) {
    const wasRejected = events.isRejected(event);
    view.event = event;
    const refusal = wasRejected ? null : checkAgainstState(events.pdu(event), view, rules);
    const tuple = memory.tupleOf(event);
    if (trace !== undefined) {
      const replaces = tuple === 0 ? 0 : state.get(tuple);
      const consulted = view.takeConsulted();
      const verdict = { event, refusal, wasRejected, tuple, replaces, consulted };
      trace.add({ step: 'iterative-auth-check', of: phase, ...verdict });
    }
    if (!wasRejected && refusal === null && tuple !== 0) state.letIn.set(tuple, event);
  }
}

/**
 * What the event at hand is checked against. Rules ask only for entries of the event's auth event
 * selection, so the state can be looked up entry by entry instead of being put together.
 */
class EventView implements AuthState {
  event: EventNumber = 0;
  /** Where a trace wants it: what rules asked for. */
  consulted: ConsultedEntry[] | undefined;
  readonly #state: ResolvingState;
  readonly #memory: RoomMemory;
  readonly #events: ResolverEvents;
  readonly #rules: RoomVersionRules;
  readonly #withEmptyStateKey = new Map<string, TupleNumber>();

  constructor(state: ResolvingState, memory: RoomMemory, rules: RoomVersionRules) {
    this.#state = state;
    this.#memory = memory;
    this.#events = memory.events;
    this.#rules = rules;
  }

  get(type: string, stateKey: string): Pdu | undefined {
    const tuple = this.#tuple(type, stateKey);
    const found = tuple === 0 ? 0 : this.#find(tuple);
    if (this.consulted !== undefined) this.#note(type, stateKey, tuple, found);
    return found === 0 ? undefined : this.#events.pdu(found);
  }

  /** Most checks ask for the event's own key or one with an empty state key: those are remembered. */
  #tuple(type: string, stateKey: string): TupleNumber {
    if (stateKey !== '') {
      const own = this.#events.pdu(this.event);
      const isOwn = own.stateKey === stateKey && own.type === type;
      return isOwn ? this.#memory.tupleOf(this.event) : this.#events.tuple(type, stateKey);
    }
    let tuple = this.#withEmptyStateKey.get(type);
    if (tuple === undefined) {
      tuple = this.#events.tuple(type, '');
      this.#withEmptyStateKey.set(type, tuple);
    }
    return tuple;
  }

  /** What was asked for since the last time. */
  takeConsulted(): readonly ConsultedEntry[] {
    const taken = this.consulted ?? [];
    this.consulted = [];
    return taken;
  }

  #find(tuple: TupleNumber): EventNumber {
    const { createEvent } = this.#events;
    const { auth, stateResolution } = this.#rules;
    const isImplied = auth.createEventIsImplied && createEvent !== 0;
    if (isImplied && this.#memory.tupleOf(createEvent) === tuple) return createEvent;
    if (stateResolution.departures.fallbackIsEventItself) return this.#inStateOrItself(tuple);
    return this.#inState(tuple) || this.#ownAuthEvent(tuple);
  }

  #inState(tuple: TupleNumber): EventNumber {
    return this.#usable(this.#state.get(tuple));
  }

  #inStateOrItself(tuple: TupleNumber): EventNumber {
    const { event } = this;
    const mayBeItself = this.#memory.tupleOf(event) === tuple;
    const inState = (key: TupleNumber) => this.#inState(key);
    const isItself = mayBeItself && standsInForItself(event, inState, this.#memory, this.#rules);
    return isItself ? event : this.#inState(tuple);
  }

  #note(type: string, stateKey: string, tuple: TupleNumber, event: EventNumber): void {
    const isKnown = (each: ConsultedEntry) => each.type === type && each.stateKey === stateKey;
    if (this.consulted?.some(isKnown)) return;
    this.consulted?.push({ type, stateKey, event, source: this.#sourceOf(tuple, event) });
  }

  #sourceOf(tuple: TupleNumber, event: EventNumber): ConsultedEntry['source'] {
    if (event === 0) return 'absent';
    if (event === this.event) return 'event-itself';
    const isImplied = this.#rules.auth.createEventIsImplied;
    if (isImplied && event === this.#events.createEvent) return 'room-id';
    return this.#state.get(tuple) === event ? 'state' : 'auth-events';
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
