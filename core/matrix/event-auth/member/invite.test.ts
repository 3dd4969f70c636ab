import { describe } from 'vitest';
import { judge } from '../../../testing/node/judge-rules';
import type { JsonObject } from '../../event/json';
import {
  ALICE,
  BOB,
  CAROL,
  DAVE,
  EVE,
  IVY,
  member,
  powerLevels,
  setting,
  USERS,
} from '../../testing/usual-room';

describe('inviting', () => {
  const invite = (user: string, sender: string) => member(user, 'invite', sender);
  const token = {
    ...setting('m.room.third_party_invite', { public_key: 'k' }, BOB),
    state_key: 't',
  };
  const signatures = { id: { 'ed25519:0': 's' } };
  const third = (
    signed: JsonObject | null,
    user: string = DAVE,
    sender: string = BOB,
  ): JsonObject =>
    member(user, 'invite', sender, { third_party_invite: signed === null ? {} : { signed } });
  judge([
    { name: 'somebody', event: invite(DAVE, BOB), rule: null },
    { name: 'from outside', event: invite(IVY, DAVE), rule: 'R5.invite.sender-not-joined' },
    {
      name: 'a member',
      event: invite(BOB, ALICE),
      rule: 'R5.invite.target',
      evidence: [`$join-${BOB}`],
    },
    { name: 'somebody banned', event: invite(EVE, ALICE), rule: 'R5.invite.target' },
    {
      name: 'without the level',
      event: invite(DAVE, CAROL),
      state: [powerLevels({ users: USERS, invite: 1 })],
      rule: 'R5.invite.level',
    },
    {
      name: 'by third party',
      event: third({ mxid: DAVE, token: 't', signatures }),
      state: [token],
      rule: null,
    },
    {
      name: 'somebody banned by third party',
      event: third({}, EVE),
      state: [token],
      rule: 'R5.invite.third-party.banned',
    },
    {
      name: 'by third party without proof',
      event: third(null),
      state: [token],
      rule: 'R5.invite.third-party.signed',
    },
    {
      name: 'by third party without token',
      event: third({ mxid: DAVE }),
      state: [token],
      rule: 'R5.invite.third-party.mxid-and-token',
    },
    {
      name: 'another by third party',
      event: third({ mxid: IVY, token: 't' }),
      state: [token],
      rule: 'R5.invite.third-party.mxid',
    },
    {
      name: 'by unknown third party',
      event: third({ mxid: DAVE, token: 'u' }),
      state: [token],
      rule: 'R5.invite.third-party.no-such-invite',
    },
    {
      name: 'by third party of another',
      event: third({ mxid: DAVE, token: 't' }, DAVE, ALICE),
      state: [token],
      rule: 'R5.invite.third-party.sender',
    },
    {
      name: 'by third party unsigned',
      event: third({ mxid: DAVE, token: 't' }),
      state: [token],
      rule: 'R5.invite.third-party.signature',
    },
  ]);
});
