import { type AuthCheck, type Decision, refuse } from './auth-check';
import { compareLevels } from './level-values';
import { levelToDo, powerLevelsEvent, userLevel } from './levels';

/** Rule R7: whoever may invite may also issue a third-party invite. */
export function checkThirdPartyInvite({ event, state, rules }: AuthCheck): Decision {
  if (event.type !== 'm.room.third_party_invite') return null;
  const level = userLevel(event.sender, state, rules);
  const needed = levelToDo('invite', state, rules);
  if (compareLevels(level, needed) >= 0) return 'allow';
  const because = `${event.sender} has level ${level}; inviting needs ${needed}.`;
  return refuse(rules, 'R7', because, [powerLevelsEvent(state)]);
}
