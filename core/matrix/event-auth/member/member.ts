import { type AuthCheck, type Decision, refuse } from '../auth-check';
import { mayTakePart } from '../federation';
import { checkAuthorisingServer } from './authorising-server';
import { checkBan } from './ban';
import { checkInvite } from './invite';
import { checkJoin, isFirstJoin } from './join';
import { checkKnock } from './knock';
import { checkLeave } from './leave';
import type { MemberCheck } from './member-check';

/** Rule R5: member events. It always decides. */
export function checkMember(check: AuthCheck): Decision {
  const { event, state, rules, verifyThirdPartyInvite } = check;
  if (event.type !== 'm.room.member') return null;
  const { membership } = event.content;
  if (event.stateKey === null || membership === undefined) {
    const because = 'A member event must name a user in its state_key and have a membership.';
    return refuse(rules, 'R5.fields', because);
  }
  const target = event.stateKey;
  const member: MemberCheck = { event, state, rules, verifyThirdPartyInvite, target };
  return checkAuthorisingServer(member) ?? checkMembership(member, membership);
}

function checkMembership(check: MemberCheck, membership: unknown): Decision {
  if (membership === 'join' && isFirstJoin(check)) return 'allow';
  const closed = checkTargetMayTakePart(check);
  if (closed !== null) return closed;
  switch (membership) {
    case 'join':
      return checkJoin(check);
    case 'invite':
      return checkInvite(check);
    case 'leave':
      return checkLeave(check);
    case 'ban':
      return checkBan(check);
    case 'knock':
      if (check.rules.auth.knock) return checkKnock(check);
  }
  const because = 'Its membership is not one that this room version knows.';
  return refuse(check.rules, 'R5.unknown', because);
}

/** Not in the specification, which names only the sender (R3); deployed servers look at both. */
function checkTargetMayTakePart(check: MemberCheck): Decision {
  if (mayTakePart(check.target, check)) return null;
  const create = check.state.get('m.room.create', '');
  const because = `The room does not federate, and ${check.target} is not of the server that made it.`;
  return refuse(check.rules, 'R3.target', because, [create]);
}
