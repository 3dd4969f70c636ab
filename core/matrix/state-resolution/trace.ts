import type { Level } from '../event-auth/level-values';
import type { Refusal } from '../event-auth/verdict';
import type { ConflictedKey, EventNumber, TupleNumber } from './resolver-types';

/**
 * One step of a resolution as data, in the order in which the steps happen. The names are those of
 * the specification (room version 2, "State resolution"; room version 12 for the subgraph).
 */
export type ResolutionStep =
  | { readonly step: 'conflicted-keys'; readonly keys: readonly ConflictedKey[] }
  | { readonly step: 'auth-difference'; readonly events: readonly EventNumber[] }
  | { readonly step: 'conflicted-state-subgraph'; readonly events: readonly EventNumber[] }
  | { readonly step: 'full-conflicted-set'; readonly events: readonly EventNumber[] }
  | { readonly step: 'power-events'; readonly events: readonly EventNumber[] }
  | {
      readonly step: 'reverse-topological-power-order';
      readonly order: readonly { readonly event: EventNumber; readonly senderLevel: Level }[];
    }
  | { readonly step: 'mainline'; readonly events: readonly EventNumber[] }
  | {
      readonly step: 'mainline-order';
      /** `position`: index on the mainline, 0 the newest; null where the event's power levels are not on it. */
      readonly order: readonly { readonly event: EventNumber; readonly position: number | null }[];
    }
  | {
      readonly step: 'iterative-auth-check';
      readonly of: 'power-events' | 'other-events';
      readonly event: EventNumber;
      /** null: allowed, and put into the state. */
      readonly refusal: Refusal | null;
      /** Refused because the event was rejected when it arrived, without a check. */
      readonly wasRejected: boolean;
    }
  | {
      /** Room version 1: the candidates of one key in the order they are tried. */
      readonly step: 'version-1-key';
      readonly tuple: TupleNumber;
      readonly candidates: readonly EventNumber[];
      readonly winner: EventNumber;
    };

/** Where steps go. Without one, none is even made. */
export interface ResolutionTrace {
  add(step: ResolutionStep): void;
}
