import { describe, expect, it } from 'vitest';
import { DENDRITE_POINTS, type DendritePoint } from '../../room-versions/algorithm';
import { type DrawnEvent, drawnRoom, member, mergeDrawn, setting } from '../../testing/drawn-room';
import { ALICE, BOB, CAROL, DAVE, rulesOf } from '../../testing/usual-room';
import { roomMemoryOf } from '../room-memory';
import { standsInForItself } from './stand-in';

/*
 * All rooms here begin alike; arrows are auth_events. Dave was in the room and left.
 *
 *   $CREATE <- $IMA (Alice joins) <- $IPOWER (Alice 100, Carol 75, Bob 50) <- $IJR (public)
 *                                        ^--- $IMB, $IMC (Bob and Carol join), $IMD (Dave leaves)
 */
const LEVELS = { [ALICE]: 100, [CAROL]: 75, [BOB]: 50 };
const OPENING: readonly DrawnEvent[] = [
  setting('$CREATE', 'm.room.create', ALICE, { creator: ALICE }, ''),
  member('$IMA', ALICE, 'join', '$CREATE'),
  setting('$IPOWER', 'm.room.power_levels', ALICE, { users: LEVELS }, '$CREATE $IMA'),
  setting('$IJR', 'm.room.join_rules', ALICE, { join_rule: 'public' }, '$CREATE $IMA $IPOWER'),
  member('$IMB', BOB, 'join', '$CREATE $IPOWER $IJR'),
  member('$IMC', CAROL, 'join', '$CREATE $IPOWER $IJR'),
  member('$IMD', DAVE, 'leave', '$CREATE $IPOWER'),
];
const BASE = OPENING.map(({ id }) => id).join(' ');
const BY_ALICE = '$CREATE $IPOWER $IMA';
const BY_BOB = '$CREATE $IPOWER $IMB';

function merge(
  events: readonly DrawnEvent[],
  forks: readonly string[],
  points: readonly DendritePoint[],
  version?: string,
) {
  const whole = forks.map((fork) => `${BASE} ${fork}`.trim());
  return mergeDrawn([...OPENING, ...events], whole, points, version);
}

function topic(id: string, sender: string, auth: string, at = 0): DrawnEvent {
  return setting(id, 'm.room.topic', sender, { topic: id }, auth, at);
}

function banOf(id: string, sender: string, auth: string): DrawnEvent {
  return member(id, DAVE, 'ban', auth, { sender });
}

describe('A: absent is agreed', () => {
  /*
   *   fork 1: $TOPIC by Bob, the first of the room     fork 2: $KICK, by which Alice removes Bob
   */
  const events = [
    topic('$TOPIC', BOB, BY_BOB),
    member('$KICK', BOB, 'leave', `${BY_ALICE} $IMB`, { sender: ALICE }),
  ];

  it('keeps unchecked what the other side lacks', () => {
    expect(merge(events, ['$TOPIC', '$KICK'], []).winner('m.room.topic')).toBeUndefined();
    const merged = merge(events, ['$TOPIC', '$KICK'], ['A']);
    expect(merged.winner('m.room.topic')).toBe('$TOPIC');
    expect(merged.winner('m.room.member', BOB)).toBe('$KICK');
    expect(merged.steps[0]).toMatchObject({ step: 'absent-is-agreed', entries: [{ event: 8 }] });
    expect(merged.id(8)).toBe('$TOPIC');
  });
});

describe('C: the level of the creator', () => {
  /*
   *   $JRA by Alice cites no power levels       $IPOWER <- $JRB by Bob
   */
  const events = [
    setting('$JRA', 'm.room.join_rules', ALICE, { join_rule: 'invite' }, '$CREATE $IMA'),
    setting('$JRB', 'm.room.join_rules', BOB, { join_rule: 'knock' }, BY_BOB),
  ];
  const forks = ['$JRA', '$JRB'];

  it('is 100 where the event cites no power levels, and 0 on a Dendrite', () => {
    const right = merge(events, forks, []);
    expect(right.powerOrder).toEqual(['$JRA', '$JRB']);
    expect(right.winner('m.room.join_rules')).toBe('$JRB');
    const dendrite = merge(events, forks, ['C']);
    expect(dendrite.powerOrder).toEqual(['$JRB', '$JRA']);
    expect(dendrite.winner('m.room.join_rules')).toBe('$JRA');
  });

  it('is infinite in version 12 as long as it cites any', () => {
    const citing = [
      setting('$JRA', 'm.room.join_rules', ALICE, { join_rule: 'invite' }, BY_ALICE),
      ...events.slice(1),
    ];
    const [order] = merge(citing, forks, ['C', 'U'], '12').steps.filter(
      ({ step }) => step === 'reverse-topological-power-order',
    );
    expect(order).toMatchObject({ order: [{ senderLevel: 'infinite' }, { senderLevel: 50 }] });
  });
});

