import { isObject, type JsonObject, type JsonValue } from '../event/json';
import type { Pdu } from '../event/pdu';
import type { RoomVersionRules } from '../room-versions/rules';
import type { AuthState } from './auth-state';
import { isCreator } from './creators';
import { type Level, readLevel } from './level-values';

/** Levels that hold where the power levels event does not say otherwise, or where there is none. */
const DEFAULTS = { invite: 0, kick: 50, ban: 50, redact: 50 } as const;
const STATE_DEFAULT = 50;
const EVENTS_DEFAULT = 0;
const CREATOR_WITHOUT_POWER_LEVELS = 100;

export function powerLevelsEvent(state: AuthState): Pdu | undefined {
  return state.get('m.room.power_levels', '');
}

/** The level of a user in a state. */
export function userLevel(user: string, state: AuthState, rules: RoomVersionRules): Level {
  const create = state.get('m.room.create', '');
  return levelOfUser(user, powerLevelsEvent(state), create, rules);
}

/** The level of a user under one power levels event (undefined: the room has none). */
export function levelOfUser(
  user: string,
  powerLevels: Pdu | undefined,
  create: Pdu | undefined,
  rules: RoomVersionRules,
): Level {
  const madeRoom = () => create !== undefined && isCreator(user, create, rules.auth);
  if (rules.auth.creatorsHaveInfinitePower && madeRoom()) return 'infinite';
  if (powerLevels === undefined) return madeRoom() ? CREATOR_WITHOUT_POWER_LEVELS : 0;
  const { content } = powerLevels;
  return entry(content.users, user, rules) ?? number(content.users_default, rules) ?? 0;
}

/** The level that an action needs in a state. */
export function levelToDo(
  action: keyof typeof DEFAULTS,
  state: AuthState,
  rules: RoomVersionRules,
): Level {
  const content = powerLevelsEvent(state)?.content;
  return number(content?.[action], rules) ?? DEFAULTS[action];
}

/** The level that sending an event of this type needs in a state. */
export function levelToSend(event: Pdu, state: AuthState, rules: RoomVersionRules): Level {
  const content: JsonObject = powerLevelsEvent(state)?.content ?? {};
  const own = entry(content.events, event.type, rules);
  if (own !== null) return own;
  return event.stateKey === null
    ? (number(content.events_default, rules) ?? EVENTS_DEFAULT)
    : (number(content.state_default, rules) ?? STATE_DEFAULT);
}

/** Keys come from events, so only an own property counts: `events['toString']` is no level. */
function entry(
  map: JsonValue | undefined,
  key: string,
  rules: RoomVersionRules,
): number | bigint | null {
  return isObject(map) && Object.hasOwn(map, key) ? number(map[key], rules) : null;
}

/** Unreadable values count as absent; an event that holds one was refused (rule R10). */
function number(value: JsonValue | undefined, rules: RoomVersionRules): number | bigint | null {
  return readLevel(value, rules.auth.powerLevelNumbers);
}
