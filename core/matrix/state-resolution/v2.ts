import type { RoomVersionRules } from '../room-versions/rules';
import { authDifference } from './auth-difference';
import { conflictedStateSubgraph } from './conflicted-subgraph';
import { iterativeAuthChecks, ResolvingState } from './iterative-auth-checks';
import { mainlineOrder } from './mainline-order';
import { conflictedStateSet } from './partition';
import { powerEventsWithAncestors } from './power-events';
import type {
  EventNumber,
  ResolutionInput,
  ResolvedKeys,
  TupleNumber,
  UnconflictedState,
} from './resolver-types';
import { reverseTopologicalPowerOrder } from './reverse-topological-power-order';
import { type RoomMemory, roomMemoryOf } from './room-memory';
import type { ResolutionTrace } from './trace';

/** In what v2.1 (room version 12, MSC4297) departs from v2. */
export interface Version2Variant {
  readonly startsFromEmptyState: boolean;
  readonly replaysSubgraph: boolean;
}

/**
 * State resolution v2 (room version 2, "State resolution", steps 1 to 5) and v2.1. O(n log n) in the
 * full conflicted set and the auth events between its members.
 */
export function resolveV2(
  input: ResolutionInput,
  variant: Version2Variant,
  rules: RoomVersionRules,
  trace: ResolutionTrace | undefined,
): ResolvedKeys {
  const memory = roomMemoryOf(input.events);
  const full = fullConflictedSet(input, variant, memory, trace);
  const state = new ResolvingState(variant.startsFromEmptyState ? null : input.unconflicted);

  const powerEvents = powerEventsWithAncestors(full, memory);
  trace?.add({ step: 'power-events', events: powerEvents });
  const isPowerEvent = new Set(powerEvents);
  const byPower = reverseTopologicalPowerOrder(powerEvents, memory, rules, trace);
  iterativeAuthChecks('power-events', byPower, state, memory, rules, trace);

  const others = full.filter((event) => !isPowerEvent.has(event));
  const powerLevels = state.get(input.events.tuple('m.room.power_levels', ''));
  const byMainline = mainlineOrder(others, powerLevels, memory, trace);
  iterativeAuthChecks('other-events', byMainline, state, memory, rules, trace);
  return withoutUnconflicted(state.letIn, input.unconflicted);
}

/** The conflicted events, the auth difference and in v2.1 the conflicted state subgraph; each once. */
function fullConflictedSet(
  input: ResolutionInput,
  variant: Version2Variant,
  memory: RoomMemory,
  trace: ResolutionTrace | undefined,
): readonly EventNumber[] {
  const conflicted = conflictedStateSet(input.conflicted);
  // A trace shows the whole difference; the result needs only what it adds to the conflicted events.
  const skip = new Set(trace === undefined ? conflicted : []);
  const difference = authDifference(input, memory, skip);
  trace?.add({ step: 'auth-difference', events: difference });
  const subgraph = variant.replaysSubgraph ? conflictedStateSubgraph(conflicted, memory) : [];
  if (variant.replaysSubgraph) trace?.add({ step: 'conflicted-state-subgraph', events: subgraph });
  memory.fullConflictedSet.reset(input.events.eventLimit);
  const full: EventNumber[] = [];
  for (const part of [conflicted, difference, subgraph]) {
    for (const event of part) if (memory.fullConflictedSet.add(event)) full.push(event);
  }
  trace?.add({ step: 'full-conflicted-set', events: full });
  return full;
}

/** The last step: the unconflicted state map overwrites whatever was let in at its keys. */
function withoutUnconflicted(
  letIn: ReadonlyMap<TupleNumber, EventNumber>,
  unconflicted: UnconflictedState,
): ResolvedKeys {
  const resolved = new Map<TupleNumber, EventNumber>();
  for (const [tuple, event] of letIn) {
    if (unconflicted.get(tuple) === 0) resolved.set(tuple, event);
  }
  return resolved;
}
