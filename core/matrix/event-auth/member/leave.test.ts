import { describe } from 'vitest';
import { judge } from '../../../testing/node/judge-rules';
import { ALICE, BOB, CAROL, DAVE, EVE, IVY, joinRules, member } from '../../testing/usual-room';

describe('leaving, kicking and banning', () => {
  judge([
    { name: 'leaving', event: member(CAROL, 'leave'), rule: null },
    { name: 'turning an invite down', event: member(IVY, 'leave'), rule: null },
    { name: 'leaving while banned', event: member(EVE, 'leave'), rule: 'R5.leave.own' },
    {
      name: 'taking a knock back',
      event: member(DAVE, 'leave'),
      state: [member(DAVE, 'knock')],
      rule: null,
    },
    {
      name: 'taking a knock back in version 6',
      version: '6',
      event: member(DAVE, 'leave'),
      state: [member(DAVE, 'knock')],
      rule: 'R5.leave.own',
    },
    {
      name: 'kicking from outside',
      event: member(CAROL, 'leave', DAVE),
      rule: 'R5.leave.sender-not-joined',
    },
    { name: 'kicking', event: member(CAROL, 'leave', BOB), rule: null },
    { name: 'kicking somebody above', event: member(ALICE, 'leave', BOB), rule: 'R5.leave.kick' },
    {
      name: 'kicking without the level',
      event: member(IVY, 'leave', CAROL),
      rule: 'R5.leave.kick',
      evidence: ['$m.room.power_levels'],
    },
    { name: 'unbanning', event: member(EVE, 'leave', BOB), rule: null },
    {
      name: 'unbanning without the level',
      event: member(EVE, 'leave', CAROL),
      rule: 'R5.leave.unban',
      evidence: [`$ban-${EVE}`, '$m.room.power_levels'],
    },
    {
      name: 'banning from outside',
      event: member(CAROL, 'ban', DAVE),
      rule: 'R5.ban.sender-not-joined',
    },
    { name: 'banning', event: member(CAROL, 'ban', BOB), rule: null },
    { name: 'banning an equal', event: member(BOB, 'ban', BOB), rule: 'R5.ban.level' },
    {
      name: 'a creator banning in version 12',
      version: '12',
      event: member(BOB, 'ban', ALICE),
      rule: null,
    },
    {
      name: 'banning a creator in version 12',
      version: '12',
      event: member(ALICE, 'ban', BOB),
      rule: 'R5.ban.level',
    },
  ]);
});

describe('knocking and unknown memberships', () => {
  const knock = joinRules('knock');
  judge([
    { name: 'knocking', event: member(DAVE, 'knock'), state: [knock], rule: null },
    { name: 'knocking in a public room', event: member(DAVE, 'knock'), rule: 'R5.knock.join-rule' },
    {
      name: 'knocking for others',
      event: member(DAVE, 'knock', BOB),
      state: [knock],
      rule: 'R5.knock.other-user',
    },
    {
      name: 'knocking while in',
      event: member(BOB, 'knock'),
      state: [knock],
      rule: 'R5.knock.membership',
    },
    {
      name: 'knocking in version 6',
      version: '6',
      event: member(DAVE, 'knock'),
      state: [knock],
      rule: 'R5.unknown',
    },
    { name: 'an unknown membership', event: member(BOB, 'sleep'), rule: 'R5.unknown' },
    { name: 'no membership', event: { ...member(BOB, 'join'), content: {} }, rule: 'R5.fields' },
    { name: 'no user', event: { ...member(BOB, 'join'), state_key: null }, rule: 'R5.fields' },
  ]);
});
