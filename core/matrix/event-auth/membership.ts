import type { JsonValue } from '../event/json';
import type { Pdu } from '../event/pdu';
import type { AuthCheck } from './auth-check';

/** A user's member event in the state, with its `membership`. */
export interface HeldMembership {
  readonly pdu: Pdu | undefined;
  /** undefined where the user has no member event. */
  readonly membership: JsonValue | undefined;
}

export function membershipOf(user: string, check: AuthCheck): HeldMembership {
  const pdu = check.state.get('m.room.member', user);
  return { pdu, membership: pdu?.content.membership };
}

export function isJoined(user: string, check: AuthCheck): boolean {
  return membershipOf(user, check).membership === 'join';
}

/**
 * For sentences: "is banned", "has no member event". Of the latter no more is known: the state it is
 * looked for in may be what an event cites, and that may leave out a member of the room.
 */
export function standing({ pdu, membership }: HeldMembership): string {
  if (pdu === undefined) return 'has no member event';
  switch (membership) {
    case 'join':
      return 'is in the room';
    case 'invite':
      return 'is invited';
    case 'ban':
      return 'is banned';
    case 'knock':
      return 'is knocking';
    case 'leave':
      return 'is not in the room any more';
    default:
      return 'has an unknown membership';
  }
}

/** The room's join rule in the state; without a (readable) join rules event it is `invite`. */
export function joinRuleOf(check: AuthCheck): { rule: string; pdu: Pdu | undefined } {
  const pdu = check.state.get('m.room.join_rules', '');
  const rule = pdu?.content.join_rule;
  if (pdu === undefined || rule === undefined) return { rule: 'invite', pdu };
  return { rule: typeof rule === 'string' ? rule : 'unreadable', pdu };
}
