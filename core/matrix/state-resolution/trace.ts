import type { Level } from '../event-auth/level-values';
import type { Refusal } from '../event-auth/verdict';
import type { ConflictedKey, EventNumber, TupleNumber } from './resolver-types';

/**
 * One step of a resolution as data, in the order in which the steps happen. The names are those of
 * the specification (room version 2, "State resolution"; room version 12 for the subgraph). Replayed
 * from `starting-state` on, the allowed checks and the overwrite give `result`.
 */
export type ResolutionStep =
  /** Departure A: entries that only some state sets have, moved to the unconflicted state. */
  | { readonly step: 'absent-is-agreed'; readonly entries: readonly StateEntry[] }
  | { readonly step: 'conflicted-keys'; readonly keys: readonly ConflictedKey[] }
  | { readonly step: 'unconflicted-state'; readonly entries: readonly StateEntry[] }
  | AuthChainsStep
  /** Departure Z: none is among the auth events, so that no conflicted key keeps a value. */
  | { readonly step: 'no-create-event' }
  | AuthDifferenceStep
  | { readonly step: 'conflicted-state-subgraph'; readonly events: readonly EventNumber[] }
  | FullConflictedSetStep
  | { readonly step: 'power-events'; readonly events: readonly PowerEvent[] }
  | PowerOrderStep
  | StartingStateStep
  | IterativeAuthCheckStep
  /** From the newest power levels event back; empty where the state has none. */
  | { readonly step: 'mainline'; readonly events: readonly EventNumber[] }
  | { readonly step: 'mainline-order'; readonly order: readonly MainlinePlace[] }
  | {
      /** What was let in at keys of the unconflicted state and falls to it again. */
      readonly step: 'unconflicted-overwrites';
      readonly keys: readonly OverwrittenKey[];
    }
  | {
      /** Version 1: keys for which only one event stands, which some sets lack: taken unchecked. */
      readonly step: 'version-1-uncontested';
      readonly entries: readonly StateEntry[];
    }
  | VersionOneKeyStep
  | ResultStep;

/** Where steps go. Without one, none is even made. */
export interface ResolutionTrace {
  add(step: ResolutionStep): void;
}

export interface StateEntry {
  readonly tuple: TupleNumber;
  readonly event: EventNumber;
}

/**
 * Of each state set's auth chain the part that not all sets share: `chains[i]` are the events of the
 * auth difference that are in the chain of set `i`. What all share may be the whole room, and decides
 * nothing.
 */
export interface AuthChainsStep {
  readonly step: 'auth-chains';
  /** Whether a set's own events count (`deployed`) or only what they lead to (`literal`). */
  readonly reading: 'deployed' | 'literal';
  readonly chains: readonly (readonly EventNumber[])[];
}

export interface AuthDifferenceStep {
  readonly step: 'auth-difference';
  readonly events: readonly EventNumber[];
  /** Departure E: what would have been the difference. */
  readonly leftOut?: readonly EventNumber[];
}

/** Three lists without common events: what each source adds to those before it. */
export interface FullConflictedSetStep {
  readonly step: 'full-conflicted-set';
  readonly conflicted: readonly EventNumber[];
  readonly addedByAuthDifference: readonly EventNumber[];
  readonly addedBySubgraph: readonly EventNumber[];
}

export interface PowerEvent {
  readonly event: EventNumber;
  /** 0: a power event itself. Else an event of this list in whose auth chain it was found. */
  readonly pulledInBy: EventNumber;
}

/** What one place of the power order was decided by, from first to last question asked. */
export type PowerCriterion =
  | 'last-one'
  | 'topology'
  | 'stranded'
  | 'power-level'
  | 'origin-server-ts'
  | 'event-id';

/** An event with what the power order compares. */
export interface PowerRanked {
  readonly event: EventNumber;
  readonly senderLevel: Level;
  readonly originServerTs: number;
}

/**
 * One place of the reverse topological power order. An event is ready once everything it cites
 * within the list is placed; of the ready ones the best takes the place. `decidedBy` compares it with
 * the next best of the ready ones, the rival:
 *
 * - `power-level`, `origin-server-ts`, `event-id`: the first of the three in which they differ;
 * - `topology`: no rival. Others remain, but each waits for an event that it cites;
 * - `last-one`: no rival, since nothing else remains.
 *
 * `heldBack` is the event that would have had the place, were it not waiting: the best of all that
 * remain, where that is not the one placed; 0 otherwise.
 *
 * Departure K (`from: 'leaves'`): places were decided from the last to the first. Of the events that
 * no remaining one cites the worst takes the place, so that an event comes after its rival in the
 * three criteria, and `heldBack` is the worst of all that remain. Departure P: `stranded` events come
 * first, each compared with the next of them (`stranded`: the last of them).
 */
