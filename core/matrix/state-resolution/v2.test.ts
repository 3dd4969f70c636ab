import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../event/json';
import { symbolicPdu } from '../event/symbolic-pdu';
import { readLiterally } from '../room-versions/algorithm';
import type { RoomVersionRules } from '../room-versions/rules';
import { ALICE, BOB, CAROL, rulesOf } from '../testing/usual-room';
import { MemoryRoom } from './memory-room';
import { partition } from './partition';
import { resolve } from './resolve';
import type { ResolutionStep } from './trace';

/*
 * All rooms here begin alike; arrows are auth_events.
 *
 *   $CREATE <- $IMA (Alice joins) <- $IPOWER (Alice 100, Bob 50) <- $IJR (public) <- $IMB, $IMC
 */
const OPENING: readonly JsonObject[] = [
  event('$CREATE', 'm.room.create', '', ALICE, { creator: ALICE }, []),
  event('$IMA', 'm.room.member', ALICE, ALICE, { membership: 'join' }, ['$CREATE']),
  powerLevels('$IPOWER', ALICE, { [ALICE]: 100, [BOB]: 50 }, ['$CREATE', '$IMA']),
  event('$IJR', 'm.room.join_rules', '', ALICE, { join_rule: 'public' }, [
    '$CREATE',
    '$IMA',
    '$IPOWER',
  ]),
  join('$IMB', BOB, ['$CREATE', '$IPOWER', '$IJR']),
  join('$IMC', CAROL, ['$CREATE', '$IPOWER', '$IJR']),
];
const BASE = OPENING.map(({ event_id }) => event_id as string);

function event(
  event_id: string,
  type: string,
  state_key: string,
  sender: string,
  content: JsonObject,
  auth_events: readonly string[],
  origin_server_ts = 0,
): JsonObject {
  const prev_events = type === 'm.room.create' ? [] : ['$somewhere'];
  const room_id = '!room:a';
  return {
    event_id,
    type,
    state_key,
    sender,
    content,
    auth_events,
    origin_server_ts,
    prev_events,
    room_id,
  };
}

function powerLevels(
  id: string,
  sender: string,
  users: JsonObject,
  auth: readonly string[],
): JsonObject {
  return event(id, 'm.room.power_levels', '', sender, { users }, auth);
}

function join(id: string, user: string, auth: readonly string[], timestamp = 0): JsonObject {
  return event(id, 'm.room.member', user, user, { membership: 'join' }, auth, timestamp);
}

function topic(id: string, sender: string, auth: readonly string[], timestamp: number): JsonObject {
  return event(id, 'm.room.topic', '', sender, { topic: id }, auth, timestamp);
}

/** Each fork is the opening with some of its entries replaced. */
function merge(
  events: readonly JsonObject[],
  forks: readonly (readonly string[])[],
  rules: RoomVersionRules = rulesOf('11'),
) {
  const room = new MemoryRoom();
  for (const raw of [...OPENING, ...events]) room.add(symbolicPdu(raw));
  const sets = forks.map((ids) => room.stateOf([...BASE, ...ids]));
  const steps: ResolutionStep[] = [];
  const input = { ...partition(sets), stateSets: sets.length, events: room };
  const plain = resolve(input, rules);
  const traced = resolve(input, rules, { add: (step) => steps.push(step) });
  expect([...traced]).toEqual([...plain]);
  const id = (number: number) => room.pdu(number).eventId as string;
  const winner = (type: string, stateKey: string) => {
    const number = plain.get(room.tuple(type, stateKey));
    return number === undefined ? undefined : id(number);
  };
  const step = <Name extends ResolutionStep['step']>(name: Name) =>
    steps.filter((each): each is Extract<ResolutionStep, { step: Name }> => each.step === name);
  return { room, id, winner, step, resolved: [...plain.values()].map(id).sort() };
}

