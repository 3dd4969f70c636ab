import { nobleHashing } from '../../base/noble-hashing';
import { canonicalJson } from '../../matrix/event/canonical-json';
import { receivePdu } from '../../matrix/event/receive-pdu';
import type { RoomVersionRules } from '../../matrix/room-versions/rules';
import { MemoryRoom } from '../../matrix/state-resolution/memory-room';
import type { OracleRoom } from './oracle-rooms';

/** All events of an oracle room, rejected as the oracle says: for its merges, without a replay. */
export function heldOracleRoom(oracle: OracleRoom, rules: RoomVersionRules): MemoryRoom {
  const room = new MemoryRoom();
  const encoder = new TextEncoder();
  for (const [index, event] of oracle.events.entries()) {
    const json = encoder.encode(canonicalJson(event));
    const received = receivePdu(event, json, rules, nobleHashing);
    if (!received.ok) throw new Error(`${oracle.event_ids[index]}: ${received.failure.reason}`);
    const number = room.add(received.value.pdu);
    if (oracle.expected[index]?.accepted !== true) room.reject(number);
  }
  return room;
}
