import { assertUnreachable } from '../../base/assert';
import type { RoomVersionRules } from '../room-versions/rules';
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
  switch (rules.stateResolution.algorithm) {
    case 'v1':
      return resolveV1(input, rules, trace);
    case 'v2':
      return resolveV2(input, V2, rules, trace);
    case 'v2.1':
      return resolveV2(input, V2_1, rules, trace);
    default:
      return assertUnreachable(rules.stateResolution.algorithm);
  }
}
