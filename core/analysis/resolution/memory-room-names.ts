import { compareCodePoints } from '../../matrix/event/canonical-json';
import type { MemoryRoom } from '../../matrix/state-resolution/memory-room';
import type { TraceNames } from './trace-report';

/** What the numbers of a room in memory stand for. */
export interface RoomNames extends TraceNames {
  /** Sorted by type, then state key, by code points. */
  triples(state: { values(): Iterable<number> }): (readonly [string, string, string])[];
}

/** O(events), for the tuples; make it once. */
export function memoryRoomNames(room: MemoryRoom): RoomNames {
  const keys = new Map<number, readonly [string, string]>();
  for (let event = 1; event < room.eventLimit; event++) {
    const { type, stateKey } = room.pdu(event);
    if (stateKey !== null) keys.set(room.tupleOf(event), [type, stateKey]);
  }
  const eventId = (event: number): string => room.pdu(event).eventId;
  return {
    eventId,
    key: (tuple) => keys.get(tuple) ?? ['', ''],
    triples: (state) =>
      Array.from(state.values(), (event): readonly [string, string, string] => {
        const { type, stateKey } = room.pdu(event);
        return [type, stateKey ?? '', eventId(event)];
      }).sort((a, b) => compareCodePoints(a[0], b[0]) || compareCodePoints(a[1], b[1])),
  };
}
