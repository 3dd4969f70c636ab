import { type AuthCheck, type Decision, refuse } from './auth-check';
import { compareLevels } from './level-values';
import { levelToSend, powerLevelsEvent, userLevel } from './levels';

/** Rule R8: the level that the event's type needs. */
export function checkRequiredLevel({ event, state, rules }: AuthCheck): Decision {
  const level = userLevel(event.sender, state, rules);
  const needed = levelToSend(event, state, rules);
  if (compareLevels(level, needed) >= 0) return null;
  const because = `${event.sender} has level ${level}; sending ${event.type} needs ${needed}.`;
  return refuse(rules, 'R8', because, [powerLevelsEvent(state) ?? state.get('m.room.create', '')]);
}
