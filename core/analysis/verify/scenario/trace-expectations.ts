import { required } from '../../../base/assert';
import type { EventNumber } from '../../../matrix/state-resolution/resolver-types';
import type { Checks } from '../checks';
import type { Fields } from '../fields';
import { type ResolutionAt, splitKey, stepOf } from './resolution-at';
import type { ScenarioReplay } from './scenario-replay';

interface EventsOfTrace {
  readonly what: string;
  readonly isOrder: boolean;
  /** Undefined where the algorithm has no such step. */
  events(resolution: ResolutionAt): readonly EventNumber[] | undefined;
}

/** Lists of events of which the trace of a resolution tells, by key of `expect`. */
const EVENTS_OF_TRACE: Readonly<Record<string, EventsOfTrace>> = {
  auth_difference: {
    what: 'auth difference',
    isOrder: false,
    events: (resolution) => eventsOf(stepOf(resolution, 'auth-difference')),
  },
  conflicted_subgraph: {
    what: 'conflicted state subgraph',
    isOrder: false,
    events: (resolution) => eventsOf(stepOf(resolution, 'conflicted-state-subgraph')),
  },
  power_order: {
    what: 'reverse topological power order',
    isOrder: true,
    events: (resolution) => orderOf(stepOf(resolution, 'reverse-topological-power-order')),
  },
  mainline: {
    what: 'mainline',
    isOrder: true,
    events: (resolution) => eventsOf(stepOf(resolution, 'mainline')),
  },
  mainline_order: {
    what: 'mainline order',
    isOrder: true,
    events: (resolution) => orderOf(stepOf(resolution, 'mainline-order')),
  },
};

export const TRACE_KEYS: readonly string[] = [...Object.keys(EVENTS_OF_TRACE), 'conflicted'];

/** `key`: one of `TRACE_KEYS`. Where the states agree, every list is empty. Throws `FieldError`. */
export function checkTrace(
  key: string,
  expect: Fields,
  resolution: ResolutionAt,
  room: ScenarioReplay,
  checks: Checks,
): void {
  const expected = expect.strings(key);
  if (key === 'conflicted') {
    checkConflicted(expected, resolution, room, checks);
    return;
  }
  const unknown = expected.find((name) => room.named(name) === undefined);
  if (unknown !== undefined)
    throw expect.error(key, `names ${unknown}, which is not among the events`);
  const { what, isOrder, events } = required(EVENTS_OF_TRACE[key], 'a key of the trace');
  const found = events(resolution);
  const got = found && room.namesOf(found);
  if (got === undefined) checks.verdict(false, what, null, expected, null);
  else if (!isOrder) checks.sameSet(what, null, expected, got);
  else checks.verdict(isSameOrder(expected, got), what, null, expected, got);
}

function checkConflicted(
  expected: readonly string[],
  resolution: ResolutionAt,
  room: ScenarioReplay,
  checks: Checks,
): void {
  for (const [at, key] of expected.entries()) splitKey(key, `expect.conflicted.${at}`);
  const step = stepOf(resolution, 'conflicted-keys');
  const keys = step === 'none' || step === undefined ? [] : step.keys;
  const got = keys.map(({ values }) => keyOf(values, room));
  checks.sameSet('conflicted keys', null, expected, got);
}

/** As the file writes the key at which these events stand (0: none in that set). */
function keyOf(values: readonly EventNumber[], room: ScenarioReplay): string {
  const event = required(
    values.find((each) => each !== 0),
    'an event at the key in conflict',
  );
  const { type, stateKey } = room.replay.room.pdu(event);
  return `${type}|${stateKey}`;
}

function eventsOf(step: { readonly events: readonly EventNumber[] } | 'none' | undefined) {
  return step === 'none' ? [] : step?.events;
}

function orderOf(
  step: { readonly order: readonly { readonly event: EventNumber }[] } | 'none' | undefined,
) {
  return step === 'none' ? [] : step?.order.map(({ event }) => event);
}

function isSameOrder(expected: readonly string[], got: readonly string[]): boolean {
  return expected.length === got.length && expected.every((name, at) => name === got[at]);
}
