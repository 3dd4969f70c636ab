import type { Work } from '../../base/work';
import { resolveStateMaps } from '../../matrix/replay/resolve-states';
import type { RoomVersionRules } from '../../matrix/room-versions/rules';
import type { MemoryRoom } from '../../matrix/state-resolution/memory-room';
import type { RoomEvents } from '../../roomserver/internal/query/room-events';
import { eventsOf, stateBefore } from '../../roomserver/internal/query/state-at';
import { loadStateEvents, type RoomSource, storedStateAfter } from '../resolution/room-source';
import { type CheckOutcome, Checks } from './checks';
import type { Fields, Triple } from './fields';

export interface RoomOutcome extends CheckOutcome {
  /** Events with answers that could be compared. */
  readonly compared: number;
  /** Events with answers that are not held, or whose ancestors are missing. */
  readonly notCompared: number;
}

const EVENTS_PER_BREATH = 256;

/**
 * A room against answers recorded for it: the verdicts of the events that it holds, the states before
 * those that are listed, and the states at sets of events that it holds all of. The answers know no
 * soft failure. An event whose ancestors are missing cannot be judged as it was, nor can what cites
 * it; it is not compared. `rules` are those that the room was computed under. Throws `FieldError`.
 */
export async function verifyRoom(
  room: RoomSource,
  rules: RoomVersionRules,
  expected: Fields,
  work: Work,
): Promise<RoomOutcome> {
  const checks = new Checks();
  const version = expected.stringOr('room_version', null);
  if (version !== null) checks.same('room version', null, version, rules.version);
  await checkVerdicts(room, expected, work, checks);
  await checkStatesBefore(room, expected, work, checks);
  const loaded = await loadStateEvents(room, work);
  for (const { what, at, state } of statesAtEvents(expected))
    checkStateAt(room, rules, loaded, what, at, state, checks);
  const { events } = room;
  const rows = expected.each('events').map((each) => events.rowOfId(each.string('event_id')));
  const notCompared = rows.filter((row) => row < 0 || !isWhole(events, row)).length;
  const compared = rows.length - notCompared;
  return { checks: checks.checks, failures: checks.failures, compared, notCompared };
}

/** Whether the state before is known, and computed from all ancestors. */
function isWhole(events: RoomEvents, row: number): boolean {
  return events.incomplete[row] === 0 && events.snapshotBefore[row] !== 0;
}

async function checkVerdicts(
  { events }: RoomSource,
  expected: Fields,
  work: Work,
  checks: Checks,
): Promise<void> {
  const all = expected.each('events');
  for (const [index, each] of all.entries()) {
    if (index % EVENTS_PER_BREATH === 0)
      await work.breathe({ phase: 'Comparing verdicts', done: index, total: all.length });
    const id = each.string('event_id');
    const row = events.rowOfId(id);
    if (row < 0 || !isWhole(events, row)) continue;
    checks.same('accepted', id, each.boolean('accepted'), events.rejected[row] === 0);
    const ladder = events.ladder(row) ?? [];
    const level = (name: string) => ladder.find((rung) => rung.level === name)?.ok ?? null;
    for (const [field, name, what] of [
      ['auth_events_ok', 'auth_events', 'allowed by its auth events'],
      ['state_before_ok', 'state_before', 'allowed by the state before'],
    ] as const) {
      const ok = each.booleanOrNull(field);
      const ours = level(name);
      if (ok !== null && ours !== null) checks.same(what, id, ok, ours);
    }
  }
}

async function checkStatesBefore(
  { events, state }: RoomSource,
  expected: Fields,
  work: Work,
  checks: Checks,
): Promise<void> {
  const states = expected.fields('state_before');
  const ids = Object.keys(states.value);
  for (const [index, id] of ids.entries()) {
    await work.breathe({ phase: 'Comparing states', done: index, total: ids.length });
    const row = events.rowOfId(id);
    if (row < 0 || !isWhole(events, row)) continue;
    const before = stateBefore(events, state, row);
    const ours = before === null ? [] : eventsOf(state, before);
    const got = ours.map((nid) => events.eventId[events.rowOfNid(nid)] ?? '');
    checks.sameSet('state before', id, idsOf(states.triples(id)), got);
  }
}

interface StateAtEvents {
  readonly what: string;
  readonly at: readonly string[];
  readonly state: readonly Triple[];
}

/** The state at the extremities, and at what servers took for theirs where that is something else. */
function statesAtEvents(expected: Fields): readonly StateAtEvents[] {
  const found: StateAtEvents[] = [];
  if (expected.has('current_state')) {
    const at = expected.strings('extremities');
    found.push({ what: 'current state', at, state: expected.triples('current_state') });
  }
  if (!expected.has('current_state_at_server_latest')) return found;
  const states = expected.fields('current_state_at_server_latest');
  const servers = expected.fields('agrees_with');
  for (const server of Object.keys(states.value)) {
    const at = servers.fields(server).strings('latest_event_ids');
    found.push({ what: `current state of ${server}`, at, state: states.triples(server) });
  }
  return found;
}

/** Nothing is compared where an event is missing, or the state after it not known. */
function checkStateAt(
  room: RoomSource,
  rules: RoomVersionRules,
  loaded: MemoryRoom,
  what: string,
  at: readonly string[],
  expected: readonly Triple[],
  checks: Checks,
): void {
  const states = at.flatMap((id) => {
    const row = room.events.rowOfId(id);
    const isKnown = row >= 0 && isWhole(room.events, row);
    return (isKnown ? storedStateAfter(room, row, loaded) : null) ?? [];
  });
  if (states.length < at.length) return;
  const { state } = resolveStateMaps(states, loaded, rules);
  checks.sameSet(
    what,
    at.length === 1 ? (at[0] ?? null) : null,
    idsOf(expected),
    loaded.idsOf(state),
  );
}

function idsOf(triples: readonly Triple[]): readonly string[] {
  return triples.map(([, , id]) => id);
}