describe('K: the power order from the leaves', () => {
  /*
   *   $IMD <- $MD (Dave comes back) <- $BAN (Alice bans him)
   *      ^--- $KICK (Carol, 75, removes him)
   */
  const events = [
    member('$MD', DAVE, 'join', '$CREATE $IPOWER $IJR $IMD'),
    banOf('$BAN', ALICE, `${BY_ALICE} $MD`),
    member('$KICK', DAVE, 'leave', '$CREATE $IPOWER $IMC $IMD', { sender: CAROL }),
  ];
  const forks = ['$MD', '$BAN', '$KICK'];

  it('takes the best that is ready from the oldest on, or the worst that is free from the newest', () => {
    const right = merge(events, forks, []);
    expect(right.powerOrder).toEqual(['$KICK', '$MD', '$BAN']);
    expect(right.winner('m.room.member', DAVE)).toBe('$BAN');
    const dendrite = merge(events, forks, ['K']);
    expect(dendrite.powerOrder).toEqual(['$MD', '$BAN', '$KICK']);
    expect(dendrite.winner('m.room.member', DAVE)).toBe('$KICK');
  });

  it('tells of each place what decided it, from the last to the first', () => {
    const [order] = merge(events, forks, ['K']).steps.filter(
      ({ step }) => step === 'reverse-topological-power-order',
    );
    expect(order).toMatchObject({
      from: 'leaves',
      order: [
        { decidedBy: 'last-one', rival: null },
        { decidedBy: 'topology', rival: null },
        { decidedBy: 'power-level', rival: { senderLevel: 100 } },
      ],
    });
  });
});

describe('P: counted twice', () => {
  /*
   *   $IPOWER <- $BAN (Bob bans Dave) <- $LIFT (Bob lifts the ban) <- $MD (Dave comes back)
   *      ^------ $PL  (Alice takes Bob's level away)
   *
   * $MD leads to $LIFT, so that $LIFT counts twice, and $BAN and $IPOWER, to which it leads, are
   * stranded.
   */
  const events = [
    banOf('$BAN', BOB, BY_BOB),
    member('$LIFT', DAVE, 'leave', `${BY_BOB} $BAN`, { sender: BOB }),
    member('$MD', DAVE, 'join', '$CREATE $IPOWER $IJR $LIFT'),
    setting('$PL', 'm.room.power_levels', ALICE, { users: { ...LEVELS, [BOB]: 0 } }, BY_ALICE),
  ];
  const forks = ['$BAN', '$LIFT', '$MD', '$PL'];

  it('puts what a twice counted event leads to before everything else', () => {
    const once = merge(events, forks, ['K']);
    expect(once.powerOrder).toEqual(['$IPOWER', '$PL', '$BAN', '$LIFT']);
    expect(once.winner('m.room.member', DAVE)).toBe('$MD');
    const twice = merge(events, forks, ['K', 'P']);
    expect(twice.powerOrder).toEqual(['$IPOWER', '$BAN', '$PL', '$LIFT']);
    expect(twice.winner('m.room.member', DAVE)).toBe('$BAN');
  });

  it('says which events are stranded', () => {
    const [order] = merge(events, forks, ['K', 'P']).steps.filter(
      ({ step }) => step === 'reverse-topological-power-order',
    );
    expect(order).toMatchObject({
      order: [
        { stranded: true, decidedBy: 'power-level' },
        { stranded: true, decidedBy: 'stranded', rival: null },
        { decidedBy: 'last-one' },
        { decidedBy: 'power-level', rival: { senderLevel: 100 } },
      ],
    });
  });

  it('changes nothing where the order starts from the oldest', () => {
    expect(merge(events, forks, ['P']).powerOrder).toEqual(merge(events, forks, []).powerOrder);
  });
});

