import { isObject, type JsonObject, type JsonValue } from '../event/json';
import type { Pdu } from '../event/pdu';
import { type AuthCheck, type Decision, refuse } from './auth-check';
import { DEFAULT_LEVELS } from './level-names';
import { compareLevels, type Level, readLevel } from './level-values';
import { userLevel } from './levels';

/** One level that differs between the two events; null: not there. No default takes its place. */
interface LevelChange {
  readonly name: string;
  readonly from: number | bigint | null;
  readonly to: number | bigint | null;
}

/** Rule R10, second half: nobody touches a level above their own, or sets one above it. */
export function checkLevelChanges(check: AuthCheck, old: Pdu): Decision {
  const { event, state, rules } = check;
  const own = userLevel(event.sender, state, rules);
  const changes = (map: string | null) => changesIn(map, old.content, event.content, check);
  const defaults = changes(null);
  const maps = rules.auth.notificationLevelsChecked ? ['events', 'notifications'] : ['events'];
  const events = maps.flatMap(changes);
  const users = changes('users');
  const others = users.filter(({ name }) => name !== event.sender);
  const tooHigh =
    findTooHigh('R10.defaults', defaults, 'from', own) ??
    findTooHigh('R10.defaults', defaults, 'to', own) ??
    findTooHigh('R10.events-changed', events, 'from', own) ??
    findTooHigh('R10.events-set', events, 'to', own) ??
    findAsHigh('R10.users-changed', others, own) ??
    findTooHigh('R10.users-set', users, 'to', own);
  if (tooHigh === null) return 'allow';
  const { ruleId, change } = tooHigh;
  const because = `${event.sender} has level ${own} and may not change the level of ${change.name} from ${shown(change.from)} to ${shown(change.to)}.`;
  return refuse(rules, ruleId, because, [old]);
}

function findTooHigh(
  ruleId: string,
  changes: readonly LevelChange[],
  side: 'from' | 'to',
  own: Level,
): { ruleId: string; change: LevelChange } | null {
  const change = changes.find((each) => {
    const level = each[side];
    return level !== null && compareLevels(level, own) > 0;
  });
  return change ? { ruleId, change } : null;
}

function findAsHigh(
  ruleId: string,
  changes: readonly LevelChange[],
  own: Level,
): { ruleId: string; change: LevelChange } | null {
  const change = changes.find(({ from }) => from !== null && compareLevels(from, own) >= 0);
  return change ? { ruleId, change } : null;
}

function shown(level: number | bigint | null): string {
  return level === null ? 'none' : String(level);
}

/** The levels that differ: those directly in the content (`map` null), or the entries of a map. */
function changesIn(
  map: string | null,
  oldContent: JsonObject,
  newContent: JsonObject,
  { rules }: AuthCheck,
): readonly LevelChange[] {
  const from = map === null ? oldContent : asMap(oldContent[map]);
  const to = map === null ? newContent : asMap(newContent[map]);
  const names = map === null ? DEFAULT_LEVELS : [...Object.keys(from), ...Object.keys(to)];
  const changes: LevelChange[] = [];
  for (const name of new Set(names)) {
    const change = { name, from: levelIn(from, name, rules), to: levelIn(to, name, rules) };
    if (change.from !== change.to) changes.push(change);
  }
  return changes;
}

function levelIn(map: JsonObject, name: string, rules: AuthCheck['rules']): number | bigint | null {
  if (!Object.hasOwn(map, name)) return null;
  return readLevel(map[name], rules.auth.powerLevelNumbers);
}

function asMap(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}
