import { describe, expect, it } from 'vitest';
import { type DrawnEvent, member, mergeDrawn, setting } from '../testing/drawn-room';
import { ALICE, BOB, CAROL } from '../testing/usual-room';
import type { ResolutionStep } from './trace';

/*
 * All rooms here begin alike; arrows are auth_events.
 *
 *   $CREATE <- $IMA (Alice joins) <- $IPOWER (Alice 100, Bob and Carol 50) <- $IJR (public)
 *                                        ^--- $IMB, $IMC (Bob and Carol join)
 */
const LEVELS = { [ALICE]: 100, [BOB]: 50, [CAROL]: 50 };
const OPENING: readonly DrawnEvent[] = [
  setting('$CREATE', 'm.room.create', ALICE, { creator: ALICE }, ''),
  member('$IMA', ALICE, 'join', '$CREATE'),
  setting('$IPOWER', 'm.room.power_levels', ALICE, { users: LEVELS }, '$CREATE $IMA'),
  setting('$IJR', 'm.room.join_rules', ALICE, { join_rule: 'public' }, '$CREATE $IMA $IPOWER'),
  member('$IMB', BOB, 'join', '$CREATE $IPOWER $IJR'),
  member('$IMC', CAROL, 'join', '$CREATE $IPOWER $IJR'),
];
const BASE = OPENING.map(({ id }) => id).join(' ');
const BY_ALICE = '$CREATE $IPOWER $IMA';
const BY_BOB = '$CREATE $IPOWER $IMB';
const BY_CAROL = '$CREATE $IPOWER $IMC';

function merge(events: readonly DrawnEvent[], forks: readonly string[], version?: string) {
  const whole = forks.map((fork) => `${BASE} ${fork}`.trim());
  const merged = mergeDrawn([...OPENING, ...events], whole, null, version);
  const step = <Name extends ResolutionStep['step']>(name: Name) =>
    merged.steps.find(
      (each): each is Extract<ResolutionStep, { step: Name }> => each.step === name,
    );
  return { ...merged, step };
}

const joinRules = (id: string, sender: string, auth: string, at: number) =>
  setting(id, 'm.room.join_rules', sender, { join_rule: 'invite', id }, auth, at);
const topic = (id: string, auth: string, at: number) =>
  setting(id, 'm.room.topic', ALICE, { topic: id }, auth, at);
const powerLevels = (
  id: string,
  users: Readonly<Record<string, number>>,
  auth: string,
  at: number,
) => setting(id, 'm.room.power_levels', ALICE, { users }, auth, at);

describe('what decides a place of the power order', () => {
  /*
   *   $IPOWER <- $JA (Alice, at 9)                        all set the join rules, each on a fork
   *      ^------ $JB1, $JB2 (Bob, at 3), $JB3 (Bob, at 5)
   *      ^------ $JA2 (Alice, at 1) -> $JB3               better than all, but it waits for $JB3
   */
  const merged = merge(
    [
      joinRules('$JA', ALICE, BY_ALICE, 9),
      joinRules('$JB2', BOB, BY_BOB, 3),
      joinRules('$JB1', BOB, BY_BOB, 3),
      joinRules('$JB3', BOB, BY_BOB, 5),
      joinRules('$JA2', ALICE, `${BY_ALICE} $JB3`, 1),
    ],
    ['$JA', '$JB1', '$JB2', '$JB3', '$JA2'],
  );
  const places = merged.step('reverse-topological-power-order')?.order ?? [];
  const name = (event: number | undefined) => (event ? merged.id(event) : null);

  it('is said against the next best of the ready ones', () => {
    const told = places.map((place) => [
      name(place.event),
      place.decidedBy,
      name(place.rival?.event),
      name(place.heldBack),
    ]);
    expect(told).toEqual([
      ['$JA', 'power-level', '$JB1', '$JA2'],
      ['$JB1', 'event-id', '$JB2', '$JA2'],
      ['$JB2', 'origin-server-ts', '$JB3', '$JA2'],
      ['$JB3', 'topology', null, '$JA2'],
      ['$JA2', 'last-one', null, null],
    ]);
  });

  it('with what was compared, of both', () => {
    expect(places[0]).toMatchObject({
      senderLevel: 100,
      originServerTs: 9,
      rival: { senderLevel: 50, originServerTs: 3 },
    });
  });
});

describe('what decides a place of the mainline order', () => {
  /*
   *   $IPOWER <- $PL <- $T4 (at 1)
   *      ^-- $T1, $T2 (at 5), $T3 (at 7)      $T0 (at 9) cites no power levels at all
   */
  const merged = merge(
    [
      powerLevels('$PL', { ...LEVELS, [CAROL]: 1 }, BY_ALICE, 2),
      topic('$T4', '$CREATE $IMA $PL', 1),
      topic('$T3', BY_ALICE, 7),
      topic('$T2', BY_ALICE, 5),
      topic('$T1', BY_ALICE, 5),
      topic('$T0', '$CREATE $IMA', 9),
    ],
    ['$PL $T4', '$T3', '$T2', '$T1', '$T0'],
  );

  it('is said against the next one, with the mainline event that each hangs on', () => {
    expect(merged.step('mainline')?.events.map(merged.id)).toEqual(['$PL', '$IPOWER']);
    const told = merged
      .step('mainline-order')
      ?.order.map((place) => [
        merged.id(place.event),
        place.position,
        place.hangsOn === 0 ? null : merged.id(place.hangsOn),
        place.decidedBy,
      ]);
    expect(told).toEqual([
      ['$T0', null, null, 'mainline-position'],
      ['$T1', 1, '$IPOWER', 'event-id'],
      ['$T2', 1, '$IPOWER', 'origin-server-ts'],
      ['$T3', 1, '$IPOWER', 'mainline-position'],
      ['$T4', 0, '$PL', 'last-one'],
    ]);
  });
});

