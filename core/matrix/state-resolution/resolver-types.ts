import type { Pdu } from '../event/pdu';
import type { AuthEdges } from './auth-edges';

/**
 * State resolution works on integers: a tuple number stands for one (type, state key), an event
 * number for one event. The roomserver hands in its own (event NIDs); 0 means "absent".
 */
export type TupleNumber = number;
export type EventNumber = number;

/** One key on which the state sets do not all agree; `values[i]` belongs to state set i, 0 = absent there. */
export interface ConflictedKey {
  readonly tuple: TupleNumber;
  readonly values: readonly EventNumber[];
}

/** The entries that every state set holds with the same value. */
export interface UnconflictedState {
  get(tuple: TupleNumber): EventNumber;
  /** All of its events. */
  events(): Iterable<EventNumber>;
}

/**
 * The events of the room, by number. Every number that occurs in an input is held. What the
 * resolver finds out about events is remembered per object: keep one per room, and make a new one
 * when the auth events of a known event change (a missing one arrived).
 */
export interface ResolverEvents {
  pdu(event: EventNumber): Pdu;
  /** Its auth events that are held; those not held are left out. */
  authEvents(event: EventNumber): ArrayLike<EventNumber>;
  /** The same, to be walked in both directions without allocating. */
  readonly authEdges: AuthEdges;
  isRejected(event: EventNumber): boolean;
  /** The event number of the room's create event. */
  readonly createEvent: EventNumber;
  /** The tuple of a state event; 0 for a message. */
  tupleOf(event: EventNumber): TupleNumber;
  /** The tuple of a (type, state key); 0 where no held event has it. */
  tuple(type: string, stateKey: string): TupleNumber;
  /** An upper bound on event numbers, for arrays indexed by them. */
  readonly eventLimit: number;
}

export interface ResolutionInput {
  readonly conflicted: readonly ConflictedKey[];
  readonly unconflicted: UnconflictedState;
  readonly stateSets: number;
  readonly events: ResolverEvents;
}

/**
 * What the resolved state holds beside the unconflicted entries: for each conflicted tuple its
 * winner (left out: no entry), and any key that no state set holds but that replaying the full
 * conflicted set brought back. Never a tuple of the unconflicted state.
 */
export type ResolvedKeys = ReadonlyMap<TupleNumber, EventNumber>;
