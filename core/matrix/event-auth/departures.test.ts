import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';
import { base64 } from '../../base/base64';
import { nobleSigning } from '../../base/noble-signing';
import type { JsonObject } from '../event/json';
import { signJson } from '../event/sign-json';
import { DENDRITE_POINTS, type DendritePoint } from '../room-versions/algorithm';
import {
  ALICE,
  BOB,
  CAROL,
  checkRuleCase,
  DAVE,
  EVE,
  joinRules,
  member,
  powerLevels,
  type RuleCase,
  setting,
  USERS,
} from '../testing/usual-room';

interface DepartureCase extends Omit<RuleCase, 'rule'> {
  readonly point: DendritePoint;
  /** By which the specification refuses it. */
  readonly refusedBy: string;
}

/** Allowed under this point alone and under all, refused by the specification and all others. */
function judgeDepartures(cases: readonly DepartureCase[]): void {
  it.each(cases)('$point: $name', (each) => {
    const ruleOf = (points: readonly DendritePoint[]) =>
      checkRuleCase(each, points)?.ruleId ?? null;
    expect(ruleOf([])).toBe(each.refusedBy);
    expect(ruleOf(DENDRITE_POINTS.filter((point) => point !== each.point))).toBe(each.refusedBy);
    expect(ruleOf([each.point])).toBeNull();
    expect(ruleOf(DENDRITE_POINTS)).toBeNull();
  });
}

/** Refused by the specification and by a Dendrite. */
function judgeLimits(cases: readonly Omit<DepartureCase, 'point'>[]): void {
  it.each(cases)('$name', (each) => {
    expect(checkRuleCase(each)?.ruleId).toBe(each.refusedBy);
    expect(checkRuleCase(each, DENDRITE_POINTS)?.ruleId).toBe(each.refusedBy);
  });
}

const SEED = new Uint8Array(32).fill(1);
const token: JsonObject = {
  ...setting('m.room.third_party_invite', { public_key: base64(ed25519.getPublicKey(SEED)) }, BOB),
  state_key: 't',
};
const thirdParty = (user: string, sender: string): JsonObject => {
  const by = { server: 'id', keyId: 'ed25519:0', seed: SEED };
  const signed = signJson({ mxid: user, token: 't' }, by, nobleSigning);
  return member(user, 'invite', sender, { third_party_invite: { signed } });
};

describe("where Dendrite's authorization rules say yes and the specification no", () => {
  judgeDepartures([
    {
      point: 'L',
      name: 'leaving after having left',
      event: member(DAVE, 'leave'),
      state: [member(DAVE, 'leave')],
      refusedBy: 'R5.leave.own',
    },
    {
      point: 'L',
      name: 'leaving without ever having been there',
      event: member(DAVE, 'leave'),
      refusedBy: 'R5.leave.own',
    },
    {
      point: 'J',
      name: 'joining again under a join rule that lets nobody in',
      event: member(CAROL, 'join'),
      state: [joinRules('private')],
      refusedBy: 'R5.join.join-rule',
    },
    {
      point: 'J',
      name: 'joining again under a join rule that the room version does not know',
      version: '6',
      event: member(CAROL, 'join'),
      state: [joinRules('knock')],
      refusedBy: 'R5.join.join-rule',
    },
    {
      point: 'N',
      name: 'lifting a ban without the kick level',
      event: member(EVE, 'leave', BOB),
      state: [powerLevels({ users: USERS, kick: 60 })],
      refusedBy: 'R5.leave.kick',
    },
    {
      point: 'N',
      name: 'lifting the ban of somebody above',
      event: member(EVE, 'leave', BOB),
      state: [powerLevels({ users: { ...USERS, [EVE]: 50 } })],
      refusedBy: 'R5.leave.kick',
    },
    {
      point: 'T',
      name: 'inviting a banned user by third party',
      event: thirdParty(EVE, BOB),
      state: [token],
      refusedBy: 'R5.invite.third-party.banned',
    },
    {
      point: 'T',
      name: "redeeming somebody else's third-party invite",
      event: thirdParty(DAVE, ALICE),
      state: [token],
      refusedBy: 'R5.invite.third-party.sender',
    },
  ]);
});

describe('what Dendrite refuses all the same', () => {
  judgeLimits([
    { name: 'leaving while banned', event: member(EVE, 'leave'), refusedBy: 'R5.leave.own' },
    {
      name: 'joining under a join rule that lets nobody in',
      event: member(DAVE, 'join'),
      state: [joinRules('private')],
      refusedBy: 'R5.join.join-rule',
    },
    {
      name: 'making a member join again',
      event: member(CAROL, 'join', BOB),
      refusedBy: 'R5.join.other-user',
    },
    {
      name: 'lifting a ban without the ban level',
      event: member(EVE, 'leave', CAROL),
      state: [powerLevels({ users: USERS, kick: 0 })],
      refusedBy: 'R5.leave.unban',
    },
    {
      name: 'kicking somebody above',
      event: member(ALICE, 'leave', BOB),
      refusedBy: 'R5.leave.kick',
    },
    {
      name: 'a third-party invite without a signature',
      event: member(DAVE, 'invite', BOB, {
        third_party_invite: { signed: { mxid: DAVE, token: 't' } },
      }),
      state: [token],
      refusedBy: 'R5.invite.third-party.signature',
    },
  ]);
});
