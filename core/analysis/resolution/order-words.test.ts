import { describe, expect, it } from 'vitest';
import { mainlineOrderWords, powerOrderWords } from './order-words';
import type { MainlinePlaceReport, PowerOrderReport, PowerPlaceReport } from './trace-step-report';

function ranked(event_id: string, sender_level: number, origin_server_ts: number) {
  return { event_id, sender_level, origin_server_ts };
}

const A = ranked('$A', 50, 1);

function words(place: Partial<PowerPlaceReport>, more: Partial<PowerOrderReport> = {}) {
  const whole = { ...A, decided_by: 'event-id', rival: null, held_back: null, ...place } as const;
  const [line] = powerOrderWords({
    step: 'reverse-topological-power-order',
    order: [whole],
    ...more,
  });
  return line?.replace(/^1\. \$A /, '');
}

describe('what decided a place of the power order', () => {
  it.each([
    ['power-level', ranked('$B', 0, 1), '(level 50): greater level than $B (0)'],
    [
      'origin-server-ts',
      ranked('$B', 50, 2),
      '(level 50): same level as $B, but earlier (1 against 2)',
    ],
    [
      'event-id',
      ranked('$B', 50, 1),
      '(level 50): same level and time as $B, but a smaller event ID',
    ],
    ['topology', null, '(level 50): all others wait for something that they cite'],
    ['last-one', null, '(level 50): the last one'],
  ] as const)('%s', (decided_by, rival, expected) => {
    expect(words({ decided_by, rival })).toBe(expected);
  });

  it.each([
    ['power-level', ranked('$B', 100, 1), 'behind $B, which has a greater level (100)'],
    [
      'origin-server-ts',
      ranked('$B', 50, 0),
      'behind $B, which has the same level but is earlier (0 against 1)',
    ],
    [
      'event-id',
      ranked('$B', 50, 1),
      'behind $B, which has the same level and time but a smaller event ID',
    ],
    ['topology', null, 'all others are cited by one that remains'],
    ['last-one', null, 'the last left'],
  ] as const)('from the leaves: %s', (decided_by, rival, expected) => {
    expect(words({ decided_by, rival }, { from: 'leaves' })).toBe(`(level 50): ${expected}`);
  });

  it('who was held back, and who is stranded', () => {
    expect(words({ decided_by: 'topology', held_back: '$C' })).toMatch(
      /; \$C would come first but waits for what it cites$/,
    );
    expect(words({ decided_by: 'last-one', held_back: '$C' }, { from: 'leaves' })).toMatch(
      /; \$C would come later but is cited by an event before this place$/,
    );
    expect(words({ decided_by: 'stranded', stranded: true }, { from: 'leaves' })).toBe(
      '(level 50, stranded): the last of the stranded',
    );
  });
});

describe('what decided a place of the mainline order', () => {
  const place = (event_id: string, more: Partial<MainlinePlaceReport>): MainlinePlaceReport => ({
    event_id,
    position: null,
    hangs_on: null,
    steps: null,
    origin_server_ts: 1,
    decided_by: 'last-one',
    ...more,
  });

  it('is said against the next one', () => {
    const order = [
      place('$A', { decided_by: 'mainline-position' }),
      place('$B', { position: 1, hangs_on: '$PL', decided_by: 'origin-server-ts' }),
      place('$C', {
        position: 1,
        hangs_on: '$PL',
        origin_server_ts: 2,
        decided_by: 'event-id',
      }),
      place('$D', { position: 1, hangs_on: '$PL', origin_server_ts: 2 }),
    ];
    expect(mainlineOrderWords(order)).toEqual([
      '1. $A (off the mainline, position none): older power levels than $B',
      '2. $B (under $PL, position 1): same power levels as $C, but earlier (1 against 2)',
      '3. $C (under $PL, position 1): same power levels and time as $D, but a smaller event ID',
      '4. $D (under $PL, position 1): the last one',
    ]);
  });

  it('counts steps where they decide', () => {
    const under = { position: 1, hangs_on: '$PL' };
    const order = [
      place('$A', { ...under, steps: 0, decided_by: 'steps' }),
      place('$B', { ...under, steps: 2 }),
    ];
    expect(mainlineOrderWords(order)[0]).toBe(
      '1. $A (under $PL, position 1, steps 0): fewer steps off the mainline than $B (0 against 2)',
    );
  });
});
