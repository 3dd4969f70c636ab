import { describe, expect, it } from 'vitest';
import { judge } from '../../../testing/node/judge-rules';
import type { JsonObject } from '../../event/json';
import { symbolicPdu } from '../../event/symbolic-pdu';
import {
  ALICE,
  BOB,
  CREATE,
  DAVE,
  EVE,
  IVY,
  joinRules,
  member,
  powerLevels,
  rulesOf,
  USERS,
} from '../../testing/usual-room';
import { checkAgainstState } from '../check-against-state';
import { authStateOf } from '../map-auth-state';

describe('joining', () => {
  const restricted = joinRules('restricted');
  const via = (user: string, ...signers: readonly string[]): JsonObject => ({
    ...member(DAVE, 'join', DAVE, { join_authorised_via_users_server: user }),
    signatures: Object.fromEntries(signers.map((server) => [server, { 'ed25519:1': 'x' }])),
  });
  judge([
    { name: 'a public room', event: member(DAVE, 'join'), rule: null },
    { name: 'as somebody else', event: member(DAVE, 'join', BOB), rule: 'R5.join.other-user' },
    {
      name: 'while banned',
      event: member(EVE, 'join'),
      rule: 'R5.join.banned',
      evidence: [`$ban-${EVE}`],
    },
    {
      name: 'an invite-only room',
      event: member(DAVE, 'join'),
      state: [joinRules('invite')],
      rule: 'R5.join.invite-only',
      evidence: ['$m.room.join_rules'],
    },
    { name: 'on invitation', event: member(IVY, 'join'), state: [joinRules('invite')], rule: null },
    { name: 'again', event: member(BOB, 'join'), state: [joinRules('invite')], rule: null },
    {
      name: 'a knock room',
      event: member(DAVE, 'join'),
      state: [joinRules('knock')],
      rule: 'R5.join.invite-only',
    },
    {
      name: 'a knock room before version 7',
      version: '6',
      event: member(IVY, 'join'),
      state: [joinRules('knock')],
      rule: 'R5.join.join-rule',
    },
    {
      name: 'a private room',
      event: member(IVY, 'join'),
      state: [joinRules('private')],
      rule: 'R5.join.join-rule',
    },
    {
      name: 'a restricted room, let in by nobody',
      event: member(DAVE, 'join'),
      state: [restricted],
      rule: 'R5.join.restricted',
    },
    {
      name: 'a restricted room, let in by a stranger',
      event: via('@zoe:z', 'z'),
      state: [restricted],
      rule: 'R5.join.restricted',
    },
    {
      name: 'a restricted room, let in by a member',
      event: via(BOB, 'b', 'd'),
      state: [restricted],
      rule: null,
    },
    {
      name: 'a restricted room, let in without signature',
      event: via(BOB, 'd'),
      state: [restricted],
      rule: 'R5.authorising-server',
    },
    {
      name: 'a restricted room, let in by nonsense',
      event: via('bob', 'd'),
      state: [restricted],
      rule: 'R5.authorising-server',
    },
    {
      name: 'a restricted room, let in by a member who may not invite',
      event: via(BOB, 'b'),
      state: [restricted, powerLevels({ users: USERS, invite: 60 })],
      rule: 'R5.join.restricted',
      evidence: ['$m.room.join_rules', '$m.room.power_levels'],
    },
    {
      name: 'a restricted room on invitation',
      event: member(IVY, 'join'),
      state: [restricted],
      rule: null,
    },
    {
      name: 'a restricted room in version 7',
      version: '7',
      event: via(BOB),
      state: [restricted],
      rule: 'R5.join.join-rule',
    },
    {
      name: 'knock_restricted in version 9',
      version: '9',
      event: via(BOB, 'b'),
      state: [joinRules('knock_restricted')],
      rule: 'R5.join.join-rule',
    },
    {
      name: 'knock_restricted in version 10',
      version: '10',
      event: via(BOB, 'b'),
      state: [joinRules('knock_restricted')],
      rule: null,
    },
  ]);

  it('lets the creator in right after the create event, and nobody else', () => {
    const state = authStateOf([symbolicPdu({ ...CREATE, content: { creator: BOB } })]);
    const first = (user: string) =>
      symbolicPdu({ ...member(user, 'join'), prev_events: ['$create'], room_id: '!room:a' });
    expect(checkAgainstState(first(BOB), state, rulesOf('10'))).toBeNull();
    expect(checkAgainstState(first(ALICE), state, rulesOf('10'))?.ruleId).toBe(
      'R5.join.invite-only',
    );
    expect(checkAgainstState(first(ALICE), state, rulesOf('11'))).toBeNull();
    expect(checkAgainstState(first(BOB), state, rulesOf('11'))?.ruleId).toBe('R5.join.invite-only');
  });
});
