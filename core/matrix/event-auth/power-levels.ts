import { isObject } from '../event/json';
import type { Pdu } from '../event/pdu';
import { type AuthCheck, type Decision, refuse } from './auth-check';
import { isCreator } from './creators';
import { looksLikeRoomKey, looksLikeUserId } from './identifiers';
import { DEFAULT_LEVELS } from './level-names';
import { readLevel } from './level-values';
import { checkLevelChanges } from './power-level-changes';

/**
 * Rule R10. The event is compared with the one it replaces, that of the same state key; only the
 * one with the empty state key ever gives anybody power.
 */
export function checkPowerLevels(check: AuthCheck): Decision {
  const { event, state } = check;
  if (event.type !== 'm.room.power_levels') return null;
  const malformed = checkDefaults(check) ?? checkMaps(check) ?? checkUsers(check);
  const refusal = malformed ?? checkNamesNoCreator(check);
  if (refusal !== null) return refusal;
  const old = state.get('m.room.power_levels', event.stateKey ?? '');
  return old === undefined ? 'allow' : checkLevelChanges(check, old);
}

/**
 * From version 10 on every level must be an integer. Before that the specification names only
 * `users`, but servers cannot read an event whose other levels are not numbers, and refuse it.
 */
function checkDefaults({ event, rules }: AuthCheck): Decision {
  const { powerLevelNumbers } = rules.auth;
  const ruleId = powerLevelNumbers === 'int' ? 'R10.defaults-not-integers' : 'R10.unreadable';
  for (const name of DEFAULT_LEVELS) {
    const value = event.content[name];
    if (value !== undefined && readLevel(value, powerLevelNumbers) === null) {
      return refuse(rules, ruleId, `The level ${name} is not an integer.`);
    }
  }
  return null;
}

function checkMaps({ event, rules }: AuthCheck): Decision {
  const { powerLevelNumbers, notificationLevelsChecked } = rules.auth;
  const ruleId = powerLevelNumbers === 'int' ? 'R10.maps-not-integers' : 'R10.unreadable';
  for (const name of notificationLevelsChecked ? ['events', 'notifications'] : ['events']) {
    if (!isMapOfLevels(event, name, powerLevelNumbers)) {
      return refuse(rules, ruleId, `The levels in ${name} are not all integers.`);
    }
  }
  return null;
}

function checkUsers({ event, rules }: AuthCheck): Decision {
  const users = event.content.users;
  if (users === undefined) return null;
  if (!isMapOfLevels(event, 'users', rules.auth.powerLevelNumbers)) {
    return refuse(rules, 'R10.users', 'The levels in users are not all integers.');
  }
  const byUserId = rules.events.senders === 'user-ids';
  const namesUser = byUserId ? looksLikeUserId : looksLikeRoomKey;
  const stranger = isObject(users) ? Object.keys(users).find((key) => !namesUser(key)) : null;
  if (typeof stranger !== 'string') return null;
  const wanted = byUserId ? 'a user ID' : "a user's key";
  return refuse(rules, 'R10.users', `${JSON.stringify(stranger)} in users is not ${wanted}.`);
}

function isMapOfLevels(
  event: Pdu,
  name: string,
  numbers: AuthCheck['rules']['auth']['powerLevelNumbers'],
): boolean {
  const map = event.content[name];
  if (map === undefined) return true;
  return isObject(map) && Object.values(map).every((value) => readLevel(value, numbers) !== null);
}

/** Version 12: creators stand above all levels and must not be given one. */
function checkNamesNoCreator({ event, state, rules }: AuthCheck): Decision {
  const create = state.get('m.room.create', '');
  const users = event.content.users;
  if (!rules.auth.creatorsHaveInfinitePower || create === undefined || !isObject(users))
    return null;
  const creator = Object.keys(users).find((user) => isCreator(user, create, rules.auth));
  if (creator === undefined) return null;
  const because = `${creator} made the room and must not be given a power level.`;
  return refuse(rules, 'R10.creators', because, [create]);
}