describe('a demotion against a ban', () => {
  /*
   *   $IPOWER <--- $PL   Alice takes Bob's level away
   *      ^-------- $BAN  Bob, on another server, bans Carol; earlier, by his own clock
   */
  const events = [
    powerLevels('$PL', ALICE, { [ALICE]: 100, [BOB]: 0 }, ['$CREATE', '$IMA', '$IPOWER']),
    event(
      '$BAN',
      'm.room.member',
      CAROL,
      BOB,
      { membership: 'ban' },
      ['$CREATE', '$IPOWER', '$IMB', '$IMC'],
      -5,
    ),
  ];
  const merged = merge(events, [['$PL'], ['$BAN']]);

  it('the greater power goes first, and the ban falls', () => {
    expect(merged.winner('m.room.power_levels', '')).toBe('$PL');
    expect(merged.winner('m.room.member', CAROL)).toBe('$IMC');
  });

  it('the trace tells the order and the refusal', () => {
    const [power] = merged.step('reverse-topological-power-order');
    const order = power?.order.map((each) => [merged.id(each.event), each.senderLevel]);
    expect(order).toEqual([
      ['$IPOWER', 100],
      ['$PL', 100],
      ['$IMC', 0],
      ['$BAN', 50],
    ]);
    const ban = merged
      .step('iterative-auth-check')
      .find((each) => merged.id(each.event) === '$BAN');
    expect(ban).toMatchObject({
      of: 'power-events',
      wasRejected: false,
      refusal: { ruleId: 'R5.ban.level', evidence: ['$PL'] },
    });
  });

  it('the trace names the parts of the full conflicted set', () => {
    const ids = (events: readonly number[] | undefined) => events?.map(merged.id).sort();
    const [full] = merged.step('full-conflicted-set');
    const [power] = merged.step('power-events');
    const conflicted = ['$BAN', '$IMC', '$IPOWER', '$PL'];
    expect(merged.step('conflicted-keys')[0]?.keys.length).toBe(2);
    expect(ids(merged.step('auth-difference')[0]?.events)).toEqual(['$BAN', '$PL']);
    expect(ids(full?.conflicted)).toEqual(conflicted);
    expect(full).toMatchObject({ addedByAuthDifference: [], addedBySubgraph: [] });
    expect(ids(power?.events.map(({ event }) => event))).toEqual(conflicted);
    expect(merged.step('conflicted-state-subgraph')).toEqual([]);
  });
});

describe('two topics', () => {
  /*
   *   $IPOWER <- $PL <- $TNEW  sent under the newer power levels, but at an earlier time
   *      ^------------- $TOLD
   */
  const auth = ['$CREATE', '$IMA'];
  const pl = powerLevels('$PL', ALICE, { [ALICE]: 100, [BOB]: 50, [CAROL]: 1 }, [
    ...auth,
    '$IPOWER',
  ]);
  const topics = [
    topic('$TNEW', ALICE, [...auth, '$PL'], 1),
    topic('$TOLD', ALICE, [...auth, '$IPOWER'], 9),
  ];

  it('the one under the newer power levels wins, whatever the clocks say', () => {
    const merged = merge([pl, ...topics], [['$PL', '$TNEW'], ['$TOLD']]);
    expect(merged.winner('m.room.topic', '')).toBe('$TNEW');
    const [mainline] = merged.step('mainline');
    expect(mainline?.events.map(merged.id)).toEqual(['$PL', '$IPOWER']);
    const [order] = merged.step('mainline-order');
    expect(order?.order.map((each) => [merged.id(each.event), each.position])).toEqual([
      ['$TOLD', 1],
      ['$TNEW', 0],
    ]);
  });

  it('of one epoch the later wins, then the greater event ID', () => {
    const under = [...auth, '$IPOWER'];
    const later = [topic('$T1', ALICE, under, 5), topic('$T2', ALICE, under, 4)];
    expect(merge(later, [['$T1'], ['$T2']]).winner('m.room.topic', '')).toBe('$T1');
    const equal = [topic('$T1', ALICE, under, 5), topic('$T2', ALICE, under, 5)];
    expect(merge(equal, [['$T1'], ['$T2']]).winner('m.room.topic', '')).toBe('$T2');
  });

  it('a key that only some sets have is in conflict, too', () => {
    const refused = topic('$T', CAROL, ['$CREATE', '$IPOWER', '$IMC'], 1);
    expect(merge([refused], [['$T'], []]).winner('m.room.topic', '')).toBeUndefined();
    const allowed = topic('$T', ALICE, [...auth, '$IPOWER'], 1);
    expect(merge([allowed], [['$T'], []]).winner('m.room.topic', '')).toBe('$T');
  });
});

