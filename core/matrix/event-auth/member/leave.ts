import { type Decision, refuse } from '../auth-check';
import { compareLevels } from '../level-values';
import { levelToDo, powerLevelsEvent, userLevel } from '../levels';
import { membershipOf, standing } from '../membership';
import type { MemberCheck } from './member-check';

/** Leaving, turning an invite down, kicking and unbanning. */
export function checkLeave(check: MemberCheck): Decision {
  return check.event.sender === check.target ? checkOwnLeave(check) : checkKick(check);
}

function checkOwnLeave(check: MemberCheck): Decision {
  const own = membershipOf(check.target, check);
  const { membership } = own;
  if (membership === 'invite' || membership === 'join') return 'allow';
  if (check.rules.auth.knock && membership === 'knock') return 'allow';
  const isOut = own.pdu === undefined || membership === 'leave';
  if (isOut && check.rules.auth.departures.leaveAfterLeave) return 'allow';
  const because = `${check.target} ${standing(own)} and cannot leave.`;
  return refuse(check.rules, 'R5.leave.own', because, [own.pdu]);
}

function checkKick(check: MemberCheck): Decision {
  const { event, state, rules } = check;
  const sender = membershipOf(event.sender, check);
  if (sender.membership !== 'join') {
    const because = `${event.sender} ${standing(sender)} and cannot remove anybody.`;
    return refuse(rules, 'R5.leave.sender-not-joined', because, [sender.pdu]);
  }
  const level = userLevel(event.sender, state, rules);
  const powerLevels = powerLevelsEvent(state);
  const target = membershipOf(check.target, check);
  const toBan = levelToDo('ban', state, rules);
  if (target.membership === 'ban' && compareLevels(level, toBan) < 0) {
    const because = `${event.sender} has level ${level}; lifting a ban needs ${toBan}.`;
    return refuse(rules, 'R5.leave.unban', because, [target.pdu, powerLevels]);
  }
  if (target.membership === 'ban' && rules.auth.departures.unbanNeedsBanLevelOnly) return 'allow';
  const toKick = levelToDo('kick', state, rules);
  const targetLevel = userLevel(check.target, state, rules);
  if (compareLevels(level, toKick) >= 0 && compareLevels(targetLevel, level) < 0) return 'allow';
  const because = `${event.sender} has level ${level}; removing ${check.target} needs ${toKick} and more than ${targetLevel}.`;
  return refuse(rules, 'R5.leave.kick', because, [powerLevels]);
}