describe('what the unconflicted state overwrites', () => {
  /*
   *   $IMC <- $KICK (Alice removes Carol) <- $IMC2 (Carol joins again); all forks hold $IMC2. One holds a
   *   topic that cites $KICK, which so enters by the auth difference and is let in over $IMC2, until
   *   the unconflicted state takes its key back.
   */
  const events = [
    member('$IMC2', CAROL, 'join', `${BY_CAROL} $IJR`, { at: 4 }),
    member('$KICK', CAROL, 'leave', `${BY_ALICE} $IMC`, { sender: ALICE, at: 2 }),
    topic('$T', `${BY_ALICE} $KICK`, 5),
  ];
  const merged = merge(events, ['$IMC2 $T', '$IMC2']);

  it('is listed with what was let in and what stays', () => {
    const tuple = merged
      .step('unconflicted-overwrites')
      ?.keys.map((key) => [merged.id(key.letIn), merged.id(key.unconflicted)]);
    expect(tuple).toEqual([['$KICK', '$IMC2']]);
    const full = merged.step('full-conflicted-set');
    expect(full?.addedByAuthDifference.map(merged.id)).toEqual(['$KICK']);
    const [check] = merged.steps.filter((each) => each.step === 'iterative-auth-check');
    expect(check && merged.id(check.event)).toBe('$KICK');
    expect(check && merged.id(check.replaces)).toBe('$IMC2');
    expect(merged.winner('m.room.member', CAROL)).toBe('$IMC2');
    expect(merged.step('result')?.entries.map(({ event }) => merged.id(event))).toEqual(['$T']);
  });
});

describe('version 1', () => {
  const levels = (id: string, sender: string, depth: number): DrawnEvent => ({
    ...setting(id, 'm.room.power_levels', sender, { users: LEVELS, ban: depth }, BY_ALICE),
    depth,
  });
  const nameOf = (id: string, sender: string, depth: number): DrawnEvent => ({
    ...setting(id, 'm.room.name', sender, {}, BY_ALICE),
    depth,
  });
  const outcomes = (merged: ReturnType<typeof merge>) => {
    const step = merged.step('version-1-key');
    const tried = step?.candidates.map((each) => [
      merged.id(each.event),
      each.outcome,
      each.refusal?.ruleId ?? null,
    ]);
    return {
      method: step?.method,
      ended: step?.ended,
      tried,
      winner: step && merged.id(step.winner),
    };
  };

  it('climbs from the shallowest power levels until one is refused', () => {
    // $P2 is Dave's, who is not in the room; $P3 is never looked at.
    const events = [levels('$P1', ALICE, 5), levels('$P2', '@dave:d', 6), levels('$P3', ALICE, 7)];
    expect(outcomes(merge(events, ['$P1', '$P2', '$P3'], '1'))).toEqual({
      method: 'climb',
      ended: 'refused',
      winner: '$P1',
      tried: [
        ['$P1', 'unchecked', null],
        ['$P2', 'refused', 'R6'],
        ['$P3', 'not-tried', null],
      ],
    });
  });

  it('takes the deepest name that is allowed', () => {
    const events = [nameOf('$N1', ALICE, 5), nameOf('$N2', BOB, 6), nameOf('$N3', '@dave:d', 7)];
    expect(outcomes(merge(events, ['$N1', '$N2', '$N3'], '1'))).toEqual({
      method: 'first-allowed',
      ended: 'allowed',
      winner: '$N2',
      tried: [
        ['$N3', 'refused', 'R6'],
        ['$N2', 'allowed', null],
        ['$N1', 'not-tried', null],
      ],
    });
  });

  it('takes the shallowest where none is allowed, and says so', () => {
    const events = [nameOf('$N1', '@dave:d', 5), nameOf('$N2', '@dave:d', 6)];
    expect(outcomes(merge(events, ['$N1', '$N2'], '1'))).toMatchObject({
      ended: 'none-allowed',
      winner: '$N1',
    });
  });

  it('takes a key that only some states have without asking', () => {
    const merged = merge([nameOf('$N1', '@dave:d', 5)], ['$N1', ''], '1');
    const uncontested = merged.step('version-1-uncontested')?.entries;
    expect(uncontested?.map(({ event }) => merged.id(event))).toEqual(['$N1']);
  });
});

describe('two states that are alike', () => {
  it('have nothing to resolve, and the trace says just that', () => {
    const { steps } = merge([], ['', '']);
    expect(steps.map(({ step }) => step)).toEqual([
      'conflicted-keys',
      'unconflicted-state',
      'result',
    ]);
  });
});
