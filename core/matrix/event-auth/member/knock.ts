import { type Decision, refuse } from '../auth-check';
import { joinRuleOf, membershipOf, standing } from '../membership';
import type { MemberCheck } from './member-check';

/** Version 7 on: asking to be let in. */
export function checkKnock(check: MemberCheck): Decision {
  const { event, target, rules } = check;
  const { rule, pdu } = joinRuleOf(check);
  if (rule !== 'knock' && !(rules.auth.knockRestricted && rule === 'knock_restricted')) {
    const because = `The room's join rule is ${JSON.stringify(rule)}, so nobody can knock.`;
    return refuse(rules, 'R5.knock.join-rule', because, [pdu]);
  }
  if (event.sender !== target) {
    const because = `${event.sender} cannot knock for ${target}.`;
    return refuse(rules, 'R5.knock.other-user', because);
  }
  const own = membershipOf(target, check);
  const { membership } = own;
  if (membership !== 'ban' && membership !== 'invite' && membership !== 'join') return 'allow';
  const because = `${target} ${standing(own)} and cannot knock.`;
  return refuse(rules, 'R5.knock.membership', because, [own.pdu]);
}
