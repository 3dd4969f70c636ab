import type { EventNumber, ResolutionInput } from './resolver-types';
import type { RoomMemory } from './room-memory';
import type { AuthChainsStep } from './trace';

/**
 * Which events of the auth difference are in which state set's auth chain. Walks each set's
 * conflicted values down to the oldest event of the difference: what the unconflicted state leads to
 * is in every chain, so in no difference. O(sets x events between); only for a trace.
 */
export function authChainsStep(
  difference: readonly EventNumber[],
  input: ResolutionInput,
  memory: RoomMemory,
  reading: AuthChainsStep['reading'],
): AuthChainsStep {
  let lowest = Number.POSITIVE_INFINITY;
  for (const event of difference) lowest = Math.min(lowest, memory.rank(event));
  const chains: (readonly EventNumber[])[] = [];
  for (let set = 0; set < input.stateSets && difference.length > 0; set++) {
    const starts = input.conflicted.flatMap(({ values }) => values[set] || []);
    markChain(starts, lowest, input, memory, reading);
    chains.push(difference.filter((event) => memory.scratch.has(event)));
  }
  while (chains.length < input.stateSets) chains.push([]);
  return { step: 'auth-chains', reading, chains };
}

/** Marks in the scratch space what `starts` lead to, and under `deployed` also themselves. */
function markChain(
  starts: readonly EventNumber[],
  lowest: number,
  { events }: ResolutionInput,
  memory: RoomMemory,
  reading: AuthChainsStep['reading'],
): void {
  const { scratch } = memory;
  scratch.reset(events.eventLimit);
  const stack = [...starts];
  if (reading === 'deployed') for (const event of starts) scratch.add(event);
  for (let event = stack.pop(); event !== undefined; event = stack.pop()) {
    const authEvents = events.authEvents(event);
    for (let i = 0; i < authEvents.length; i++) {
      const authEvent = authEvents[i] as EventNumber;
      if (memory.rank(authEvent) >= lowest && scratch.add(authEvent)) stack.push(authEvent);
    }
  }
}
