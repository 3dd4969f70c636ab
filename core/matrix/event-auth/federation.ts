import { isObject, type JsonValue } from '../event/json';
import { type AuthCheck, type Decision, refuse } from './auth-check';
import type { AuthState } from './auth-state';
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
export function mayTakePart(user: string, check: AuthCheck): boolean {
  const create = check.state.get('m.room.create', '');
  if (create === undefined || create.content['m.federate'] !== false) return true;
  return user === create.sender || serverOfUser(user, check) === serverOfUser(create.sender, check);
}

/** Of a user who goes by a room key: what their member event says, that under check before others. */
function serverOfUser(user: string, { event, state, rules }: AuthCheck): string | null {
  if (rules.events.senders === 'user-ids') return serverOf(user);
  const isOwn = event.type === 'm.room.member' && event.stateKey === user;
  const mapping = (isOwn ? event.content.mxid_mapping : undefined) ?? mappingOf(user, state);
  const userId = isObject(mapping) ? mapping.user_id : undefined;
  return typeof userId === 'string' ? serverOf(userId) : null;
}

function mappingOf(user: string, state: AuthState): JsonValue | undefined {
  return state.get('m.room.member', user)?.content.mxid_mapping;
}
