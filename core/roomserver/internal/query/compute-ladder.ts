import { targetsOf } from '../../../base/csr';
import type { Signing } from '../../../base/platform-port';
import { withSignatureCheck } from '../../../matrix/event/check-signatures';
import type { VerifyKeys } from '../../../matrix/event/verify-keys';
import type { LevelVerdict, Refusal } from '../../../matrix/event-auth/verdict';
import type { StateStorage } from '../../state/state-storage';
import type { EventNid } from '../../types/nids';
import { checkByAuthEvents, checkByStateBefore, levelVerdict } from '../input/check-event';
import type { RoomEvents } from './room-events';
import { snapshotBefore } from './state-at';
import type { BrokenEvent, StoredEvent, StoredRoom } from './stored-room';

/**
 * What our rules say of an event in a database that keeps no reasons: of its stored text, of the
 * auth events that are held (with the verdicts that the server recorded about them), and of the state
 * before it that the server stored. Whether the server agreed is its `is_rejected` alone.
 */
export function computeLadder(
  room: StoredRoom,
  events: RoomEvents,
  states: StateStorage,
  row: number,
  keys: VerifyKeys,
  signing: Signing,
): readonly LevelVerdict[] {
  const event = room.event(events.eventNid[row] as EventNid);
  if (!('received' in event)) return [levelVerdict('format', unreadable(event))];
  const { pdu } = event.received;
  const cited = Array.from(targetsOf(events.auth, row), (at) => events.eventNid[at] as EventNid);
  const snapshot = snapshotBefore(events, row);
  const before = snapshot === 0 ? null : states.view(snapshot);
  return [
    levelVerdict('format', formatRefusal(event, room, keys, signing)),
    checkByAuthEvents(room, pdu, cited),
    checkByStateBefore(room, pdu, before),
  ];
}

function formatRefusal(
  { received, value }: StoredEvent,
  { rules }: StoredRoom,
  keys: VerifyKeys,
  signing: Signing,
): Refusal | null {
  return withSignatureCheck(received, value, rules, keys, signing).formatRefusal;
}

function unreadable({ field, reason }: BrokenEvent): Refusal {
  const because = `Its field ${field} cannot be read: ${reason}.`;
  return { ruleId: 'format.field', section: 'Event format', because, evidence: [] };
}
