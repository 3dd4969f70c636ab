import { required } from '../../base/assert';
import type { JsonObject } from '../event/json';
import { symbolicPdu } from '../event/symbolic-pdu';
import { checkAgainstState } from '../event-auth/check-against-state';
import { authStateOf } from '../event-auth/map-auth-state';
import type { Refusal } from '../event-auth/verdict';
import { type DendritePoint, withAlgorithm } from '../room-versions/algorithm';
import { roomVersionRules } from '../room-versions/versions';

/*
 * The state that these events are checked against, unless a case says otherwise:
 * @alice:a made the room (level 100), @bob:b has level 50, @carol:c none; all are in the room.
 * @dave:d was never there, @eve:e is banned, @ivy:i is invited. Anybody may join.
 */
export const [ALICE, BOB, CAROL, DAVE] = ['@alice:a', '@bob:b', '@carol:c', '@dave:d'] as const;
export const [EVE, IVY] = ['@eve:e', '@ivy:i'] as const;

export const rulesOf = (version: string) => required(roomVersionRules(version), version);

export function member(
  user: string,
  membership: string,
  sender = user,
  more: JsonObject = {},
): JsonObject {
  return {
    event_id: `$${membership}-${user}`,
    type: 'm.room.member',
    state_key: user,
    sender,
    content: { membership, ...more },
  };
}

export const setting = (type: string, content: JsonObject, sender: string = ALICE): JsonObject => ({
  event_id: `$${type}`,
  type,
  state_key: '',
  sender,
  content,
});

export const powerLevels = (content: JsonObject, sender?: string) =>
  setting('m.room.power_levels', content, sender);
export const joinRules = (join_rule: string) => setting('m.room.join_rules', { join_rule });
export const message = (sender: string): JsonObject => ({
  type: 'm.room.message',
  sender,
  content: {},
});

export const USERS = { [ALICE]: 100, [BOB]: 50 };
export const CREATE: JsonObject = {
  ...setting('m.room.create', { creator: ALICE }),
  event_id: '$create',
  room_id: '!room:a',
};

function usualState(version: string): readonly JsonObject[] {
  const { creatorsHaveInfinitePower } = rulesOf(version).auth;
  const users = creatorsHaveInfinitePower ? { [BOB]: 50 } : USERS;
  return [
    { ...CREATE, content: { creator: ALICE, room_version: version } },
    powerLevels({ users }),
    joinRules('public'),
    member(ALICE, 'join'),
    member(BOB, 'join'),
    member(CAROL, 'join'),
    member(EVE, 'ban', ALICE),
    member(IVY, 'invite', ALICE),
  ];
}

export interface RuleCase {
  readonly name: string;
  readonly version?: string;
  readonly event: JsonObject;
  /** Replaces or adds to the usual state. */
  readonly state?: readonly JsonObject[];
  /** null: allowed. */
  readonly rule: string | null;
  readonly evidence?: readonly string[];
}

/** `points`: the departures of a Dendrite under which the case is checked. */
export function checkRuleCase(
  { version = '11', event, state = [] }: Omit<RuleCase, 'name' | 'rule'>,
  points: readonly DendritePoint[] = [],
): Refusal | null {
  const room = [...usualState(version), ...state].map((raw) =>
    symbolicPdu({ room_id: '!room:a', ...raw }),
  );
  const pdu = symbolicPdu({
    room_id: '!room:a',
    event_id: '$event',
    prev_events: ['$x'],
    ...event,
  });
  const rules = withAlgorithm(rulesOf(version), { algorithm: 'dendrite', points });
  return checkAgainstState(pdu, authStateOf(room), rules);
}
