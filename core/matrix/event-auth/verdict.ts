import type { EventId } from '../event/event-id';

/**
 * The four levels at which an event can be refused, in the order in which they are checked
 * (server-server API, "Checks performed on receipt of a PDU").
 */
export type VerdictLevel = 'format' | 'auth_events' | 'state_before' | 'current_state';

/** Why a rule refused an event. A value, never an exception: users came to see it. */
export interface Refusal {
  /** Stable across releases: `R5.join.invite-only`. */
  readonly ruleId: string;
  /** The specification's section, for the reader: "Room version 11, authorization rule 4.3.5". */
  readonly section: string;
  /** One sentence, plain words, with names: "The room is invite-only and @b:x was not invited." */
  readonly because: string;
  /** Events that show it: the ban, the power levels, the join rules. */
  readonly evidence: readonly EventId[];
}

/** One rung of an event's ladder. `ok` null: not checked, or not known. */
export interface LevelVerdict {
  readonly level: VerdictLevel;
  readonly ok: boolean | null;
  readonly refusal: Refusal | null;
}

export type Verdict = 'accepted' | 'rejected' | 'soft_failed' | 'outlier';
