import type { Hashing } from '../base/platform-port';
import { isObject, type JsonObject, type JsonValue } from '../matrix/event/json';
import { FieldError, readOptionalString } from '../matrix/event/read-fields';
import type { Scenario, ScenarioEvent } from '../matrix/replay/scenario';
import type { RoomVersionRules } from '../matrix/room-versions/rules';
import { KNOWN_ROOM_VERSIONS, roomVersionRules } from '../matrix/room-versions/versions';
import { ScenarioEvents } from './scenario-events';

/** What TARDIS takes a scenario for that does not say. */
const DEFAULT_ROOM_VERSION = '10';

/**
 * Reads a scenario: a room as TARDIS writes it, and our superset of that. Whatever a key means that
 * both know is what it means there, but for three places where TARDIS leaves the reader's machine or
 * its own age to decide: invented times count from 2024-01-01 in UTC, not in the local time zone; IDs
 * of version 12 are computed; and names in `precalculated_state_after` that are no state events held
 * by then are left out only where nothing is expected, since an expectation must not rest on a slip.
 * Throws `FieldError` with the path of what is wrong, `events.3.sender`.
 */
export function readScenario(value: JsonObject, hashing: Hashing): Scenario {
  const rules = rulesOf(readOptionalString(value, 'room_version') ?? DEFAULT_ROOM_VERSION);
  const calculates = readFlag(value, 'calculate_event_ids');
  const roomId = readOptionalString(value, 'room_id');
  const list = value.events;
  if (!Array.isArray(list)) throw new FieldError('events', 'expected a list of events');
  const events = new ScenarioEvents(list, { rules, roomId, calculates, hashing });
  const read = list.map((_, index) => events.read(index));
  return { rules, events: withStates(read, value.precalculated_state_after, 'expect' in value) };
}

function rulesOf(version: string): RoomVersionRules {
  const rules = roomVersionRules(version);
  if (rules !== undefined) return rules;
  const known = KNOWN_ROOM_VERSIONS.join(', ');
  const reason = `the room version ${JSON.stringify(version)} is not known; ${known} are`;
  throw new FieldError('room_version', reason);
}

function readFlag(value: JsonObject, name: string): boolean {
  const flag = value[name] ?? false;
  if (typeof flag === 'boolean') return flag;
  throw new FieldError(name, 'expected true or false');
}

const STATES = 'precalculated_state_after';

/** Puts the forced states where they belong. */
function withStates(
  events: readonly ScenarioEvent[],
  states: JsonValue | undefined,
  isStrict: boolean,
): readonly ScenarioEvent[] {
  if (states === undefined) return events;
  if (!isObject(states)) throw new FieldError(STATES, 'expected an object');
  const indexes = new Map(events.map(({ name }, index) => [name, index]));
  const result = [...events];
  for (const [name, names] of Object.entries(states)) {
    const field = `${STATES}.${name}`;
    const index = indexes.get(name);
    const event = index === undefined ? undefined : events[index];
    if (index === undefined || event === undefined) {
      if (isStrict) throw new FieldError(field, 'no event of the scenario has this name');
      continue;
    }
    if (!Array.isArray(names)) throw new FieldError(field, 'expected a list of events');
    const known = (each: JsonValue) => isStateEventUpTo(index, each, indexes, events);
    const stray = names.find((each: JsonValue) => !known(each));
    if (stray !== undefined && isStrict)
      throw new FieldError(field, `${named(stray)} is not a state event at or before this one`);
    result[index] = { ...event, stateAfter: names.filter(known) };
  }
  return result;
}

function isStateEventUpTo(
  last: number,
  name: JsonValue,
  indexes: ReadonlyMap<string, number>,
  events: readonly ScenarioEvent[],
): boolean {
  const index = typeof name === 'string' ? indexes.get(name) : undefined;
  return index !== undefined && index <= last && events[index]?.pdu.stateKey !== null;
}

function named(value: JsonValue): string {
  return typeof value === 'string' ? value : 'one of its entries';
}