describe('M: steps before the clock', () => {
  /*
   *   $IPOWER <- $PL  (the power levels of all forks: the mainline)
   *      ^---- $PLX (power levels that nobody holds any more; as part of the auth difference they
   *                  would be tried again and become the mainline: hence E)
   */
  const users = { users: LEVELS };
  const common = [
    setting('$PL', 'm.room.power_levels', ALICE, users, BY_ALICE),
    setting('$PLX', 'm.room.power_levels', ALICE, users, BY_ALICE, 1),
  ];
  const order = (events: readonly DrawnEvent[], points: readonly DendritePoint[]) =>
    merge(
      [...common, ...events],
      events.map(({ id }) => `$PL ${id}`),
      points,
    );

  it('orders under old power levels before new ones: positions count from the oldest', () => {
    const events = [
      topic('$NEW', ALICE, '$CREATE $PL $IMA', 5),
      topic('$OLD', ALICE, '$CREATE $IPOWER $IMA', 10),
    ];
    for (const points of [['E'], ['E', 'M']] as const) {
      const merged = order(events, points);
      expect(merged.mainlineOrder).toEqual(['$OLD', '$NEW']);
      expect(merged.winner('m.room.topic')).toBe('$NEW');
    }
  });

  it('takes the number of steps off the mainline before the time', () => {
    const events = [
      topic('$OFF', ALICE, '$CREATE $PLX $IMA', 5),
      topic('$ON', ALICE, '$CREATE $IPOWER $IMA', 10),
    ];
    expect(order(events, ['E']).mainlineOrder).toEqual(['$OFF', '$ON']);
    expect(order(events, ['E']).winner('m.room.topic')).toBe('$ON');
    const dendrite = order(events, ['E', 'M']);
    expect(dendrite.mainlineOrder).toEqual(['$ON', '$OFF']);
    expect(dendrite.winner('m.room.topic')).toBe('$OFF');
    expect(dendrite.steps.find(({ step }) => step === 'mainline-order')).toMatchObject({
      order: [
        { position: 0, steps: 0, decidedBy: 'steps' },
        { position: 0, steps: 1, decidedBy: 'last-one' },
      ],
    });
  });

  it('puts what is not on the mainline beside its oldest event, not before it', () => {
    const events = [
      topic('$NOWHERE', ALICE, '$CREATE $IMA', 10),
      topic('$OLD', ALICE, '$CREATE $IPOWER $IMA', 5),
    ];
    expect(order(events, ['E']).mainlineOrder).toEqual(['$NOWHERE', '$OLD']);
    const dendrite = order(events, ['E', 'M']);
    expect(dendrite.mainlineOrder).toEqual(['$OLD', '$NOWHERE']);
    expect(dendrite.winner('m.room.topic')).toBe('$NOWHERE');
  });
});

describe('Z: no create event', () => {
  /* Two topics that cite nothing at all. */
  const events = [topic('$T1', ALICE, '', 1), topic('$T2', ALICE, '', 2)];
  const forks = ['$T1', '$T2'];

  it('leaves no conflicted key a value', () => {
    expect(merge(events, forks, []).winner('m.room.topic')).toBe('$T2');
    const merged = merge(events, forks, ['Z']);
    expect(merged.winner('m.room.topic')).toBeUndefined();
    expect(merged.winner('m.room.power_levels')).toBe('$IPOWER');
    expect(merged.steps.map(({ step }) => step)).toContain('no-create-event');
  });

  it('is met by the room ID in version 12, and by one event that leads to it', () => {
    expect(merge(events, forks, ['U', 'Z'], '12').winner('m.room.topic')).toBe('$T2');
    const citing = [topic('$T1', ALICE, '', 1), topic('$T2', ALICE, '$IMA', 2)];
    expect(merge(citing, forks, ['Z']).winner('m.room.topic')).toBe('$T2');
  });
});

