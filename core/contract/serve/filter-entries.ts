import type { EventNid, EventStateKeyNid } from '../../roomserver/types/nids';
import type { RoomModel } from './room-model';

/**
 * The entries whose type, state key or sender, as stored or as shown, contains every word of `filter`,
 * in any case. Reads no JSON. O(entries * words).
 */
export function filterEntries(
  model: RoomModel,
  nids: readonly EventNid[],
  filter: string,
): readonly EventNid[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return nids;
  const senders = new Map<number, string>();
  return nids.filter((nid) => {
    const text = `${keyText(model, nid)}\n${senderText(model, nid, senders)}`;
    return words.every((word) => text.includes(word));
  });
}

function keyText({ states, room, keys }: RoomModel, nid: EventNid): string {
  const { eventTypes, eventStateKeys } = room.storage;
  const tuple = states.tupleOf(nid);
  const type = eventTypes.text(states.tuples.typeNid(tuple)) ?? '';
  const stateKey = eventStateKeys.text(states.tuples.stateKeyNid(tuple) as EventStateKeyNid) ?? '';
  return `${type}\n${stateKey}\n${keys.key(type, stateKey)}`.toLowerCase();
}

function senderText(
  { events, names }: RoomModel,
  nid: EventNid,
  known: Map<number, string>,
): string {
  const sender = events.sender[events.rowOfNid(nid)] ?? -1;
  const text = known.get(sender);
  if (text !== undefined) return text;
  const userId = events.senders[sender] ?? '';
  const made = `${userId}\n${names.of(userId)}`.toLowerCase();
  known.set(sender, made);
  return made;
}
