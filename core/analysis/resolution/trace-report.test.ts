import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../matrix/event/json';
import { symbolicPdu } from '../../matrix/event/symbolic-pdu';
import {
  DENDRITE_POINTS,
  type DendritePoint,
  withAlgorithm,
} from '../../matrix/room-versions/algorithm';
import { MemoryRoom } from '../../matrix/state-resolution/memory-room';
import { tracedResolution } from '../../matrix/testing/traced-resolution';
import { ALICE, BOB, CAROL, rulesOf } from '../../matrix/testing/usual-room';
import { arbitraryMerge, mergeOf } from '../../testing/arbitrary-rooms';
import { memoryRoomNames } from './memory-room-names';
import { traceReport } from './trace-report';
import { traceWords } from './trace-words';

const VERSIONS = ['1', '11', '12'] as const;

/** Every key of an object, however deep; keys of state are values here. */
function keysOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return [...own, ...Object.values(value).flatMap(keysOf)];
}

describe('the report of any trace', () => {
  const points = fc.subarray([...DENDRITE_POINTS]);

  it.each(VERSIONS)('is plain JSON with the same steps, in version %s', (version) => {
    fc.assert(
      fc.property(arbitraryMerge, points, (merge, some: DendritePoint[]) => {
        const rules = withAlgorithm(rulesOf(version), { algorithm: 'dendrite', points: some });
        const { room, sets } = mergeOf(merge, rules, version);
        const { steps } = tracedResolution(sets, room, rules);
        const report = traceReport(steps, memoryRoomNames(room));
        expect(report.map(({ step }) => step)).toEqual(steps.map(({ step }) => step));
        expect(JSON.parse(JSON.stringify(report))).toEqual(report);
        expect(keysOf(report).filter((key) => !/^[a-z0-9_]+$/.test(key))).toEqual([]);
        const words = traceWords(report);
        expect(words.filter((line) => /undefined|null|NaN|\n/.test(line))).toEqual([]);
        // One line a step; what belongs to a step is indented.
        expect(words.filter((line) => !line.startsWith(' ')).length).toBe(steps.length);
      }),
      { numRuns: 60 },
    );
  });
});

const CREATE: JsonObject = {
  event_id: '$CREATE',
  type: 'm.room.create',
  state_key: '',
  sender: ALICE,
  content: { creator: ALICE },
};

function member(id: string, user: string, membership: string, more: JsonObject): JsonObject {
  const content = { membership };
  return { event_id: id, type: 'm.room.member', state_key: user, sender: user, content, ...more };
}

function reportOf(
  events: readonly JsonObject[],
  forks: readonly (readonly string[])[],
  version: string,
) {
  const room = new MemoryRoom();
  for (const event of [CREATE, ...events]) {
    const more = event === CREATE ? {} : { prev_events: ['$CREATE'] };
    room.add(symbolicPdu({ room_id: '!room:a', ...more, ...event }));
  }
  const sets = forks.map((ids) => room.stateOf(ids));
  const { steps } = tracedResolution(sets, room, rulesOf(version));
  return traceReport(steps, memoryRoomNames(room));
}

