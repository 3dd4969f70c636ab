import { memoryRoomNames, type RoomNames } from '../../../analysis/resolution/memory-room-names';
import { resolveStatesAfter } from '../../../analysis/resolution/resolve-events';
import { traceReport } from '../../../analysis/resolution/trace-report';
import type { Work } from '../../../base/work';
import { compareCodePoints } from '../../../matrix/event/canonical-json';
import { withAlgorithm } from '../../../matrix/room-versions/algorithm';
import { distinctValues } from '../../../matrix/state-resolution/partition';
import type { ConflictedKey } from '../../../matrix/state-resolution/resolver-types';
import type { ResolveReport } from '../../reports';
import type { ResolveParams } from '../../requests';
import { algorithmChoice } from '../open-options';
import type { OpenRoom } from '../open-room';
import { algorithmOfRoom } from '../room-rules';
import { statesAfter } from './states-after';
import { algorithmToExplain, whyNotReport } from './why-not-report';

/** Resolves the states after events of an open room, and says on request how and why. */
export async function resolveEvents(
  room: OpenRoom,
  params: ResolveParams,
  work: Work,
): Promise<ResolveReport> {
  const { whyNot } = params;
  const choice = algorithmChoice(params.algorithm, params.points) ?? algorithmOfRoom(room);
  const explained = whyNot && algorithmToExplain(room, params);
  const eventIds = [...new Set(params.eventIds)];
  const rules = withAlgorithm(room.rules, choice);
  const { room: loaded, states } = await statesAfter(room, eventIds, choice, work);
  const resolved = resolveStatesAfter(states, loaded, rules, params.trace);
  const names = memoryRoomNames(loaded);
  return {
    room_id: room.row.roomId,
    room_version: room.row.roomVersion,
    algorithm: choice?.algorithm ?? rules.stateResolution.algorithm,
    points: choice?.algorithm === 'dendrite' ? choice.points : null,
    events: eventIds,
    incomplete: eventIds.some((id) => room.events.incomplete[room.events.rowOfId(id)] === 1),
    conflicted: conflictedKeys(resolved.conflicted, names),
    state: names.triples(resolved.state),
    trace: resolved.steps && traceReport(resolved.steps, names),
    why_not: whyNot && (await whyNotReport(room, eventIds, explained, whyNot.fromCreate, work)),
  };
}

/** Sorted like a state; the events of a key in the order of the states that have them. */
function conflictedKeys(
  keys: readonly ConflictedKey[],
  names: RoomNames,
): ResolveReport['conflicted'] {
  return keys
    .map((key): ResolveReport['conflicted'][number] => {
      const ids = distinctValues(key).map((event) => names.eventId(event));
      return [...names.key(key.tuple), ids];
    })
    .sort((a, b) => compareCodePoints(a[0], b[0]) || compareCodePoints(a[1], b[1]));
}
