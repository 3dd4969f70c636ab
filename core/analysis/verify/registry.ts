import type { JsonObject } from '../../matrix/event/json';
import type { CaseKind } from './case-kind';
import { authorizationCases, selectionCases } from './kinds/auth';
import { canonicalJsonCases } from './kinds/canonical-json';
import { formatCases, hashCases, redactionCases } from './kinds/event';
import { oracleRooms } from './kinds/oracle-room';
import { resolutionPartCases } from './kinds/resolution-parts';
import { scenarios } from './kinds/scenario';
import { signingCases } from './kinds/signing';
import { stateResolutionCases } from './kinds/state-res';

/** Everything that can be verified by itself; recorded rooms need their expectations beside them. */
export const CASE_KINDS: readonly CaseKind[] = [
  oracleRooms,
  scenarios,
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
export function kindOf(value: JsonObject): CaseKind | undefined {
  return CASE_KINDS.find(
    (each) => each.kinds.some((known) => known === value.kind) || each.recognises?.(value),
  );
}
