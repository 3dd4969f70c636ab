import type { Work } from '../../base/work';
import { resolvePersistentStates, resolveStateMaps } from '../../matrix/replay/resolve-states';
import type { RoomReplay } from '../../matrix/replay/room-replay';
import type { RoomVersionRules } from '../../matrix/room-versions/rules';
import type { MemoryRoom } from '../../matrix/state-resolution/memory-room';
import type { StateMap } from '../../matrix/state-resolution/partition';
import type { ConflictedKey } from '../../matrix/state-resolution/resolver-types';
import type { ResolutionStep } from '../../matrix/state-resolution/trace';
import { ancestry, replayed } from './room-ancestry';
import { type RoomSource, storedStateAfter } from './room-source';
import { answerOf, type WhyNot, whyNot } from './why-not';

/** States after events, in the numbers of a room in memory. null: not known. */
export interface StatesAfter {
  readonly room: MemoryRoom;
  readonly states: readonly (StateMap | null)[];
}

/** As they are stored; `loaded` holds the room's state events. */
export function storedStatesAfter(
  room: RoomSource,
  rows: readonly number[],
  loaded: MemoryRoom,
): StatesAfter {
  return { room: loaded, states: rows.map((row) => storedStateAfter(room, row, loaded)) };
}

/** As the rules have them from the create event on. */
export async function replayedStatesAfter(
  room: RoomSource,
  rows: readonly number[],
  rules: RoomVersionRules,
  work: Work,
): Promise<StatesAfter> {
  const replay = await replayed(await ancestry(room, rows, work), rules, work);
  const states = idsOf(room, rows).map((id) => {
    const state = replay.stateAfter(id);
    return state === undefined ? null : new Map(state.entries());
  });
  return { room: replay.room, states };
}

export interface ResolvedEvents {
  /** Keys on which the states do not all agree. */
  readonly conflicted: readonly ConflictedKey[];
  readonly state: StateMap;
  /** null where no trace is wanted. */
  readonly steps: readonly ResolutionStep[] | null;
}

export function resolveStatesAfter(
  states: readonly StateMap[],
  room: MemoryRoom,
  rules: RoomVersionRules,
  withTrace: boolean,
): ResolvedEvents {
  const steps: ResolutionStep[] = [];
  const trace = withTrace ? { add: (step: ResolutionStep) => void steps.push(step) } : undefined;
  const { conflicted, state } = resolveStateMaps(states, room, rules, trace);
  return { conflicted, state, steps: withTrace ? steps : null };
}

/**
 * Replays the room under the rules, with all points, and with every set of points that is tried. The
 * states after the events must be known.
 */
export async function whyNotFromCreate(
  room: RoomSource,
  rows: readonly number[],
  rules: RoomVersionRules,
  work: Work,
): Promise<{ readonly room: MemoryRoom; readonly whyNot: WhyNot }> {
  const events = await ancestry(room, rows, work);
  const ids = idsOf(room, rows);
  let first: RoomReplay | null = null;
  const found = await whyNot(rules, work, async (under) => {
    const replay = await replayed(events, under, work);
    first ??= replay;
    const states = ids.flatMap((id) => replay.stateAfter(id) ?? []);
    const state = resolvePersistentStates(states, replay.room, under);
    return { answer: answerOf(state.entries()), state: () => new Map(state.entries()) };
  });
  return { room: (first ?? (await replayed(events, rules, work))).room, whyNot: found };
}

function idsOf({ events }: RoomSource, rows: readonly number[]): readonly string[] {
  return rows.map((row) => events.eventId[row] ?? '');
}
