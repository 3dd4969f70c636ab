import { type Decision, refuse } from '../auth-check';
import { serverOf } from '../identifiers';
import type { MemberCheck } from './member-check';

/**
 * Version 8 on: an event that names an authorising user must be signed by that user's server. Only
 * the presence of the signature is looked at; an event that carries no signature at all was never
 * sent over federation, and says nothing about this.
 */
export function checkAuthorisingServer({ event, rules }: MemberCheck): Decision {
  const user = event.content.join_authorised_via_users_server;
  if (!rules.auth.restrictedJoins || user === undefined) return null;
  // Events are signed by the room keys of their senders there, never by servers.
  if (rules.events.senders === 'room-keys') return null;
  const server = typeof user === 'string' ? serverOf(user) : null;
  if (server === null) {
    const because = 'Its join_authorised_via_users_server is not a user ID.';
    return refuse(rules, 'R5.authorising-server', because);
  }
  if (event.signedBy.length === 0 || event.signedBy.includes(server)) return null;
  const because = `It says that ${user} let ${event.sender} in, but ${server} did not sign it.`;
  return refuse(rules, 'R5.authorising-server', because);
}
