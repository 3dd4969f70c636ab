import type { ResolutionInput, ResolvedKeys } from './resolver-types';
import { roomMemoryOf } from './room-memory';
import type { ResolutionTrace } from './trace';

/** The first two steps: how the state sets split. O(entries). */
export function traceInput(input: ResolutionInput, trace: ResolutionTrace): void {
  trace.add({ step: 'conflicted-keys', keys: input.conflicted });
  const memory = roomMemoryOf(input.events);
  const entries = Array.from(input.unconflicted.events(), (event) => ({
    tuple: memory.tupleOf(event),
    event,
  }));
  trace.add({ step: 'unconflicted-state', entries });
}

/** The last step: what comes beside the unconflicted state. */
export function traceResult(
  input: ResolutionInput,
  resolved: ResolvedKeys,
  trace: ResolutionTrace,
): void {
  const entries = Array.from(resolved, ([tuple, event]) => ({ tuple, event }));
  const conflicted = input.conflicted.map(({ tuple }) => tuple);
  const withoutValue = conflicted.filter((tuple) => !resolved.has(tuple));
  trace.add({ step: 'result', entries, withoutValue });
}
