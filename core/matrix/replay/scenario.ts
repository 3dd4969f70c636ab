import type { Pdu } from '../event/pdu';
import type { Refusal } from '../event-auth/verdict';
import type { RoomVersionRules } from '../room-versions/rules';

/** A room that was written by hand: its events in the order in which they arrive. */
export interface Scenario {
  readonly rules: RoomVersionRules;
  readonly events: readonly ScenarioEvent[];
}

export interface ScenarioEvent {
  /** What the file calls it; its event ID, unless that is computed. */
  readonly name: string;
  readonly pdu: Pdu;
  /** Refused by its format; null where that is fine. */
  readonly formatRefusal: Refusal | null;
  /**
   * Names of the events of which the state after it is made up, whatever the rules would make of it,
   * all at or before it; null where the rules decide.
   */
  readonly stateAfter: readonly string[] | null;
}
