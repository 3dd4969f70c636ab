import { isObject } from '../matrix/event/json';
import { parseJson } from '../matrix/event/parse-json';
import type { RoomEvents } from '../roomserver/internal/query/room-events';
import type { Storage } from '../roomserver/storage/interface';
import {
  type EventNid,
  type EventStateKeyNid,
  type EventTypeNid,
  PREASSIGNED_EVENT_TYPES,
} from '../roomserver/types/nids';
import { type Names, namesByDisplayName, namesByLocalpart, userIdParts } from './text/names';

const MEMBER_TYPE_NID = PREASSIGNED_EVENT_TYPES.get('m.room.member');
const decoder = new TextDecoder();

/** Names for a room's users: with server labels where senders and members are of several servers. */
export function roomNames(events: RoomEvents, storage: Storage): Names {
  const servers = new Set<string>();
  const add = (userId: string) => {
    const server = userIdParts(userId)?.server;
    if (server !== undefined) servers.add(server);
  };
  for (const sender of events.senders) add(sender);
  const memberKeys = new Set<number>();
  for (let row = 0; row < events.count; row++)
    if (events.typeNid[row] === MEMBER_TYPE_NID) memberKeys.add(events.stateKeyNid[row] ?? 0);
  for (const key of memberKeys) add(storage.eventStateKeys.text(key as EventStateKeyNid) ?? '');
  return namesByLocalpart(servers);
}

/** Names for a sample: as its users call themselves, by the first name that each takes. */
export function sampleNames(events: RoomEvents, storage: Storage): Names {
  const members: EventNid[] = [];
  for (let row = 0; row < events.count; row++)
    if (events.typeNid[row] === MEMBER_TYPE_NID) members.push(events.eventNid[row] as EventNid);
  const names = new Map<string, string>();
  for (const [, json] of storage.events.json(members)) {
    const event = parseJson(decoder.decode(json));
    if (!isObject(event) || !isObject(event.content)) continue;
    const { state_key: user, content } = event;
    const name = content.displayname;
    if (typeof user === 'string' && typeof name === 'string' && !names.has(user))
      names.set(user, name);
  }
  return namesByDisplayName(names);
}

/** Servers of the senders, those with most events first. */
export function serversByEvents(events: RoomEvents): string[] {
  const bySender = new Float64Array(events.senders.length);
  for (const sender of events.sender) bySender[sender] = (bySender[sender] ?? 0) + 1;
  const counts = new Map<string, number>();
  for (const [sender, count] of bySender.entries()) {
    const server = userIdParts(events.senders[sender] ?? '')?.server;
    if (server !== undefined) counts.set(server, (counts.get(server) ?? 0) + count);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([server]) => server);
}

/** All event types that occur in the room. */
export function typesOf(events: RoomEvents, storage: Storage): string[] {
  const types = new Set<number>(events.typeNid);
  return Array.from(types, (nid) => storage.eventTypes.text(nid as EventTypeNid) ?? '');
}
