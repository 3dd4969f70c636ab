import { isObject } from '../event/json';
import type { Pdu } from '../event/pdu';
import type { RoomVersionRules } from '../room-versions/rules';

export type StateKeyPair = readonly [type: string, stateKey: string];

/**
 * The state entries that an event cites as its auth events where they exist, and the only ones it
 * may cite (server-server API, "Auth events selection").
 */
export function authEventSelection(event: Pdu, rules: RoomVersionRules): readonly StateKeyPair[] {
  if (event.type === 'm.room.create') return [];
  const selection: StateKeyPair[] = [
    ['m.room.power_levels', ''],
    ['m.room.member', event.sender],
  ];
  if (!rules.auth.createEventIsImplied) selection.push(['m.room.create', '']);
  if (event.type === 'm.room.member') selection.push(...selectionOfMember(event, rules));
  return selection;
}

const NEEDS_JOIN_RULES: ReadonlySet<unknown> = new Set(['join', 'invite', 'knock']);

function selectionOfMember(event: Pdu, rules: RoomVersionRules): readonly StateKeyPair[] {
  const { membership, third_party_invite, join_authorised_via_users_server } = event.content;
  const selection: StateKeyPair[] = [];
  const users = new Set<string>();
  if (event.stateKey !== null) users.add(event.stateKey);
  if (NEEDS_JOIN_RULES.has(membership)) selection.push(['m.room.join_rules', '']);
  if (membership === 'invite' && isObject(third_party_invite)) {
    const signed = third_party_invite.signed;
    const token = isObject(signed) ? signed.token : undefined;
    if (typeof token === 'string') selection.push(['m.room.third_party_invite', token]);
  }
  if (membership === 'join' && rules.auth.restrictedJoins) {
    const user = join_authorised_via_users_server;
    if (typeof user === 'string') users.add(user);
  }
  users.delete(event.sender);
  for (const user of users) selection.push(['m.room.member', user]);
  return selection;
}
