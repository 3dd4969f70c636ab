import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';
import { base64, base64UrlSafe } from '../../../base/base64';
import { nobleSigning } from '../../../base/noble-signing';
import { judge } from '../../../testing/node/judge-rules';
import type { JsonObject, JsonValue } from '../../event/json';
import { signJson } from '../../event/sign-json';
import { symbolicPdu } from '../../event/symbolic-pdu';
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
import { thirdPartyInviteVerifier, verifyThirdPartyInvite } from '../third-party-invite-signature';

const seedOf = (number: number) => new Uint8Array(32).fill(number);
const keyOf = (number: number) => ed25519.getPublicKey(seedOf(number));

/** Signed by the identity server `id`, with the key of that number. */
function proof(fields: JsonObject, number: number, keyId = 'ed25519:0'): JsonObject {
  return signJson(fields, { server: 'id', keyId, seed: seedOf(number) }, nobleSigning);
}

describe('inviting', () => {
  const invite = (user: string, sender: string) => member(user, 'invite', sender);
  const token = {
    ...setting('m.room.third_party_invite', { public_key: base64(keyOf(1)) }, BOB),
    state_key: 't',
  };
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
      event: third(proof({ mxid: DAVE, token: 't' }, 1)),
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
    {
      name: 'by third party signed with another key',
      event: third(proof({ mxid: DAVE, token: 't' }, 2)),
      state: [token],
      rule: 'R5.invite.third-party.signature',
      evidence: ['$m.room.third_party_invite'],
    },
    {
      name: 'by third party signed for something else',
      event: third({ ...proof({ mxid: IVY, token: 't' }, 1), mxid: DAVE }),
      state: [token],
      rule: 'R5.invite.third-party.signature',
    },
  ]);
});

describe('third-party invites with several signatures and keys', () => {
  const fields = { mxid: DAVE, token: 't' };
  const invite = (content: JsonObject) => symbolicPdu({ event_id: '$invite', content });
  const keys = (...numbers: readonly number[]) =>
    numbers.map((number) => ({ public_key: base64UrlSafe(keyOf(number)) }));
  const both = proof(proof(fields, 2, 'ed25519:bad'), 1, 'ed25519:good');

  it('hold where any signature verifies with any key', () => {
    const listed = { public_key: 'nonsense', public_keys: [{}, 7, ...keys(3, 1)] };
    expect(verifyThirdPartyInvite(both, invite(listed))).toBe(true);
    expect(verifyThirdPartyInvite(proof(both, 3, 'ed25519:0'), invite(listed))).toBe(true);
  });

  it('do not hold where none does, whatever stands there', () => {
    for (const content of [{}, { public_key: '' }, { public_keys: 'x' }, { public_keys: keys(3) }])
      expect(verifyThirdPartyInvite(both, invite(content))).toBe(false);
    for (const signatures of [{}, [], { id: 'x' }, { id: { 'rsa:0': 'x', 'ed25519:0': 7 } }])
      expect(
        verifyThirdPartyInvite({ ...fields, signatures }, invite({ public_keys: keys(1) })),
      ).toBe(false);
  });

  it('do not hold for what cannot be canonical JSON, which nobody can have signed', () => {
    let deep: JsonValue = 'x';
    for (let level = 0; level < 1000; level += 1) deep = [deep];
    for (const odd of ['\ud800', deep]) {
      const signed = { ...both, odd };
      expect(verifyThirdPartyInvite(signed, invite({ public_keys: keys(1) }))).toBe(false);
    }
  });

  it('are verified once for each pair of proof and invite, and not without end', () => {
    let asked = 0;
    const verify = thirdPartyInviteVerifier(() => {
      asked += 1;
      return false;
    });
    const many = Array.from({ length: 400 }, (_, index) => {
      const bytes = new Uint8Array(64);
      new DataView(bytes.buffer).setUint32(0, index);
      return [`ed25519:${index}`, base64(bytes)] as const;
    });
    const signed = { ...fields, signatures: { id: Object.fromEntries(many) } };
    const pdu = invite({ public_keys: keys(1, 2, 3) });
    expect([verify(signed, pdu), verify(signed, pdu)]).toEqual([false, false]);
    expect(asked).toBe(100);
  });
});
