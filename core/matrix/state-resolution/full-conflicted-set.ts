import type { RoomVersionRules } from '../room-versions/rules';
import { authDifference } from './auth-difference';
import { conflictedStateSubgraph } from './conflicted-subgraph';
import { literalAuthDifference } from './literal-auth-difference';
import { conflictedStateSet } from './partition';
import type { EventNumber, ResolutionInput } from './resolver-types';
import type { RoomMemory } from './room-memory';
import type { ResolutionTrace } from './trace';
import { authChainsStep } from './trace-auth-chains';

/**
 * The full conflicted set: the conflicted events, the auth difference and in v2.1 the conflicted
 * state subgraph; each event once. Noted in `memory.fullConflictedSet`, too.
 */
export function fullConflictedSet(
  input: ResolutionInput,
  withSubgraph: boolean,
  memory: RoomMemory,
  rules: RoomVersionRules,
  trace: ResolutionTrace | undefined,
): readonly EventNumber[] {
  const conflicted = conflictedStateSet(input.conflicted);
  const difference = differenceOf(conflicted, input, memory, rules, trace);
  const subgraph = withSubgraph ? conflictedStateSubgraph(conflicted, memory) : [];
  if (withSubgraph) trace?.add({ step: 'conflicted-state-subgraph', events: subgraph });
  const full: EventNumber[] = [];
  memory.fullConflictedSet.reset(input.events.eventLimit);
  const addAll = (part: readonly EventNumber[]): number => {
    for (const event of part) if (memory.fullConflictedSet.add(event)) full.push(event);
    return full.length;
  };
  const ofConflict = addAll(conflicted);
  const ofDifference = addAll(difference);
  addAll(subgraph);
  trace?.add({
    step: 'full-conflicted-set',
    conflicted: full.slice(0, ofConflict),
    addedByAuthDifference: full.slice(ofConflict, ofDifference),
    addedBySubgraph: full.slice(ofDifference),
  });
  return full;
}

/** A trace shows the whole difference; the result needs only what it adds to the conflicted events. */
function differenceOf(
  conflicted: readonly EventNumber[],
  input: ResolutionInput,
  memory: RoomMemory,
  rules: RoomVersionRules,
  trace: ResolutionTrace | undefined,
): readonly EventNumber[] {
  const { reading, departures } = rules.stateResolution;
  if (departures.emptyAuthDifference && trace === undefined) return [];
  const skip = new Set(trace === undefined ? conflicted : []);
  const chains = reading === 'literal' ? literalAuthDifference : authDifference;
  const difference = chains(input, memory, skip);
  if (trace !== undefined) {
    trace.add(authChainsStep(difference, input, memory, reading));
    if (departures.emptyAuthDifference) {
      trace.add({ step: 'auth-difference', events: [], leftOut: difference });
      return [];
    }
    trace.add({ step: 'auth-difference', events: difference });
  }
  return difference;
}
