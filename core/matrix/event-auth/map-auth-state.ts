import type { Pdu } from '../event/pdu';
import type { AuthState } from './auth-state';

/** A state given as a list of its events. */
export function authStateOf(events: Iterable<Pdu>): AuthState {
  const byKey = new Map<string, Pdu>();
  for (const pdu of events) byKey.set(JSON.stringify([pdu.type, pdu.stateKey]), pdu);
  return { get: (type, stateKey) => byKey.get(JSON.stringify([type, stateKey])) };
}