describe('an entry that no state set holds', () => {
  it('comes back where the auth difference holds an event of its key', () => {
    /*
     *   $IMC <- $T   Both states have lost Carol's join, one of them holds a topic that cites it.
     */
    const room = new MemoryRoom();
    const lost = topic('$T', CAROL, ['$CREATE', '$IPOWER', '$IMC'], 1);
    for (const raw of [...OPENING, lost]) room.add(symbolicPdu(raw));
    const without = BASE.filter((id) => id !== '$IMC');
    const sets = [room.stateOf([...without, '$T']), room.stateOf(without)];
    const input = { ...partition(sets), stateSets: 2, events: room };
    const resolved = resolve(input, rulesOf('11'));
    const carol = room.tuple('m.room.member', CAROL);
    expect([...resolved]).toEqual([[carol, room.numberOf('$IMC')]]);
    expect(input.conflicted.map(({ tuple }) => tuple)).not.toContain(carol);
  });
});

describe('hostile input', () => {
  it('auth events in a circle end the walk, not the program', () => {
    /* $X -> $Y -> $X, which only chosen event IDs (versions 1 and 2) allow. */
    const circle = [
      topic('$X', ALICE, ['$CREATE', '$IMA', '$IPOWER', '$Y'], 1),
      topic('$Y', ALICE, ['$CREATE', '$IMA', '$IPOWER', '$X'], 2),
      powerLevels('$P', ALICE, { [ALICE]: 100 }, ['$CREATE', '$IMA', '$Q']),
      powerLevels('$Q', ALICE, { [ALICE]: 100 }, ['$CREATE', '$IMA', '$P']),
    ];
    const deployed = ['1', '2', '12'].map(rulesOf);
    for (const rules of [...deployed, ...deployed.map(readLiterally)]) {
      const forks = ['$X $P', '$Y $Q'].map((ids) => ids.split(' '));
      const merged = merge(circle, forks, rules);
      expect(['$X', '$Y']).toContain(merged.winner('m.room.topic', ''));
    }
  });

  it('a long chain of auth events does not exhaust the stack', () => {
    const renames = Array.from({ length: 20_000 }, (_, index) => {
      const earlier = index === 0 ? '$IMB' : `$R${index - 1}`;
      return join(`$R${index}`, BOB, ['$CREATE', '$IPOWER', '$IJR', earlier], index);
    });
    const merged = merge(renames, [['$R19999'], []]);
    expect(merged.winner('m.room.member', BOB)).toBe('$R19999');
  });

  it('a rejected event is never let in', () => {
    const room = new MemoryRoom();
    for (const raw of [...OPENING, topic('$T', ALICE, ['$CREATE', '$IMA', '$IPOWER'], 1)]) {
      room.add(symbolicPdu(raw));
    }
    room.reject(room.numberOf('$T'));
    const sets = [room.stateOf([...BASE, '$T']), room.stateOf(BASE)];
    const input = { ...partition(sets), stateSets: 2, events: room };
    expect(resolve(input, rulesOf('11')).size).toBe(0);
  });

  it('more state sets than bits of a word are told apart', () => {
    /* 70 sets of one event each, as the published cases without a common state are. */
    const room = new MemoryRoom();
    for (const raw of OPENING) room.add(symbolicPdu(raw));
    const users = Array.from({ length: 70 }, (_, index) => `@u${index}:u`);
    for (const user of users)
      room.add(symbolicPdu(join(user, user, ['$CREATE', '$IPOWER', '$IJR'])));
    const sets = users.map((user) => room.stateOf([...BASE, user]));
    const input = { ...partition(sets), stateSets: sets.length, events: room };
    const steps: ResolutionStep[] = [];
    expect(resolve(input, rulesOf('11'), { add: (step) => steps.push(step) }).size).toBe(70);
    const difference = steps.find((each) => each.step === 'auth-difference');
    expect(difference?.step === 'auth-difference' && difference.events.length).toBe(70);
  });
});
