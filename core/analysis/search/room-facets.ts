import type { EventStateKeyNid, EventTypeNid } from '../../roomserver/types/nids';
import { userIdParts } from '../text/names';
import type { SearchRoom } from './search-room';

/** A value that occurs in the room, and in how many events. */
export type Facet = readonly [value: string, events: number];

/** The values that a room's events have, those of most events first. */
export interface RoomFacets {
  readonly type: readonly Facet[];
  readonly sender: readonly Facet[];
  readonly server: readonly Facet[];
  readonly state_key: readonly Facet[];
}

/** O(rows + distinct values x log). */
export function roomFacets({ events, storage }: SearchRoom): RoomFacets {
  const types = countsOf(events.typeNid);
  const stateKeys = countsOf(events.stateKeyNid);
  stateKeys.delete(0);
  const senders = new Map<string, number>();
  for (const [sender, count] of countsOf(events.sender))
    senders.set(events.senders[sender] ?? '', count);
  const servers = new Map<string, number>();
  for (const [sender, count] of senders) {
    const server = userIdParts(sender)?.server;
    if (server !== undefined) servers.set(server, (servers.get(server) ?? 0) + count);
  }
  const typeOf = (nid: number) => storage.eventTypes.text(nid as EventTypeNid) ?? '';
  const keyOf = (nid: number) => storage.eventStateKeys.text(nid as EventStateKeyNid) ?? '';
  return {
    type: mostFirst(Array.from(types, ([nid, count]) => [typeOf(nid), count])),
    sender: mostFirst([...senders]),
    server: mostFirst([...servers]),
    state_key: mostFirst(Array.from(stateKeys, ([nid, count]) => [keyOf(nid), count])),
  };
}

function countsOf(column: Float64Array | Int32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of column) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function mostFirst(facets: Facet[]): readonly Facet[] {
  return facets.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
