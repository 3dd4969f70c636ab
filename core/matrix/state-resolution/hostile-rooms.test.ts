import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { required } from '../../base/assert';
import type { JsonObject, JsonValue } from '../event/json';
import { symbolicPdu } from '../event/symbolic-pdu';
import { resolveStates } from '../replay/resolve-states';
import { DENDRITE_POINTS, readLiterally, withAlgorithm } from '../room-versions/algorithm';
import type { RoomVersionRules } from '../room-versions/rules';
import { KNOWN_ROOM_VERSIONS, roomVersionRules } from '../room-versions/versions';
import { MemoryRoom } from './memory-room';
import type { StateMap } from './partition';

/*
 * Resolution of whatever is put into a room: auth events that cite in circles, cite themselves or
 * nothing, several create events or none, levels and memberships of any type, clocks and depths of
 * any size. Nothing may throw or run on. Where auth events cite in circles (an import refuses that)
 * there is no order to go by, and the outcome may depend on the order of the states.
 */

const USERS = ['@a:a', '@b:b', '@c:c', 'nobody', ''] as const;
const TYPES = [
  ...['m.room.create', 'm.room.power_levels', 'm.room.join_rules', 'm.room.member'],
  ...['m.room.third_party_invite', 'm.room.topic', 'm.room.aliases', '__proto__'],
] as const;

const level = fc.constantFrom<JsonValue>(0, 50, 100, -1, '7', 'x', 2n ** 60n, 0.5, null, true, []);
const content: fc.Arbitrary<JsonObject> = fc.record(
  {
    membership: fc.constantFrom<JsonValue>('join', 'leave', 'ban', 'invite', 'knock', 7, null),
    join_rule: fc.constantFrom<JsonValue>('public', 'invite', 'knock', 'restricted', 7),
    users: fc.oneof(
      fc.dictionary(fc.constantFrom(...USERS), level),
      fc.constantFrom<JsonValue>('x', null),
    ) as fc.Arbitrary<JsonValue>,
    events: fc.dictionary(fc.constantFrom(...TYPES), level) as fc.Arbitrary<JsonValue>,
    users_default: level,
    state_default: level,
    ban: level,
    creator: fc.constantFrom<JsonValue>(...USERS, 7),
    additional_creators: fc.constantFrom<JsonValue>(['@b:b'], 'x', [7]),
    'm.federate': fc.constantFrom<JsonValue>(false, 'no'),
  },
  { requiredKeys: [] },
);

const EVENTS = 14;
const anyEvent = fc.nat(EVENTS);
const event = fc.record({
  type: fc.constantFrom(...TYPES),
  state_key: fc.constantFrom('', ...USERS),
  sender: fc.constantFrom(...USERS),
  content,
  /** Numbers of events; one more than there are is an event that is not held. */
  auth: fc.array(anyEvent, { maxLength: 6 }),
  prev: fc.array(anyEvent, { maxLength: 2 }),
  depth: fc.constantFrom<JsonValue>(0, 1, -5, 2n ** 62n, 7),
  origin_server_ts: fc.constantFrom<JsonValue>(0, -1, 5, 2 ** 52),
  rejected: fc.boolean(),
});

interface HostileEvent {
  readonly type: string;
  readonly state_key: string;
  readonly sender: string;
  readonly content: JsonObject;
  readonly auth: readonly number[];
  readonly prev: readonly number[];
  readonly depth: JsonValue;
  readonly origin_server_ts: JsonValue;
  readonly rejected: boolean;
}

const room: fc.Arbitrary<readonly HostileEvent[]> = fc.array(event, {
  minLength: EVENTS,
  maxLength: EVENTS,
});
/** Per state the events in it; of several for one key the last. */
const states = fc.array(fc.array(fc.nat(EVENTS - 1), { maxLength: 10 }), {
  minLength: 2,
  maxLength: 4,
});

const RULES: readonly (readonly [string, RoomVersionRules])[] = KNOWN_ROOM_VERSIONS.flatMap(
  (version) => {
    const rules = required(roomVersionRules(version), version);
    const all = { algorithm: 'dendrite', points: DENDRITE_POINTS } as const;
    return [
      [version, rules] as const,
      [`${version}, read literally`, readLiterally(rules)] as const,
      [`${version}, as Dendrite`, withAlgorithm(rules, all)] as const,
    ];
  },
);

function memoryRoom(events: readonly HostileEvent[]) {
  const held = new MemoryRoom();
  for (const [index, { auth, prev, rejected, ...fields }] of events.entries()) {
    const number = held.add(
      symbolicPdu({
        ...fields,
        event_id: `$${index}`,
        room_id: '!r:a',
        auth_events: auth.map((each) => `$${each}`),
        prev_events: prev.map((each) => `$${each}`),
      }),
    );
    if (rejected) held.reject(number);
  }
  return held;
}

function stateOf(held: MemoryRoom, numbers: readonly number[]): StateMap {
  const events = numbers.map((number) => held.numberOf(`$${number}`));
  return new Map(
    events.filter((each) => !held.isRejected(each)).map((each) => [held.tupleOf(each), each]),
  );
}

/** As it would be if nobody could cite what is not there yet. */
function withoutCircles(events: readonly HostileEvent[]): readonly HostileEvent[] {
  return events.map((each, index) => ({
    ...each,
    auth: each.auth.filter((cited) => cited < index || cited === EVENTS),
  }));
}

describe.each(RULES)('resolution of hostile rooms of version %s', (_, rules) => {
  it('ends with an event of the room for each key', () => {
    fc.assert(
      fc.property(room, states, (events, sets) => {
        const held = memoryRoom(events);
        const inputs = sets.map((set) => stateOf(held, set));
        for (const [tuple, number] of resolveStates(inputs, held, rules)) {
          expect(held.tupleOf(number)).toBe(tuple);
          expect(held.isRejected(number)).toBe(false);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('does not depend on the order of the states where nothing cites in circles', () => {
    fc.assert(
      fc.property(room.map(withoutCircles), states, (events, sets) => {
        const resolved = (order: (states: StateMap[]) => StateMap[]) => {
          const held = memoryRoom(events);
          return resolveStates(order(sets.map((set) => stateOf(held, set))), held, rules);
        };
        const given = resolved((each) => each);
        expect(new Map(resolved((each) => each.toReversed()))).toEqual(new Map(given));
      }),
      { numRuns: 100 },
    );
  });
});
