import { memoryRoomNames, type RoomNames } from '../../../analysis/resolution/memory-room-names';
import { whyNotFromCreate } from '../../../analysis/resolution/resolve-events';
import { type WhyNot, whyNotResolved } from '../../../analysis/resolution/why-not';
import { RoomscopeError } from '../../../base/errors';
import type { Work } from '../../../base/work';
import { compareCodePoints } from '../../../matrix/event/canonical-json';
import { type AlgorithmChoice, withAlgorithm } from '../../../matrix/room-versions/algorithm';
import type { WhyNotReport } from '../../reports';
import type { ResolveParams } from '../../requests';
import { algorithmChoice } from '../open-options';
import type { OpenRoom } from '../open-room';
import { algorithmOfRoom } from '../room-rules';
import { rowOfEvent } from '../state-points';
import { statesAfter } from './states-after';

/**
 * The algorithm that points are added to: the one asked for, else the room's; null: its version's.
 * Throws `usage` where that asked for is Dendrite's already.
 */
export function algorithmToExplain(room: OpenRoom, params: ResolveParams): AlgorithmChoice | null {
  const asked = algorithmChoice(params.algorithm, params.points);
  if (asked?.algorithm === 'dendrite')
    throw new RoomscopeError(
      'usage',
      "Why a Dendrite comes to another state is asked of the room's own algorithm, not of the algorithm dendrite. Leave out the algorithm.",
      { field: 'algorithm' },
    );
  const choice = asked ?? algorithmOfRoom(room);
  return choice?.algorithm === 'dendrite' ? null : choice;
}

/** Which points make the difference, and what differs. */
export async function whyNotReport(
  room: OpenRoom,
  eventIds: readonly string[],
  choice: AlgorithmChoice | null,
  fromCreate: boolean,
  work: Work,
): Promise<WhyNotReport> {
  const rules = withAlgorithm(room.rules, choice);
  // Also of a replay: it says which events have no known state.
  const { room: loaded, states } = await statesAfter(room, eventIds, choice, work);
  if (!fromCreate) {
    const found = await whyNotResolved(states, loaded, rules, work);
    return report(found, memoryRoomNames(loaded), fromCreate);
  }
  const rows = eventIds.map((eventId) => rowOfEvent(room, eventId));
  const replay = await whyNotFromCreate(room, rows, rules, work);
  return report(replay.whyNot, memoryRoomNames(replay.room), fromCreate);
}

function report(found: WhyNot, names: RoomNames, fromCreate: boolean): WhyNotReport {
  return {
    algorithm: 'dendrite',
    from_create: fromCreate,
    points: found.points,
    differs: differences(found, names),
  };
}

/** Sorted like a state; null where the one or the other has no entry. */
function differences({ own, dendrite }: WhyNot, names: RoomNames): WhyNotReport['differs'] {
  const tuples = [...new Set([...own.keys(), ...dendrite.keys()])];
  const idOf = (event: number | undefined) => (event === undefined ? null : names.eventId(event));
  return tuples
    .filter((tuple) => own.get(tuple) !== dendrite.get(tuple))
    .map((tuple): WhyNotReport['differs'][number] => {
      return [...names.key(tuple), idOf(own.get(tuple)), idOf(dendrite.get(tuple))];
    })
    .sort((a, b) => compareCodePoints(a[0], b[0]) || compareCodePoints(a[1], b[1]));
}
