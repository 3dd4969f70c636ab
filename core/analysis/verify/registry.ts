import type { CaseKind } from './case-kind';
import { authorizationCases, selectionCases } from './kinds/auth';
import { canonicalJsonCases } from './kinds/canonical-json';
import { formatCases, hashCases, redactionCases } from './kinds/event';
import { oracleRooms } from './kinds/oracle-room';
import { resolutionPartCases } from './kinds/resolution-parts';
import { signingCases } from './kinds/signing';
import { stateResolutionCases } from './kinds/state-res';

/** Everything that can be verified by itself; recorded rooms need their expectations beside them. */
export const CASE_KINDS: readonly CaseKind[] = [
  oracleRooms,
  stateResolutionCases,
  resolutionPartCases,
  authorizationCases,
  selectionCases,
  redactionCases,
  formatCases,
  canonicalJsonCases,
  signingCases,
  hashCases,
];

/** undefined where the object is none that can be verified. */
export function kindOf(kind: unknown): CaseKind | undefined {
  return CASE_KINDS.find(({ kinds }) => kinds.some((known) => known === kind));
}
