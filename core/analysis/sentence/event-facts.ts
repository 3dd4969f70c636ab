import type { JsonObject } from '../../matrix/event/json';

/** What a sentence about an event is made of. Contents may hold anything. */
export interface EventFacts {
  readonly type: string;
  /** null: not a state event. */
  readonly stateKey: string | null;
  readonly sender: string;
  readonly content: JsonObject;
  /** Content of the entry with the same key in the state before; null: none, or not known. */
  readonly replaced: JsonObject | null;
  /** Rejected: the sentence says that it was tried. */
  readonly refused: boolean;
  readonly redaction: Redaction | null;
  /** Of a redaction event: what it removes, where that is known. */
  readonly target: RemovedThing | null;
}

/** The stored copy is the redacted one. */
export interface Redaction {
  /** Who removed it; null: not recorded. */
  readonly by: string | null;
}

export type RemovedThing = 'message' | 'reaction' | 'state event';
