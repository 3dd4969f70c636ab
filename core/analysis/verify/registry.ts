import type { CaseKind } from './case-kind';
import { oracleRooms } from './kinds/oracle-room';
import { stateResolutionCases } from './kinds/state-res';

/** Everything that can be verified by itself; recorded rooms need their expectations beside them. */
export const CASE_KINDS: readonly CaseKind[] = [oracleRooms, stateResolutionCases];

/** undefined where the object is none that can be verified. */
export function kindOf(kind: unknown): CaseKind | undefined {
  return CASE_KINDS.find(({ kinds }) => kinds.some((known) => known === kind));
}
