import { type AuthCheck, type Decision, refuse } from './auth-check';
import { serverOf } from './identifiers';

/** Rule R4 (versions 1 to 5): each server keeps its own aliases, whether in the room or not. */
export function checkAliases({ event, rules }: AuthCheck): Decision {
  if (!rules.auth.aliasesRule || event.type !== 'm.room.aliases') return null;
  if (event.stateKey === null) {
    return refuse(rules, 'R4.no-state-key', 'An aliases event must be a state event.');
  }
  if (event.stateKey === serverOf(event.sender)) return 'allow';
  const because = `${event.sender} may not set the aliases of the server ${event.stateKey}.`;
  return refuse(rules, 'R4.other-server', because);
}
