import { type Decision, refuse } from '../auth-check';
import { compareLevels } from '../level-values';
import { levelToDo, powerLevelsEvent, userLevel } from '../levels';
import { membershipOf, standing } from '../membership';
import { checkInviteByThirdParty } from './invite-by-third-party';
import type { MemberCheck } from './member-check';

export function checkInvite(check: MemberCheck): Decision {
  const { event, state, rules } = check;
  if (event.content.third_party_invite !== undefined) return checkInviteByThirdParty(check);
  const sender = membershipOf(event.sender, check);
  if (sender.membership !== 'join') {
    const because = `${event.sender} ${standing(sender)} and cannot invite.`;
    return refuse(rules, 'R5.invite.sender-not-joined', because, [sender.pdu]);
  }
  const target = membershipOf(check.target, check);
  if (target.membership === 'join' || target.membership === 'ban') {
    const because = `${check.target} ${standing(target)} and cannot be invited.`;
    return refuse(rules, 'R5.invite.target', because, [target.pdu]);
  }
  const level = userLevel(event.sender, state, rules);
  const needed = levelToDo('invite', state, rules);
  if (compareLevels(level, needed) >= 0) return 'allow';
  const because = `${event.sender} has level ${level}; inviting needs ${needed}.`;
  return refuse(rules, 'R5.invite.level', because, [powerLevelsEvent(state)]);
}
