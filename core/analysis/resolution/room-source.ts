import type { Work } from '../../base/work';
import { isObject } from '../../matrix/event/json';
import { parseJson } from '../../matrix/event/parse-json';
import type { EventId, Pdu } from '../../matrix/event/pdu';
import { redact } from '../../matrix/event/redact';
import { symbolicPdu } from '../../matrix/event/symbolic-pdu';
import type { RoomVersionRules } from '../../matrix/room-versions/rules';
import { MemoryRoom } from '../../matrix/state-resolution/memory-room';
import type { StateMap } from '../../matrix/state-resolution/partition';
import type { RoomEvents } from '../../roomserver/internal/query/room-events';
import { eventsOf, stateAfter } from '../../roomserver/internal/query/state-at';
import type { StateStorage } from '../../roomserver/state/state-storage';
import type { Storage } from '../../roomserver/storage/interface';

/** A room of a database, as everything that is asked about it needs it. */
export interface RoomSource {
  readonly storage: Storage;
  /** Of its room version. */
  readonly rules: RoomVersionRules;
  readonly events: RoomEvents;
  readonly state: StateStorage;
}

const ROWS_PER_BREATH = 512;

/**
 * The stored events that are wanted, by row. They were checked when they were stored: ID and content
 * hash are taken as recorded.
 */
export async function readStoredPdus(
  { storage, rules, events }: RoomSource,
  isWanted: (row: number) => boolean,
  work: Work,
): Promise<ReadonlyMap<number, Pdu>> {
  const decoder = new TextDecoder();
  const pdus = new Map<number, Pdu>();
  let done = 0;
  for (const [nid, json] of storage.events.jsonOfRoom(events.room.roomNid)) {
    if (done++ % ROWS_PER_BREATH === 0)
      await work.breathe({ phase: 'Reading events', done, total: events.count });
    const row = events.rowOfNid(nid);
    if (row < 0 || !isWanted(row)) continue;
    const value = parseJson(decoder.decode(json));
    if (!isObject(value)) continue;
    const hash = events.contentHash(row);
    // A foreign database does not say; its server stored the redacted form where it had to.
    const isWhole = hash === 'valid' || hash === '';
    const event = isWhole ? value : { ...value, ...redact(value, rules.redaction) };
    pdus.set(row, symbolicPdu({ ...event, event_id: events.eventId[row] ?? '' }));
  }
  return pdus;
}

/** What resolution may look at: the room's state events, and whatever is cited as an auth event. */
export async function loadStateEvents(room: RoomSource, work: Work): Promise<MemoryRoom> {
  const { events } = room;
  const isCited = new Uint8Array(events.count);
  for (const row of events.auth.targets) isCited[row] = 1;
  const isWanted = (row: number) => events.isState[row] === 1 || isCited[row] === 1;
  const pdus = await readStoredPdus(room, isWanted, work);
  const loaded = new MemoryRoom();
  for (const [row, pdu] of [...pdus].sort(([a], [b]) => a - b)) {
    const event = loaded.add(pdu);
    if (events.rejected[row] === 1) loaded.reject(event);
  }
  return loaded;
}

/**
 * The stored state after a row, by the numbers of `loaded`; null where it is not known. An entry whose
 * state key the server lost holds no key, and is left out.
 */
export function storedStateAfter(
  { events, state }: RoomSource,
  row: number,
  loaded: MemoryRoom,
): StateMap | null {
  const after = stateAfter(events, state, row);
  if (after === null) return null;
  const map = new Map<number, number>();
  for (const nid of eventsOf(state, after)) {
    const entry = events.rowOfNid(nid);
    const event = loaded.find((events.eventId[entry] ?? '') as EventId);
    if (event !== undefined && events.stateKeyNid[entry] !== 0)
      map.set(loaded.tupleOf(event), event);
  }
  return map;
}
