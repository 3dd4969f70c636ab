import { assertUnreachable } from '../../base/assert';
import type { RoomVersionRules } from '../room-versions/rules';
import { absentIsAgreed } from './dendrite/absent-is-agreed';
import type { ResolutionInput, ResolvedKeys } from './resolver-types';
import type { ResolutionTrace } from './trace';
import { traceInput, traceResult } from './trace-ends';
import { resolveV1 } from './v1';
import { resolveV2, type Version2Variant } from './v2';

const V2: Version2Variant = { startsFromEmptyState: false, replaysSubgraph: false };
const V2_1: Version2Variant = { startsFromEmptyState: true, replaysSubgraph: true };

/**
 * Resolves state sets with the algorithm that `rules` names. Pure: the result depends neither on the
 * order of the sets nor on that of the keys. `trace`, where given, is told every step.
 */
export function resolve(
  input: ResolutionInput,
  rules: RoomVersionRules,
  trace?: ResolutionTrace,
): ResolvedKeys {
  if (rules.stateResolution.departures.absentIsAgreed) {
    return resolveWithAgreement(input, rules, trace);
  }
  return resolveTraced(input, rules, trace);
}

/** What the sets agree on by departure A comes back beside the winners. */
function resolveWithAgreement(
  given: ResolutionInput,
  rules: RoomVersionRules,
  trace: ResolutionTrace | undefined,
): ResolvedKeys {
  const { input, agreed } = absentIsAgreed(given);
  trace?.add({
    step: 'absent-is-agreed',
    entries: Array.from(agreed, ([tuple, event]) => ({ tuple, event })),
  });
  const resolved = resolveTraced(input, rules, trace);
  return agreed.size === 0 ? resolved : new Map([...agreed, ...resolved]);
}

function resolveTraced(
  input: ResolutionInput,
  rules: RoomVersionRules,
  trace: ResolutionTrace | undefined,
): ResolvedKeys {
  if (trace !== undefined) traceInput(input, trace);
  const resolved = resolveConflicts(input, rules, trace);
  if (trace !== undefined) traceResult(input, resolved, trace);
  return resolved;
}

function resolveConflicts(
  input: ResolutionInput,
  rules: RoomVersionRules,
  trace: ResolutionTrace | undefined,
): ResolvedKeys {
  if (input.conflicted.length === 0) return new Map();
  const { algorithm, departures } = rules.stateResolution;
  switch (algorithm) {
    case 'v1':
      return resolveV1(input, rules, trace);
    case 'v2':
      return resolveV2(input, V2, rules, trace);
    case 'v2.1':
      return resolveV2(input, departures.noSubgraphNorEmptyStart ? V2 : V2_1, rules, trace);
    default:
      return assertUnreachable(algorithm);
  }
}
