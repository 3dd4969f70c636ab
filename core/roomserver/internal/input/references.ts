import type { EventId, Pdu } from '../../../matrix/event/pdu';
import type { EventNid } from '../../types/nids';
import type { HeldRoom } from './held-room';

/** The events that an event cites, told apart by whether they are held. */
export interface References {
  readonly prevEventNids: readonly EventNid[];
  readonly missingPrev: readonly EventId[];
  readonly authEventNids: readonly EventNid[];
  readonly missingAuth: readonly EventId[];
}

/** In cited order. */
export function lookUpReferences(room: HeldRoom, pdu: Pdu): References {
  const prev = split(room, pdu.prevEventIds);
  const auth = split(room, pdu.authEventIds);
  return {
    prevEventNids: prev.held,
    missingPrev: prev.missing,
    authEventNids: auth.held,
    missingAuth: auth.missing,
  };
}

function split(room: HeldRoom, ids: readonly EventId[]) {
  const held: EventNid[] = [];
  const missing: EventId[] = [];
  for (const id of new Set(ids)) {
    const nid = room.find(id);
    if (nid === undefined) missing.push(id);
    else held.push(nid);
  }
  return { held, missing };
}
