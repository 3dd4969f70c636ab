import type { JsonValue } from '../event/json';
import type { Pdu } from '../event/pdu';
import type { AuthRules } from '../room-versions/rules';

/** The one user who may join the room right after its create event (rule R5, join, first entry). */
export function firstMember(create: Pdu, rules: AuthRules): JsonValue | undefined {
  return rules.creators === 'content-creator' ? create.content.creator : create.sender;
}

/** Did this user make the room? In version 12 the additional creators did, too. */
export function isCreator(user: string, create: Pdu, rules: AuthRules): boolean {
  if (firstMember(create, rules) === user) return true;
  return rules.creators === 'sender-and-additional' && additionalCreators(create).includes(user);
}

function additionalCreators(create: Pdu): readonly JsonValue[] {
  const additional = create.content.additional_creators;
  return Array.isArray(additional) ? additional : [];
}
