import type { RoomVersionRules } from '../room-versions/rules';
import { createIsAmongAuthEvents } from './dendrite/create-among-auth-events';
import { powerOrder } from './dendrite/power-order';
import { stepsOrder } from './dendrite/steps-order';
import { fullConflictedSet } from './full-conflicted-set';
import { iterativeAuthChecks, ResolvingState } from './iterative-auth-checks';
import { mainlineOrder } from './mainline-order';
import { powerEventsWithAncestors } from './power-events';
import type {
  EventNumber,
  ResolutionInput,
  ResolvedKeys,
  TupleNumber,
  UnconflictedState,
} from './resolver-types';
import { roomMemoryOf } from './room-memory';
import type { OverwrittenKey, ResolutionTrace } from './trace';

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
  const { departures } = rules.stateResolution;
  if (departures.nothingWithoutCreate && !createIsAmongAuthEvents(input, rules, memory)) {
    trace?.add({ step: 'no-create-event' });
    return new Map();
  }
  const full = fullConflictedSet(input, variant.replaysSubgraph, memory, rules, trace);
  const powerEvents = powerEventsWithAncestors(full, memory, rules, trace);
  const isPowerEvent = new Set(powerEvents);
  const byPower = powerOrder(powerEvents, full, memory, rules, trace);

  const startsFrom = variant.startsFromEmptyState ? 'empty-state' : 'unconflicted-state';
  trace?.add({ step: 'starting-state', from: startsFrom });
  const state = new ResolvingState(variant.startsFromEmptyState ? null : input.unconflicted);
  iterativeAuthChecks('power-events', byPower, state, memory, rules, trace);

  const others = full.filter((event) => !isPowerEvent.has(event));
  const powerLevels = state.get(input.events.tuple('m.room.power_levels', ''));
  const orderByMainline = departures.stepsBeforeClock ? stepsOrder : mainlineOrder;
  const byMainline = orderByMainline(others, powerLevels, memory, trace);
  iterativeAuthChecks('other-events', byMainline, state, memory, rules, trace);
  return withoutUnconflicted(state.letIn, input.unconflicted, trace);
}

/** The last step: the unconflicted state map overwrites whatever was let in at its keys. */
function withoutUnconflicted(
  letIn: ReadonlyMap<TupleNumber, EventNumber>,
  unconflicted: UnconflictedState,
  trace: ResolutionTrace | undefined,
): ResolvedKeys {
  const resolved = new Map<TupleNumber, EventNumber>();
  const overwritten: OverwrittenKey[] | undefined = trace === undefined ? undefined : [];
  for (const [tuple, event] of letIn) {
    const kept = unconflicted.get(tuple);
    if (kept === 0) resolved.set(tuple, event);
    else if (kept !== event) overwritten?.push({ tuple, letIn: event, unconflicted: kept });
  }
  if (overwritten !== undefined) trace?.add({ step: 'unconflicted-overwrites', keys: overwritten });
  return resolved;
}
