import type { Pdu } from '../event/pdu';
import type { RoomVersionRules } from '../room-versions/rules';
import { checkAliases } from './aliases';
import type { AuthCheck, Decision } from './auth-check';
import type { AuthState } from './auth-state';
import { checkCreate } from './create';
import { checkFederation } from './federation';
import { checkMember } from './member/member';
import { checkPowerLevels } from './power-levels';
import { checkRedaction } from './redaction';
import { checkRequiredLevel } from './required-level';
import { checkSenderJoined } from './sender-joined';
import { checkThirdPartyInvite } from './third-party-invite';
import {
  type ThirdPartyInviteVerifier,
  verifyThirdPartyInvite,
} from './third-party-invite-signature';
import { checkUserStateKey } from './user-state-key';
import type { Refusal } from './verdict';

/** R3 to R11 in the specification's order; the first that decides ends the check, R12 allows the rest. */
const RULES: readonly ((check: AuthCheck) => Decision)[] = [
  checkFederation,
  checkAliases,
  checkMember,
  checkSenderJoined,
  checkThirdPartyInvite,
  checkRequiredLevel,
  checkUserStateKey,
  checkPowerLevels,
  checkRedaction,
];

/**
 * The authorization rules against one state (of the auth events, before the event, or now): R1 for
 * the create event, R3 to R12 for all others. Null: allowed. In version 12 `state` must answer with
 * the create event although no event cites it.
 *
 * Signatures: `verifyInvite` verifies those of third-party invites, whose keys are in the room. For
 * restricted joins the presence of the server's signature counts here; where that server's key is
 * known, a wrong one has refused the event by its format.
 */
export function checkAgainstState(
  event: Pdu,
  state: AuthState,
  rules: RoomVersionRules,
  verifyInvite: ThirdPartyInviteVerifier = verifyThirdPartyInvite,
): Refusal | null {
  if (event.type === 'm.room.create') return checkCreate(event, rules);
  const check: AuthCheck = { event, state, rules, verifyThirdPartyInvite: verifyInvite };
  for (const rule of RULES) {
    const decision = rule(check);
    if (decision === 'allow') return null;
    if (decision !== null) return decision;
  }
  return null;
}
