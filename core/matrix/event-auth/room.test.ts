import { describe, expect, it } from 'vitest';
import { judge } from '../../testing/node/judge-rules';
import type { JsonObject } from '../event/json';
import { symbolicPdu } from '../event/symbolic-pdu';
import {
  ALICE,
  BOB,
  CAROL,
  CREATE,
  DAVE,
  EVE,
  member,
  message,
  powerLevels,
  rulesOf,
  setting,
} from '../testing/usual-room';
import { checkAgainstState } from './check-against-state';
import { authStateOf } from './map-auth-state';

describe('federation and aliases', () => {
  const closed: JsonObject = { ...CREATE, content: { creator: ALICE, 'm.federate': false } };
  const aliases = (state_key: string | null, sender: string): JsonObject => ({
    type: 'm.room.aliases',
    state_key,
    sender,
    content: {},
  });
  judge([
    { name: 'own server in a closed room', event: message(ALICE), state: [closed], rule: null },
    {
      name: 'other server in a closed room',
      event: message(BOB),
      state: [closed],
      rule: 'R3',
      evidence: ['$create'],
    },
    {
      name: 'inviting another server into a closed room',
      event: member(DAVE, 'invite', ALICE),
      state: [closed],
      rule: 'R3.target',
    },
    { name: 'own aliases, from outside', version: '5', event: aliases('d', DAVE), rule: null },
    { name: 'aliases of others', version: '5', event: aliases('a', DAVE), rule: 'R4.other-server' },
    {
      name: 'aliases as message',
      version: '5',
      event: aliases(null, BOB),
      rule: 'R4.no-state-key',
    },
    { name: 'aliases of others, version 6', version: '6', event: aliases('a', BOB), rule: null },
  ]);

  it('nothing is allowed in a state without a create event', () => {
    const event = symbolicPdu({ type: 'm.room.message', sender: ALICE });
    const refusal = checkAgainstState(event, authStateOf([]), rulesOf('11'));
    expect(refusal?.ruleId).toBe('R3.no-create');
  });
});

describe('sending', () => {
  it.each([
    [null, `${DAVE} has no member event and cannot send events.`],
    ['ban', `${DAVE} is banned and cannot send events.`],
    ['leave', `${DAVE} is not in the room any more and cannot send events.`],
    ['invite', `${DAVE} is invited and cannot send events.`],
  ])('says what is known of a sender whose membership is %s', (membership, because) => {
    const held = membership === null ? [] : [member(DAVE, membership, ALICE)];
    const state = authStateOf([CREATE, ...held].map(symbolicPdu));
    const refusal = checkAgainstState(symbolicPdu(message(DAVE)), state, rulesOf('11'));
    expect(refusal?.because).toBe(because);
  });

  const invite = (sender: string): JsonObject => ({
    ...setting('m.room.third_party_invite', {}, sender),
    state_key: 't',
  });
  const redaction = (redacts: string): JsonObject => ({
    type: 'm.room.redaction',
    sender: CAROL,
    event_id: '$r:c',
    redacts,
    content: {},
  });
  judge([
    { name: 'a message', event: message(CAROL), rule: null },
    { name: 'a message from outside', event: message(DAVE), rule: 'R6' },
    { name: 'a message when banned', event: message(EVE), rule: 'R6', evidence: [`$ban-${EVE}`] },
    { name: 'a third-party invite', event: invite(CAROL), rule: null },
    {
      name: 'a third-party invite without the level',
      event: invite(CAROL),
      state: [powerLevels({ invite: 1 })],
      rule: 'R7',
    },
    { name: 'a setting without the level', event: setting('m.room.topic', {}, CAROL), rule: 'R8' },
    { name: 'a setting', event: setting('m.room.topic', {}, BOB), rule: null },
    {
      name: 'state of another user',
      event: { ...setting('x', {}, BOB), state_key: ALICE },
      rule: 'R9',
    },
    {
      name: 'a type named like a method',
      event: { ...message(CAROL), type: 'toString' },
      rule: null,
    },
    { name: 'a redaction on its server', version: '2', event: redaction('$x:c'), rule: null },
    {
      name: 'a redaction elsewhere',
      version: '2',
      event: redaction('$x:a'),
      rule: 'R11.other-server',
    },
    {
      name: 'a redaction elsewhere in version 3',
      version: '3',
      event: redaction('$x'),
      rule: null,
    },
  ]);
});
