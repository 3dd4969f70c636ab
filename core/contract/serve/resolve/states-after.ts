import {
  replayedStatesAfter,
  type StatesAfter,
  storedStatesAfter,
} from '../../../analysis/resolution/resolve-events';
import { loadStateEvents } from '../../../analysis/resolution/room-source';
import { RoomscopeError } from '../../../base/errors';
import type { Work } from '../../../base/work';
import {
  type AlgorithmChoice,
  algorithmText,
  withAlgorithm,
} from '../../../matrix/room-versions/algorithm';
import type { MemoryRoom } from '../../../matrix/state-resolution/memory-room';
import type { StateMap } from '../../../matrix/state-resolution/partition';
import type { OpenRoom } from '../open-room';
import { algorithmOfRoom } from '../room-rules';
import { rowOfEvent } from '../state-points';

/** The states after events, all of them known. */
export interface KnownStates {
  readonly room: MemoryRoom;
  readonly states: readonly StateMap[];
}

/**
 * As stored, where the room was computed under that algorithm or is a server's own database; otherwise
 * as a replay under the algorithm has them. Throws `usage` for an event that is not held, or after
 * which the state is not known.
 */
export async function statesAfter(
  room: OpenRoom,
  eventIds: readonly string[],
  choice: AlgorithmChoice | null,
  work: Work,
): Promise<KnownStates> {
  const rows = eventIds.map((eventId) => rowOfEvent(room, eventId));
  const isStored =
    room.document.info.kind === 'database' ||
    algorithmText(choice, room.rules) === algorithmText(algorithmOfRoom(room), room.rules);
  if (!isStored) {
    const rules = withAlgorithm(room.rules, choice);
    return known(eventIds, await replayedStatesAfter(room, rows, rules, work));
  }
  // Read once for all questions about the room: a database's events never change.
  const loaded = await room.memo.get('state events', () => loadStateEvents(room, work));
  return known(eventIds, storedStatesAfter(room, rows, loaded));
}

function known(eventIds: readonly string[], { room, states }: StatesAfter): KnownStates {
  const at = states.indexOf(null);
  if (at < 0) return { room, states: states.flatMap((state) => state ?? []) };
  const eventId = eventIds[at] ?? '';
  throw new RoomscopeError(
    'usage',
    `The state after ${eventId} is not known: none of the events before it is held.`,
    { eventId },
  );
}
