import { type AuthCheck, type Decision, refuse } from './auth-check';
import { serverOf } from './identifiers';

/**
 * Rule R3: a room may be closed to all servers but its creator's. A state without a create event
 * authorizes nothing. The target of a member event is looked at in `member/member.ts`.
 */
export function checkFederation(check: AuthCheck): Decision {
  const { event, state, rules } = check;
  const create = state.get('m.room.create', '');
  if (create === undefined) {
    const because = 'The state it is checked against has no create event.';
    return refuse(rules, 'R3.no-create', because);
  }
  if (mayTakePart(event.sender, check)) return null;
  const because = `The room does not federate, and ${event.sender} is not of the server that made it.`;
  return refuse(rules, 'R3', because, [create]);
}

/** Is the user's server allowed in the room? */
export function mayTakePart(user: string, { state }: AuthCheck): boolean {
  const create = state.get('m.room.create', '');
  if (create === undefined || create.content['m.federate'] !== false) return true;
  return serverOf(user) === serverOf(create.sender);
}
