import type { RoomVersionRules } from '../../room-versions/rules';
import type { MemoryRoom } from '../../state-resolution/memory-room';
import type { StateMap } from '../../state-resolution/partition';
import type { ResolutionStep } from '../../state-resolution/trace';
import { checkPowerOrder } from './check-power-order';
import { mapOf, replayChecks } from './check-replay';
import { checkSets } from './check-sets';
import { replayVersionOne } from './check-version-one';
import { Told } from './told';

/**
 * Replays a trace without the resolver: from the state that it starts from, through the verdicts
 * told, to the result; and asks of every set, order and criterion whether it is what the definition
 * says. Empty where everything told is true. Slow: for small rooms.
 */
export function traceComplaints(
  steps: readonly ResolutionStep[],
  sets: readonly StateMap[],
  room: MemoryRoom,
  rules: RoomVersionRules,
): readonly string[] {
  const told = new Told(steps, sets, room, rules);
  checkSplit(told);
  checkSets(told);
  checkPowerOrder(told);
  const isVersionOne = told.only('version-1-uncontested') !== undefined;
  const replayed = isVersionOne ? replayVersionOne(told) : replayChecks(told);
  const result = told.only('result');
  const entries = [...mapOf(result?.entries ?? [])].toSorted(([a], [b]) => a - b);
  told.compare(
    'result',
    entries,
    [...replayed].toSorted(([a], [b]) => a - b),
  );
  const conflicted = told.only('conflicted-keys')?.keys.map(({ tuple }) => tuple) ?? [];
  const without = conflicted.filter((tuple) => !replayed.has(tuple));
  told.compareSets('keys without a value', result?.withoutValue ?? [], without);
  return told.complaints;
}

/** Every key of the sets is told once: as conflicted, with its values, or as unconflicted. */
function checkSplit(told: Told): void {
  const agreed = mapOf(told.only('absent-is-agreed')?.entries ?? []);
  const unconflicted = mapOf(told.only('unconflicted-state')?.entries ?? []);
  const conflicted = new Map(
    told.only('conflicted-keys')?.keys.map(({ tuple, values }) => [tuple, values]),
  );
  for (const tuple of new Set(told.sets.flatMap((set) => [...set.keys()]))) {
    const values = told.sets.map((set) => set.get(tuple) ?? 0);
    const held = [...new Set(values.filter((event) => event !== 0))];
    const isAgreed = agreed.has(tuple) ? held.length === 1 : new Set(values).size === 1;
    told.compare(
      'value of an unconflicted key',
      unconflicted.get(tuple),
      isAgreed ? held[0] : undefined,
    );
    told.compare(
      'values of a conflicted key',
      conflicted.get(tuple),
      isAgreed ? undefined : values,
    );
  }
}
