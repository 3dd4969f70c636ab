import { FieldError } from '../../../matrix/event/read-fields';
import type { PersistentState } from '../../../matrix/replay/persistent-state';
import type { Checks } from '../checks';
import type { Fields } from '../fields';
import { type ResolutionAt, resolutionAt, splitKey } from './resolution-at';
import type { ReceivedEvent, ScenarioReplay } from './scenario-replay';
import { checkTrace, TRACE_KEYS } from './trace-expectations';

/** A scenario that was played through, and what is expected of it. */
interface Expected {
  readonly expect: Fields;
  readonly room: ScenarioReplay;
  readonly checks: Checks;
  /** At `at`; computed when it is first asked for. */
  resolution(): ResolutionAt;
}

/** By key of `expect`. */
const JUDGES: Readonly<Record<string, (expected: Expected) => void>> = {
  at: ({ resolution }) => {
    // What it names must be there even where nothing is expected of the state.
    resolution();
  },
  state: ({ expect, room, checks, resolution }) =>
    checkEntries('state', 'expect.state', expect.fields('state'), resolution().state, room, checks),
  state_before: (expected) =>
    checkStates('state before', 'state_before', expected, ({ prevEventIds }) =>
      expected.room.replay.resolutionAfter(prevEventIds),
    ),
  state_after: (expected) =>
    checkStates('state after', 'state_after', expected, ({ eventId }) =>
      expected.room.replay.stateAfter(eventId),
    ),
  rejected: checkRejected,
  accepted: ({ expect, room, checks }) => {
    for (const [at, name] of expect.strings('accepted').entries()) {
      const { refusal } = eventNamed(name, `expect.accepted.${at}`, room);
      checks.same('accepted', name, true, refusal === null);
    }
  },
  ...Object.fromEntries(
    TRACE_KEYS.map((key) => [
      key,
      ({ expect, room, checks, resolution }: Expected) =>
        checkTrace(key, expect, resolution(), room, checks),
    ]),
  ),
};

/**
 * Judges everything that stands under `expect`. A key that is not known is an error, and so is a name
 * that no event has: a misspelt expectation must not pass. Throws `FieldError`.
 */
export function checkExpectations(expect: Fields, room: ScenarioReplay, checks: Checks): void {
  let resolved: ResolutionAt | undefined;
  const resolution = () => {
    resolved ??= resolutionAt(expect, room);
    return resolved;
  };
  for (const key of Object.keys(expect.value)) {
    const judge = Object.hasOwn(JUDGES, key) ? JUDGES[key] : undefined;
    if (judge === undefined) {
      const known = Object.keys(JUDGES).join(', ');
      throw expect.error(key, `this cannot be expected; ${known} can`);
    }
    judge({ expect, room, checks, resolution });
  }
}

function eventNamed(name: string, path: string, room: ScenarioReplay): ReceivedEvent {
  const event = room.named(name);
  if (event !== undefined) return event;
  throw new FieldError(path, `no event of the scenario is called ${name}`);
}

/** `{"type|state_key": event or null}`: null expects that there is no entry. Others are not looked at. */
function checkEntries(
  what: string,
  path: string,
  entries: Fields,
  state: PersistentState,
  room: ScenarioReplay,
  checks: Checks,
): void {
  for (const [key, expected] of Object.entries(entries.value)) {
    const at = `${path}.${key}`;
    const [type, stateKey] = splitKey(key, at);
    if (expected !== null && typeof expected !== 'string')
      throw new FieldError(at, 'expected an event, or null where there shall be none');
    if (expected !== null) eventNamed(expected, at, room);
    const event = state.get(room.replay.room.tuple(type, stateKey));
    checks.same(`${what}: ${key}`, expected, expected, room.nameOf(event));
  }
}

/** `{event: {"type|state_key": event or null}}`. */
function checkStates(
  what: string,
  key: string,
  { expect, room, checks }: Expected,
  stateOf: (event: ReceivedEvent) => PersistentState | null | undefined,
): void {
  const states = expect.fields(key);
  for (const name of Object.keys(states.value)) {
    const path = `expect.${key}.${name}`;
    const state = stateOf(eventNamed(name, path, room));
    if (state === null || state === undefined)
      throw new FieldError(path, 'this state is not known, since all events before are missing');
    checkEntries(`${what} ${name}`, path, states.fields(name), state, room, checks);
  }
}

/** `{event: rule or true}`: the rule that refuses it at the first level that does. */
function checkRejected({ expect, room, checks }: Expected): void {
  for (const [name, rule] of Object.entries(expect.object('rejected'))) {
    const path = `expect.rejected.${name}`;
    const { refusal } = eventNamed(name, path, room);
    if (rule === true) checks.same('rejected', name, true, refusal !== null);
    else if (typeof rule === 'string')
      checks.same('rejected by the rule', name, rule, refusal?.ruleId ?? null);
    else throw new FieldError(path, 'expected the ID of a rule, or true');
  }
}
