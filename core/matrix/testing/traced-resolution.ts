import { resolveStateMaps } from '../replay/resolve-states';
import type { RoomVersionRules } from '../room-versions/rules';
import type { MemoryRoom } from '../state-resolution/memory-room';
import type { StateMap } from '../state-resolution/partition';
import type { ResolutionStep } from '../state-resolution/trace';

/** A resolution of plain states and what its trace tells. */
export function tracedResolution(
  sets: readonly StateMap[],
  room: MemoryRoom,
  rules: RoomVersionRules,
) {
  const steps: ResolutionStep[] = [];
  const { state } = resolveStateMaps(sets, room, rules, { add: (step) => steps.push(step) });
  const step = <Name extends ResolutionStep['step']>(name: Name) =>
    steps.filter((each): each is Extract<ResolutionStep, { step: Name }> => each.step === name);
  return { state, steps, step };
}