export interface PowerPlace extends PowerRanked {
  readonly decidedBy: PowerCriterion;
  readonly rival: PowerRanked | null;
  readonly heldBack: EventNumber;
  readonly stranded?: true;
}

export interface PowerOrderStep {
  readonly step: 'reverse-topological-power-order';
  readonly order: readonly PowerPlace[];
  readonly from?: 'leaves';
}

/** What the iterative auth checks start from: v2.1 from nothing. */
export interface StartingStateStep {
  readonly step: 'starting-state';
  readonly from: 'unconflicted-state' | 'empty-state';
}

/** One event of the iterative auth checks. */
export interface IterativeAuthCheckStep {
  readonly step: 'iterative-auth-check';
  readonly of: 'power-events' | 'other-events';
  readonly event: EventNumber;
  /** null: allowed, and put into the state, unless `wasRejected`. */
  readonly refusal: Refusal | null;
  /** Kept out because the event was rejected when it arrived, without a check. */
  readonly wasRejected: boolean;
  /** The key that it sets where it is allowed; 0 for a message, which sets none. */
  readonly tuple: TupleNumber;
  /** What held that key in the state checked against; 0 for nothing. */
  readonly replaces: EventNumber;
  /** Every entry that a rule asked for, in that order, each once. */
  readonly consulted: readonly ConsultedEntry[];
}

/** An entry of the state that an event was checked against. */
export interface ConsultedEntry {
  readonly type: string;
  readonly stateKey: string;
  /** 0: there is none. */
  readonly event: EventNumber;
  /**
   * The state built so far; the event's own auth events where that lacks the entry; the room ID
   * (the create event of room version 12); the event under check itself (a departure of a server).
   */
  readonly source: 'state' | 'auth-events' | 'room-id' | 'event-itself' | 'absent';
}

/** What one place of the mainline order was decided by, against the event at the next place. */
export type MainlineCriterion =
  | 'last-one'
  | 'mainline-position'
  | 'steps'
  | 'origin-server-ts'
  | 'event-id';

/** One place of the mainline order; its rival is the event at the next place. */
export interface MainlinePlace {
  readonly event: EventNumber;
  /**
   * Index on the mainline, 0 the newest; null where the event's power levels are not on it. Where
   * the order counts steps (departure M), 0 is the oldest, and what is not on it has 0, too.
   */
  readonly position: number | null;
  /** The mainline event that it hangs on; 0 for none. */
  readonly hangsOn: EventNumber;
  /** Power levels events walked off the mainline; null where the order does not count them. */
  readonly steps: number | null;
  readonly originServerTs: number;
  readonly decidedBy: MainlineCriterion;
}

export interface OverwrittenKey {
  readonly tuple: TupleNumber;
  readonly letIn: EventNumber;
  readonly unconflicted: EventNumber;
}

/**
 * Version 1: one key. `climb`: from the shallowest up, the first unchecked, each next one checked with
 * the one before it in place, until one is refused. `first-allowed`: from the deepest down to the
 * first that is allowed; the last is taken even if it is refused.
 */
export interface VersionOneKeyStep {
  readonly step: 'version-1-key';
  readonly tuple: TupleNumber;
  readonly method: 'climb' | 'first-allowed';
  /** In the order in which they are tried. */
  readonly candidates: readonly VersionOneCandidate[];
  readonly winner: EventNumber;
  readonly ended: 'refused' | 'all-allowed' | 'allowed' | 'none-allowed';
}

export interface VersionOneCandidate {
  readonly event: EventNumber;
  readonly depth: number | bigint;
  /** SHA-1 of the event ID in hexadecimal, which decides where depths are equal. */
  readonly sha1: string;
  readonly outcome: 'unchecked' | 'allowed' | 'refused' | 'not-tried';
  readonly refusal: Refusal | null;
}

export interface ResultStep {
  readonly step: 'result';
  /** Beside the unconflicted state. */
  readonly entries: readonly StateEntry[];
  /** Conflicted keys that the resolved state does not have. */
  readonly withoutValue: readonly TupleNumber[];
}
