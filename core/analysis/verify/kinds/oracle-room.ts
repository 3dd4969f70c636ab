import { canonicalJson, NotCanonicalError } from '../../../matrix/event/canonical-json';
import { isObject } from '../../../matrix/event/json';
import type { EventId } from '../../../matrix/event/pdu';
import { receivePdu } from '../../../matrix/event/receive-pdu';
import { resolveStates } from '../../../matrix/replay/resolve-states';
import { type ReplayedEvent, RoomReplay } from '../../../matrix/replay/room-replay';
import type { RoomVersionRules } from '../../../matrix/room-versions/rules';
import { MemoryRoom } from '../../../matrix/state-resolution/memory-room';
import { type CaseKind, chosenRules, type VerifyContext } from '../case-kind';
import type { Checks } from '../checks';
import type { Fields } from '../fields';

/**
 * A room with another implementation's answers: every event's ID and verdicts, resolutions of given
 * state sets, and the state at the end. It knows no soft failure, as a replay does not.
 */
export const oracleRooms: CaseKind = {
  kinds: ['room-oracle'],
  name: 'oracle rooms',
  async check(fields, context, checks) {
    // Verdicts and the final state are recorded for deployed servers; of the merges both readings are.
    const deployed = chosenRules(fields.rules(), { ...context.options, reading: 'deployed' });
    const replay = new RoomReplay(new MemoryRoom(), deployed);
    await replayEvents(fields, deployed, context, replay, checks);
    const rules = chosenRules(fields.rules(), context.options);
    checkMerges(fields, replay.room, rules, context, checks);
    checkFinalState(fields.fields('final'), replay, checks);
  },
};

const EVENTS_PER_BREATH = 64;

async function replayEvents(
  fields: Fields,
  rules: RoomVersionRules,
  { platform, work }: VerifyContext,
  replay: RoomReplay,
  checks: Checks,
): Promise<void> {
  const encoder = new TextEncoder();
  const ids = fields.strings('event_ids');
  const expected = fields.each('expected');
  const events = fields.each('events');
  if (ids.length !== events.length || expected.length !== events.length)
    throw fields.error('events', 'there must be as many events as event_ids and expected');
  for (const [index, { value }] of events.entries()) {
    if (index % EVENTS_PER_BREATH === 0)
      await work.breathe({ phase: 'Replaying events', done: index, total: events.length });
    const json = encoder.encode(canonicalText(fields, index));
    const received = receivePdu(value, json, rules, platform.hashing);
    if (!received.ok) {
      const { field, reason } = received.failure;
      throw fields.error(`events.${index}.${field}`, reason);
    }
    const { pdu, formatRefusal } = received.value;
    const ours = replay.receive(pdu, formatRefusal !== null);
    const given = ids[index] as string;
    checks.same('event ID', given, given, pdu.eventId);
    checkVerdict(expected[index] as Fields, given, ours, replay.room, checks);
  }
}

/** The document was parsed as a whole: the text of one event is made again. */
function canonicalText(fields: Fields, index: number): string {
  const event = fields.list('events')[index];
  try {
    return isObject(event) ? canonicalJson(event) : '';
  } catch (error) {
    if (!(error instanceof NotCanonicalError)) throw error;
    throw fields.error(`events.${index}`, error.message);
  }
}

/** Whatever the level that refused it, an event counts as accepted or not. */
function checkVerdict(
  expected: Fields,
  eventId: string,
  { event, byAuthEvents, byStateBefore }: ReplayedEvent,
  room: MemoryRoom,
  checks: Checks,
): void {
  const accepted = expected.boolean('accepted');
  checks.same('accepted', eventId, accepted, !room.isRejected(event));
  const authEventsOk = expected.booleanOrNull('auth_events_ok');
  if (authEventsOk !== null)
    checks.same('allowed by its auth events', eventId, authEventsOk, byAuthEvents === null);
  const stateBeforeOk = expected.booleanOrNull('state_before_ok');
  if (stateBeforeOk !== null)
    checks.same('allowed by the state before', eventId, stateBeforeOk, byStateBefore === null);
}

function checkMerges(
  fields: Fields,
  room: MemoryRoom,
  rules: RoomVersionRules,
  { options }: VerifyContext,
  checks: Checks,
): void {
  const eventAfter = firstEvents(room);
  for (const merge of fields.each('merges')) {
    const prevEvents = merge.strings('prev_events');
    const sets = merge.stringLists('state_sets').map((ids, index) => {
      const unknown = ids.find((id) => room.find(id as EventId) === undefined);
      if (unknown === undefined) return room.stateOf(ids);
      throw merge.error(`state_sets.${index}`, `names ${unknown}, which is not among the events`);
    });
    const isLiteral = options.reading === 'literal' && merge.has('spec_literal_resolved');
    const expected = merge.strings(isLiteral ? 'spec_literal_resolved' : 'resolved');
    const ours = room.idsOf(resolveStates(sets, room, rules));
    const name = eventAfter.get(keyOf(prevEvents)) ?? null;
    const of = name === null ? ` of ${prevEvents.join(', ')}` : '';
    checks.sameSet(`resolution of the merge${of}`, name, expected, ours);
  }
}

/** By prev events, in whatever order: the first event that has them. */
function firstEvents(room: MemoryRoom): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  for (let event = 1; event < room.eventLimit; event++) {
    const { prevEventIds, eventId } = room.pdu(event);
    const key = keyOf(prevEventIds);
    if (prevEventIds.length > 1 && !first.has(key)) first.set(key, eventId);
  }
  return first;
}

function keyOf(ids: readonly string[]): string {
  return JSON.stringify(ids.toSorted());
}

function checkFinalState(final: Fields, replay: RoomReplay, checks: Checks): void {
  const prevEvents = final.strings('prev_events');
  const unknown = prevEvents.find((id) => replay.stateAfter(id) === undefined);
  if (unknown !== undefined)
    throw final.error('prev_events', `names ${unknown}, after which no state is known`);
  const state = replay.resolutionAfter(prevEvents);
  checks.sameSet(
    'final state',
    null,
    final.strings('state'),
    state ? replay.room.idsOf(state) : [],
  );
}
