import { isObject, type JsonObject } from '../../event/json';
import { type Decision, refuse } from '../auth-check';
import { membershipOf } from '../membership';
import type { MemberCheck } from './member-check';

/**
 * An invite that redeems a third-party invite: an identity server signed that the invited address
 * is this user's. The sender need not be in the room.
 */
export function checkInviteByThirdParty(check: MemberCheck): Decision {
  const { event, target, rules } = check;
  const { membership, pdu } = membershipOf(target, check);
  if (membership === 'ban' && !rules.auth.departures.thirdPartyInviteUnchecked) {
    const because = `${target} is banned and cannot be invited.`;
    return refuse(rules, 'R5.invite.third-party.banned', because, [pdu]);
  }
  const { third_party_invite: invite } = event.content;
  const signed = isObject(invite) ? invite.signed : undefined;
  if (!isObject(signed)) {
    const because = 'Its third_party_invite carries no signed proof.';
    return refuse(rules, 'R5.invite.third-party.signed', because);
  }
  return checkSigned(check, signed);
}

function checkSigned(check: MemberCheck, signed: JsonObject): Decision {
  const { target, rules } = check;
  const { mxid, token } = signed;
  if (typeof mxid !== 'string' || typeof token !== 'string') {
    const because = 'The signed proof of its third-party invite lacks mxid or token.';
    return refuse(rules, 'R5.invite.third-party.mxid-and-token', because);
  }
  if (mxid !== target) {
    const because = `The third-party invite was signed for ${mxid}, not for ${target}.`;
    return refuse(rules, 'R5.invite.third-party.mxid', because);
  }
  return checkRedeemed(check, signed, token);
}

function checkRedeemed(check: MemberCheck, signed: JsonObject, token: string): Decision {
  const { event, state, rules } = check;
  const invite = state.get('m.room.third_party_invite', token);
  if (invite === undefined) {
    const because = 'The room has no third-party invite with the token that it redeems.';
    return refuse(rules, 'R5.invite.third-party.no-such-invite', because);
  }
  if (invite.sender !== event.sender && !rules.auth.departures.thirdPartyInviteUnchecked) {
    const because = `The third-party invite was issued by ${invite.sender}, not by ${event.sender}.`;
    return refuse(rules, 'R5.invite.third-party.sender', because, [invite]);
  }
  if (check.verifyThirdPartyInvite(signed, invite)) return 'allow';
  const because = 'No signature of its third-party invite is by a key that the invite names.';
  return refuse(rules, 'R5.invite.third-party.signature', because, [invite]);
}
