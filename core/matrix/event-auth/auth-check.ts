import type { Pdu } from '../event/pdu';
import type { RoomVersionRules } from '../room-versions/rules';
import type { AuthState } from './auth-state';
import { specSection } from './spec-outline';
import type { ThirdPartyInviteVerifier } from './third-party-invite-signature';
import type { Refusal } from './verdict';

/** One event being checked against one state. */
export interface AuthCheck {
  readonly event: Pdu;
  readonly state: AuthState;
  readonly rules: RoomVersionRules;
  readonly verifyThirdPartyInvite: ThirdPartyInviteVerifier;
}

/** What one rule says: it refuses, it allows (no later rule is asked), or null: the next rule decides. */
export type Decision = Refusal | 'allow' | null;

/**
 * Makes a refusal. `ruleId` is an entry of `spec-outline.ts`; of `evidence`, events that the state
 * does not have are left out.
 */
export function refuse(
  rules: RoomVersionRules,
  ruleId: string,
  because: string,
  evidence: readonly (Pdu | undefined)[] = [],
): Refusal {
  const shown = evidence.filter((pdu) => pdu !== undefined).map((pdu) => pdu.eventId);
  return { ruleId, section: specSection(ruleId, rules), because, evidence: [...new Set(shown)] };
}
