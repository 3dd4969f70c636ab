import { type AuthCheck, type Decision, refuse } from './auth-check';

/** Rule R9: state that is kept under a user's ID belongs to that user. */
export function checkUserStateKey({ event, rules }: AuthCheck): Decision {
  if (event.stateKey === null || !event.stateKey.startsWith('@')) return null;
  if (event.stateKey === event.sender) return null;
  const because = `${event.sender} may not set ${event.type} of ${event.stateKey}.`;
  return refuse(rules, 'R9', because);
}