describe('a demotion against a ban', () => {
  /*
   *   $CREATE <- $IMA <- $IPOWER (Bob 50) <- $PL (Bob 0, by Alice)
   *                        ^ ^-- $IMB, $IMC ^-- $BAN (Carol, by Bob)
   */
  const levels = (bob: number): JsonObject => ({ users: { [ALICE]: 100, [BOB]: bob } });
  const power = (event_id: string, bob: number, auth_events: string[], at: number): JsonObject => {
    const type = 'm.room.power_levels';
    const content = levels(bob);
    const origin_server_ts = at;
    return { event_id, type, state_key: '', sender: ALICE, content, auth_events, origin_server_ts };
  };
  const report = reportOf(
    [
      member('$IMA', ALICE, 'join', { auth_events: ['$CREATE'] }),
      power('$IPOWER', 50, ['$CREATE', '$IMA'], 1),
      member('$IMB', BOB, 'join', { auth_events: ['$CREATE', '$IPOWER'] }),
      member('$IMC', CAROL, 'join', { auth_events: ['$CREATE', '$IPOWER'], origin_server_ts: 2 }),
      power('$PL', 0, ['$CREATE', '$IMA', '$IPOWER'], 4),
      member('$BAN', CAROL, 'ban', {
        sender: BOB,
        auth_events: ['$CREATE', '$IPOWER', '$IMB', '$IMC'],
        origin_server_ts: 3,
      }),
    ],
    [
      ['$CREATE', '$IMA', '$IMB', '$IMC', '$PL'],
      ['$CREATE', '$IMA', '$IMB', '$BAN', '$IPOWER'],
    ],
    '11',
  );

  it('is told in plain sentences', () => {
    expect(traceWords(report)).toEqual([
      '2 keys in conflict.',
      `  m.room.member "${CAROL}": $IMC in state 1 and $BAN in state 2`,
      '  m.room.power_levels: $PL in state 1 and $IPOWER in state 2',
      'The states agree on 3 entries.',
      'Of the auth chains, what not all states share:',
      '  state 1: $PL',
      '  state 2: $BAN',
      'Auth difference: $BAN and $PL.',
      'Full conflicted set: 4 events (4 conflicted events; from the auth difference none; from the subgraph none).',
      'Power events: $BAN, $PL and $IPOWER.',
      '  $IMC goes with them: it is in the auth chain of $BAN',
      'Power events in reverse topological power order:',
      '  1. $IPOWER (level 100): all others wait for something that they cite',
      '  2. $PL (level 100): greater level than $IMC (0)',
      '  3. $IMC (level 0): all others wait for something that they cite; $BAN would come first but waits for what it cites',
      '  4. $BAN (level 50): the last one',
      'The checks start from the unconflicted state.',
      'Allowed: $IPOWER for m.room.power_levels.',
      'Allowed: $PL for m.room.power_levels, in place of $IPOWER.',
      expect.stringMatching(
        /^Refused: \$IMC for m\.room\.member "@carol:c"\. .* \(R5\.join\..*\)$/,
      ),
      expect.stringMatching(
        /^Refused: \$BAN for m\.room\.member "@carol:c"\. .* \(R5\.ban\..*\$PL\)$/,
      ),
      'Mainline, newest first: $PL and $IPOWER.',
      'The other events in mainline order: none.',
      'The unconflicted state overwrites nothing that was let in.',
      'Resolved: 1 key beside the unconflicted state.',
      '  m.room.power_levels: $PL',
      `  m.room.member "${CAROL}": no entry`,
    ]);
  });

  it('names a place by its rival and a refusal by its rule', () => {
    const [order] = report.filter((each) => each.step === 'reverse-topological-power-order');
    expect(order?.order[1]).toEqual({
      event_id: '$PL',
      sender_level: 100,
      origin_server_ts: 4,
      decided_by: 'power-level',
      rival: { event_id: '$IMC', sender_level: 0, origin_server_ts: 2 },
      held_back: null,
    });
    const checks = report.filter((each) => each.step === 'iterative-auth-check');
    expect(checks.find(({ event_id }) => event_id === '$BAN')).toMatchObject({
      of: 'power-events',
      key: ['m.room.member', CAROL],
      verdict: 'refused',
      rule_id: 'R5.ban.level',
      evidence: ['$PL'],
      replaces: null,
    });
  });
});

describe('numbers that JSON has no place for', () => {
  it('levels beyond 2^53 are text, those of creators infinite', () => {
    const users = { [ALICE]: 2n ** 62n };
    const join = member('$IMA', ALICE, 'join', { auth_events: ['$PL'] });
    const rename = member('$IMA2', ALICE, 'join', { auth_events: ['$PL'], origin_server_ts: 1 });
    const leave = member('$KICK', BOB, 'leave', { sender: ALICE, auth_events: ['$PL', '$IMA'] });
    const type = 'm.room.power_levels';
    const events = [
      { event_id: '$PL', type, state_key: '', sender: ALICE, content: { users } },
      join,
      rename,
      leave,
    ];
    const levelsIn = (version: string) => {
      const forks = [
        ['$CREATE', '$PL', '$IMA', '$KICK'],
        ['$CREATE', '$PL', '$IMA2'],
      ];
      const report = reportOf(events, forks, version);
      const [order] = report.filter((each) => each.step === 'reverse-topological-power-order');
      return order?.order.map(({ event_id, sender_level }) => [event_id, sender_level]);
    };
    expect(levelsIn('9')).toContainEqual(['$KICK', '4611686018427387904']);
    expect(levelsIn('12')).toContainEqual(['$KICK', 'infinite']);
  });

  it('and so are depths, in version 1', () => {
    const topic = (event_id: string, depth: bigint): JsonObject => {
      return { event_id, type: 'm.room.topic', state_key: '', sender: ALICE, depth };
    };
    const report = reportOf(
      [
        member('$IMA', ALICE, 'join', {}),
        topic('$T1', 2n ** 63n - 2n),
        topic('$T2', 2n ** 63n - 1n),
      ],
      ['$T1', '$T2'].map((id) => ['$CREATE', '$IMA', id]),
      '1',
    );
    expect(traceWords(report).slice(4, 8)).toEqual([
      'm.room.topic, tried from the deepest down: $T2, since it is the deepest that is allowed.',
      '  $T2 (depth 9223372036854775807): allowed',
      '  $T1 (depth 9223372036854775806): not tried',
      'Resolved: 1 key beside the unconflicted state.',
    ]);
  });
});
