import { type Decision, refuse } from '../auth-check';
import { compareLevels } from '../level-values';
import { levelToDo, powerLevelsEvent, userLevel } from '../levels';
import { membershipOf, standing } from '../membership';
import type { MemberCheck } from './member-check';

export function checkBan(check: MemberCheck): Decision {
  const { event, target, state, rules } = check;
  const sender = membershipOf(event.sender, check);
  if (sender.membership !== 'join') {
    const because = `${event.sender} ${standing(sender)} and cannot ban.`;
    return refuse(rules, 'R5.ban.sender-not-joined', because, [sender.pdu]);
  }
  const level = userLevel(event.sender, state, rules);
  const toBan = levelToDo('ban', state, rules);
  const targetLevel = userLevel(target, state, rules);
  if (compareLevels(level, toBan) >= 0 && compareLevels(targetLevel, level) < 0) return 'allow';
  const because = `${event.sender} has level ${level}; banning ${target} needs ${toBan} and more than ${targetLevel}.`;
  return refuse(rules, 'R5.ban.level', because, [powerLevelsEvent(state)]);
}
