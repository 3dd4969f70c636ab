import { ed25519 } from '@noble/curves/ed25519.js';
import { expect, it } from 'vitest';
import { base64 } from '../../../base/base64';
import { nobleSigning } from '../../../base/noble-signing';
import type { JsonObject } from '../../../matrix/event/json';
import { signJson } from '../../../matrix/event/sign-json';
import { RoomBuilder } from '../../../samples/room-builder';
import { importText } from '../../../testing/node/judged-room';

const SEED = new Uint8Array(32).fill(3);
const OTHER_SEED = new Uint8Array(32).fill(4);

/*
 *  $TOKEN (third-party invite by alice, key of SEED) <- three redemptions, each on a branch of its own
 */
it.each(['1', '6', '11', '12'])(
  'invites of version %s hold by their signatures',
  async (version) => {
    const room = new RoomBuilder({ version, name: 'third' });
    room.create('alice');
    room.member('alice', 'join');
    const token = room.send({
      by: 'alice',
      type: 'm.room.third_party_invite',
      stateKey: 'token',
      content: { public_key: base64(ed25519.getPublicKey(SEED)), display_name: 'somebody' },
    });
    const bob = room.user('bob');
    const redeem = (signed: JsonObject) =>
      room.send({
        by: 'alice',
        type: 'm.room.member',
        stateKey: bob,
        content: { membership: 'invite', third_party_invite: { display_name: 'x', signed } },
        after: [token],
      });
    const proof = (
      seed: Uint8Array,
      keyId: string,
      object: JsonObject = { mxid: bob, token: 'token' },
    ) => signJson(object, { server: 'id.example', keyId, seed }, nobleSigning);
    const good = redeem(proof(SEED, 'ed25519:1'));
    const forged = redeem(proof(OTHER_SEED, 'ed25519:1'));
    const either = redeem(proof(SEED, 'ed25519:2', proof(OTHER_SEED, 'ed25519:1')));
    const asked = await importText(room.ndjson());
    const rule = 'R5.invite.third-party.signature';
    expect(asked.rules(good.pdu.eventId)).toEqual([null, null, null]);
    expect(asked.rules(forged.pdu.eventId)).toEqual([null, rule, rule]);
    expect(asked.ladder(forged.pdu.eventId)[2]?.refusal?.evidence).toEqual([token.pdu.eventId]);
    expect(asked.rules(either.pdu.eventId)).toEqual([null, null, null]);
  },
);
