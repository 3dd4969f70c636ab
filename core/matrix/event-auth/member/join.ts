import { type Decision, refuse } from '../auth-check';
import { firstMember } from '../creators';
import { compareLevels } from '../level-values';
import { levelToDo, powerLevelsEvent, userLevel } from '../levels';
import { isJoined, joinRuleOf, membershipOf } from '../membership';
import type { MemberCheck } from './member-check';

/** The creator enters right after the create event, before any other rule could be met. */
export function isFirstJoin({ event, target, state, rules }: MemberCheck): boolean {
  const create = state.get('m.room.create', '');
  if (create === undefined || event.prevEventIds.length !== 1) return false;
  return event.prevEventIds[0] === create.eventId && firstMember(create, rules.auth) === target;
}

export function checkJoin(check: MemberCheck): Decision {
  const { event, target, rules } = check;
  if (event.sender !== target) {
    const because = `${event.sender} cannot make ${target} join.`;
    return refuse(rules, 'R5.join.other-user', because);
  }
  const { membership, pdu } = membershipOf(target, check);
  if (membership === 'ban') {
    return refuse(rules, 'R5.join.banned', `${target} is banned from the room.`, [pdu]);
  }
  if (membership === 'join' && rules.auth.departures.joinAfterJoin) return 'allow';
  return checkJoinRule(check, membership === 'join' || membership === 'invite');
}

/** `isWelcome`: already in the room, or invited. */
function checkJoinRule(check: MemberCheck, isWelcome: boolean): Decision {
  const { target, rules } = check;
  const { rule, pdu } = joinRuleOf(check);
  const { knock, restrictedJoins, knockRestricted } = rules.auth;
  if (rule === 'invite' || (knock && rule === 'knock')) {
    if (isWelcome) return 'allow';
    const because = `The room is invite-only and ${target} was not invited.`;
    return refuse(rules, 'R5.join.invite-only', because, [pdu, membershipOf(target, check).pdu]);
  }
  if (
    (restrictedJoins && rule === 'restricted') ||
    (knockRestricted && rule === 'knock_restricted')
  ) {
    return isWelcome ? 'allow' : checkRestrictedJoin(check);
  }
  if (rule === 'public') return 'allow';
  const because = `The room's join rule ${JSON.stringify(rule)} lets nobody in.`;
  return refuse(rules, 'R5.join.join-rule', because, [pdu]);
}

/** Versions 8 and later: somebody in the room who may invite lets the user in. */
function checkRestrictedJoin(check: MemberCheck): Decision {
  const { event, state, rules, target } = check;
  const { pdu: joinRules } = joinRuleOf(check);
  const user = event.content.join_authorised_via_users_server;
  if (typeof user !== 'string') {
    const because = `Entry is restricted, and nobody in the room let ${target} in.`;
    return refuse(rules, 'R5.join.restricted', because, [joinRules]);
  }
  if (!isJoined(user, check)) {
    const because = `${user}, who is to have let ${target} in, is not in the room.`;
    const evidence = [joinRules, membershipOf(user, check).pdu];
    return refuse(rules, 'R5.join.restricted', because, evidence);
  }
  const level = userLevel(user, state, rules);
  const needed = levelToDo('invite', state, rules);
  if (compareLevels(level, needed) >= 0) return 'allow';
  const because = `${user}, who is to have let ${target} in, has level ${level}; inviting needs ${needed}.`;
  return refuse(rules, 'R5.join.restricted', because, [joinRules, powerLevelsEvent(state)]);
}
