import type { Pdu } from '../event/pdu';

/** The state that an event is checked against; holds only events that were not rejected. */
export interface AuthState {
  get(type: string, stateKey: string): Pdu | undefined;
}

/** An auth event as the room holds it. */
export interface HeldAuthEvent {
  readonly pdu: Pdu;
  readonly rejected: boolean;
}
