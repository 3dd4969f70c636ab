import { nobleHashing } from '../../base/noble-hashing';
import type { Pdu } from '../event/pdu';
import type { EventNumber, ResolverEvents } from './resolver-types';

/** An event that stands for a key in some state set of a version 1 conflict. */
export interface Candidate {
  readonly event: EventNumber;
  readonly pdu: Pdu;
  /** Of the event ID, in hexadecimal; empty where there is only one candidate. */
  readonly sha1: string;
}

/**
 * The candidates of one key from deep to shallow, those of equal depth by the SHA-1 of their event
 * IDs, rising (room version 1, "State resolution"). Depth may be beyond 2^53 and is never trusted
 * for more than this.
 */
export function orderedCandidates(
  values: readonly EventNumber[],
  events: ResolverEvents,
): readonly Candidate[] {
  const candidates = values.map((event) => {
    const pdu = events.pdu(event);
    return { event, pdu, sha1: values.length > 1 ? sha1Hex(pdu.eventId) : '' };
  });
  return candidates.sort((a, b) => {
    if (a.pdu.depth !== b.pdu.depth) return a.pdu.depth > b.pdu.depth ? -1 : 1;
    if (a.sha1 === b.sha1) return 0;
    return a.sha1 < b.sha1 ? -1 : 1;
  });
}

const encoder = new TextEncoder();

function sha1Hex(eventId: string): string {
  let hex = '';
  for (const byte of nobleHashing.sha1(encoder.encode(eventId))) {
    hex += byte.toString(16).padStart(2, '0');
  }
  return hex;
}