describe('F: the event stands in for what the state lacks', () => {
  const invitation = setting('$JR', 'm.room.join_rules', ALICE, { join_rule: 'invite' }, BY_ALICE);
  const join = (id: string, auth: string, more: Partial<DrawnEvent> = {}) =>
    member(id, DAVE, 'join', auth, more);

  it('is its own membership where the state lacks that', () => {
    /*
     *   all: $JR (invite only); $IMD <- $J1, $J2 (Dave comes back in both forks, though not invited)
     */
    const auth = '$CREATE $IPOWER $JR $IMD';
    const events = [invitation, join('$J1', auth), join('$J2', auth)];
    const forks = ['$JR $J1', '$JR $J2'];
    expect(merge(events, forks, []).winner('m.room.member', DAVE)).toBeUndefined();
    const merged = merge(events, forks, ['F']);
    expect(merged.winner('m.room.member', DAVE)).toBe('$J2');
    expect(merged.check('$J1')?.sources).toMatchObject({
      [`m.room.member|${DAVE}`]: 'event-itself',
      'm.room.join_rules|': 'state',
    });
  });

  it('is no longer that once the membership of the state is filled in after it', () => {
    /*
     *   $JR <- $JOIN cites power levels that the state lacks: the event goes in at their place, before
     *   the members, and $IMD, which all hold, goes over it.
     */
    const events = [
      invitation,
      join('$JOIN', '$CREATE $PL1 $JR $IMD'),
      setting('$PL1', 'm.room.power_levels', ALICE, { users: LEVELS }, '$CREATE $IMA'),
    ];
    const view = itself(events, '$JOIN', [...BASE.split(' '), '$JR'], ['$IPOWER']);
    expect(view).toBe(false);
    expect(itself(events, '$JOIN', [...BASE.split(' '), '$JR'], ['$IPOWER', '$IMD'])).toBe(true);
  });

  it.each([
    ['@aaron:a', false],
    ['@zoe:z', true],
  ])('fills members in by user ID: %s', (authoriser, isItself) => {
    /*
     *   $JOIN of Dave by leave of a user whose membership the state lacks: before Dave's own in the
     *   order of user IDs it is overwritten by $IMD, after it it stays.
     */
    const events = [
      member('$MU', authoriser, 'join', '$CREATE $IPOWER $IJR'),
      join('$JOIN', '$CREATE $IPOWER $IJR $IMD $MU', {
        content: { membership: 'join', join_authorised_via_users_server: authoriser },
      }),
    ];
    expect(itself(events, '$JOIN', BASE.split(' '), [])).toBe(isItself);
  });

  it('fills third-party invites in last', () => {
    /* $INVITE redeems $TOKEN, which the state lacks, for Dave, whose $IMD it has. */
    const signed = { mxid: DAVE, token: 't' };
    const events: readonly DrawnEvent[] = [
      {
        id: '$TOKEN',
        type: 'm.room.third_party_invite',
        key: 't',
        sender: BOB,
        content: {},
        auth: BY_BOB,
      },
      member('$INVITE', DAVE, 'invite', `${BY_BOB} $IJR $IMD $TOKEN`, {
        sender: BOB,
        content: { membership: 'invite', third_party_invite: { signed } },
      }),
    ];
    expect(itself(events, '$INVITE', BASE.split(' '), [])).toBe(true);
    expect(itself(events, '$INVITE', [...BASE.split(' '), '$TOKEN'], [])).toBe(false);
  });

  it('checks power levels against themselves where their sender is cited but missing', () => {
    const events = [setting('$PL', 'm.room.power_levels', ALICE, { users: {} }, BY_ALICE)];
    expect(itself(events, '$PL', BASE.split(' '), ['$IMA'])).toBe(true);
    expect(itself(events, '$PL', BASE.split(' '), [])).toBe(false);
  });

  it('needs a citation that was not rejected', () => {
    const events = [join('$JOIN', '$CREATE $IPOWER $IJR')];
    expect(itself(events, '$JOIN', BASE.split(' '), ['$IMD'])).toBe(false);
    expect(itself(events, '$JOIN', BASE.split(' '), ['$IPOWER', '$IMD'], '$IPOWER')).toBe(false);
    expect(itself(events, '$JOIN', BASE.split(' '), ['$IPOWER', '$IMD'])).toBe(true);
  });
});

/** Does the event stand in for itself in a state of these events, without those that are missing? */
function itself(
  events: readonly DrawnEvent[],
  id: string,
  held: readonly string[],
  missing: readonly string[],
  rejected?: string,
): boolean {
  const room = drawnRoom([...OPENING, ...events]);
  if (rejected !== undefined) room.reject(room.numberOf(rejected));
  const state = room.stateOf(held.filter((each) => !missing.includes(each)));
  const inState = (tuple: number) => state.get(tuple) ?? 0;
  return standsInForItself(room.numberOf(id), inState, roomMemoryOf(room), rulesOf('11'));
}

describe('third-party invites of version 1', () => {
  /* The same token three times, the second by Dave, who is not in the room. */
  const invite = (id: string, sender: string, depth: number): DrawnEvent => ({
    ...{ id, type: 'm.room.third_party_invite', key: 't', sender, content: {}, auth: '' },
    depth,
  });
  const events = [invite('$T1', ALICE, 1), invite('$T2', DAVE, 2), invite('$T3', ALICE, 3)];

  it('are settled from the oldest up, as an auth type, on a Dendrite', () => {
    const room = [...OPENING, ...events];
    const forks = ['$T1', '$T2', '$T3'].map((fork) => `${BASE} ${fork}`);
    const winner = ['m.room.third_party_invite', 't'] as const;
    expect(mergeDrawn(room, forks, null, '1').winner(...winner)).toBe('$T3');
    expect(mergeDrawn(room, forks, DENDRITE_POINTS, '1').winner(...winner)).toBe('$T1');
  });
});
