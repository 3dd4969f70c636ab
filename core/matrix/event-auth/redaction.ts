import { type AuthCheck, type Decision, refuse } from './auth-check';
import { serverOf } from './identifiers';
import { compareLevels } from './level-values';
import { levelToDo, powerLevelsEvent, userLevel } from './levels';

/**
 * Rule R11 (versions 1 and 2): a redaction needs the redact level, or an event of the same server
 * as its target. Later versions look at this when the redaction is applied.
 */
export function checkRedaction({ event, state, rules }: AuthCheck): Decision {
  if (!rules.auth.redactionRule || event.type !== 'm.room.redaction') return null;
  const level = userLevel(event.sender, state, rules);
  const needed = levelToDo('redact', state, rules);
  if (compareLevels(level, needed) >= 0) return 'allow';
  const server = serverOf(event.eventId);
  if (event.redacts !== null && server !== null && server === serverOf(event.redacts)) {
    return 'allow';
  }
  const because = `${event.sender} has level ${level}; redacting an event of another server needs ${needed}.`;
  return refuse(rules, 'R11.other-server', because, [powerLevelsEvent(state)]);
}
