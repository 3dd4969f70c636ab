import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';
import { base64 } from '../../base/base64';
import { nobleHashing } from '../../base/noble-hashing';
import { nobleSigning } from '../../base/noble-signing';
import { canonicalJson } from '../event/canonical-json';
import { checkSignatures } from '../event/check-signatures';
import type { JsonObject } from '../event/json';
import { receivePdu } from '../event/receive-pdu';
import { signEvent } from '../event/sign-event';
import { symbolicPdu } from '../event/symbolic-pdu';
import { checkAgainstState } from '../event-auth/check-against-state';
import { authStateOf } from '../event-auth/map-auth-state';
import {
  ALICE,
  BOB,
  checkRuleCase,
  DAVE,
  joinRules,
  member,
  powerLevels,
  rulesOf,
} from '../testing/usual-room';
import { KNOWN_ROOM_VERSIONS, roomVersionRules } from './versions';

const ruleIn = (version: string, event: JsonObject, state: readonly JsonObject[] = []) =>
  checkRuleCase({ version, event, state })?.ruleId ?? null;

describe('room versions', () => {
  it('are the stable ones and those unstable ones that Dendrite knows', () => {
    expect(KNOWN_ROOM_VERSIONS).toEqual([
      ...Array.from({ length: 12 }, (_, index) => String(index + 1)),
      'org.matrix.msc3667',
      'org.matrix.msc3787',
      'org.matrix.msc4014',
      'org.matrix.hydra.11',
    ]);
    for (const version of KNOWN_ROOM_VERSIONS) {
      expect(roomVersionRules(version)?.version).toBe(version);
    }
  });

  it.each(['', '0', '13', '011', 'org.matrix.msc1767.10', 'constructor'])('know no %j', (version) =>
    expect(roomVersionRules(version)).toBeUndefined(),
  );
});

describe('org.matrix.msc3667: version 7 with integer levels', () => {
  it('refuses levels as strings, which version 7 takes', () => {
    const levels = powerLevels({ users: { [ALICE]: 100, [BOB]: '50' } });
    expect(ruleIn('7', levels)).toBeNull();
    expect(ruleIn('org.matrix.msc3667', levels)).toBe('R10.users');
    const scalar = powerLevels({ users: { [ALICE]: 100, [BOB]: 50 }, ban: '50' });
    expect(ruleIn('org.matrix.msc3667', scalar)).toBe('R10.defaults-not-integers');
  });

  it('knows knocking and no restricted joins', () => {
    const knock = member(DAVE, 'knock');
    expect(ruleIn('org.matrix.msc3667', knock, [joinRules('knock')])).toBeNull();
    const join = member(DAVE, 'join', DAVE, { join_authorised_via_users_server: ALICE });
    expect(ruleIn('org.matrix.msc3667', join, [joinRules('restricted')])).toBe('R5.join.join-rule');
  });
});

describe('org.matrix.msc3787: version 9 with knock_restricted', () => {
  const rules = [joinRules('knock_restricted')];
  const join = member(DAVE, 'join', DAVE, { join_authorised_via_users_server: ALICE });

  it('lets users knock and be let in under it', () => {
    expect(ruleIn('9', member(DAVE, 'knock'), rules)).toBe('R5.knock.join-rule');
    expect(ruleIn('org.matrix.msc3787', member(DAVE, 'knock'), rules)).toBeNull();
    expect(ruleIn('9', join, rules)).toBe('R5.join.join-rule');
    expect(ruleIn('org.matrix.msc3787', join, rules)).toBeNull();
  });

  it('takes levels as strings like version 9', () => {
    const levels = powerLevels({ users: { [ALICE]: 100, [BOB]: '50' } });
    expect(ruleIn('org.matrix.msc3787', levels)).toBeNull();
  });
});

describe('org.matrix.hydra.11: as version 12', () => {
  it('has creators above all levels, and room IDs that are hashes', () => {
    expect(ruleIn('org.matrix.hydra.11', member(BOB, 'ban', ALICE))).toBeNull();
    const levels = powerLevels({ users: { [ALICE]: 100 } });
    expect(ruleIn('org.matrix.hydra.11', levels)).toBe('R10.creators');
    const { version: _, ...hydra } = rulesOf('org.matrix.hydra.11');
    const { version: __, ...twelve } = rulesOf('12');
    expect(hydra).toEqual(twelve);
  });
});

/*
 * Users go by a key in org.matrix.msc4014. Alice made the room, which is closed to other servers;
 * only member events say whose a key is.
 */
describe('org.matrix.msc4014: version 10 with room keys for senders', () => {
  const VERSION = 'org.matrix.msc4014';
  const seedOf = (number: number) => new Uint8Array(32).fill(number);
  const [alice = '', bob = ''] = [1, 2].map((n) => base64(ed25519.getPublicKey(seedOf(n))));
  const joining = (key: string, userId: string | null): JsonObject => ({
    event_id: `$join-${userId}`,
    type: 'm.room.member',
    state_key: key,
    sender: key,
    content: {
      membership: 'join',
      ...(userId === null ? {} : { mxid_mapping: { user_room_key: key, user_id: userId } }),
    },
  });
  const create: JsonObject = {
    event_id: '$create',
    type: 'm.room.create',
    state_key: '',
    sender: alice,
    content: { creator: alice, room_version: VERSION, 'm.federate': false },
  };
  const levels = (users: JsonObject): JsonObject => ({
    event_id: '$levels',
    type: 'm.room.power_levels',
    state_key: '',
    sender: alice,
    content: { users },
  });
  const publicRoom: JsonObject = { ...joinRules('public'), sender: alice };
  const check = (event: JsonObject, state: readonly JsonObject[]) => {
    const room = { room_id: '!room:a', prev_events: ['$x'] };
    const pdus = state.map((raw) => symbolicPdu({ ...room, ...raw }));
    const pdu = symbolicPdu({ ...room, ...event });
    return checkAgainstState(pdu, authStateOf(pdus), rulesOf(VERSION))?.ruleId ?? null;
  };
  const state = [create, joining(alice, '@alice:a'), publicRoom];

  it('takes a create event whose sender names no server', () => {
    expect(check({ ...create, prev_events: [] }, [])).toBeNull();
  });

  it('lets the creator in, and no user of another server', () => {
    expect(check({ ...joining(alice, '@alice:a'), prev_events: ['$create'] }, [create])).toBeNull();
    expect(check(joining(bob, '@bob:a'), state)).toBeNull();
    expect(check(joining(bob, '@bob:b'), state)).toBe('R3');
    expect(check(joining(bob, null), state)).toBe('R3');
    expect(check(joining(bob, null), [...state, joining(bob, '@bob:a')])).toBeNull();
  });

  it('gives levels to keys, not to user IDs', () => {
    expect(check(levels({ [alice]: 100, [bob]: 50 }), state)).toBeNull();
    expect(check(levels({ '@bob:a': 50 }), state)).toBe('R10.users');
    expect(check(levels({ [bob]: '50' }), state)).toBe('R10.users');
  });

  it('reads events by room keys, and refuses those by user IDs', () => {
    const rules = rulesOf(VERSION);
    const formatOf = (sender: string) => {
      const event = {
        ...{ type: 'm.room.message', room_id: '!room:a', sender, content: {}, depth: 1 },
        ...{ origin_server_ts: 1, prev_events: [], auth_events: [], hashes: { sha256: 'x' } },
      };
      const json = new TextEncoder().encode(canonicalJson(event));
      const received = receivePdu(event, json, rules, nobleHashing);
      return received.ok && received.value.formatRefusal?.ruleId;
    };
    expect(formatOf(bob)).toBeUndefined();
    expect(formatOf('@bob:a')).toBe('format.sender');
    expect(formatOf(`${bob}x`)).toBe('format.sender');
  });

  it('checks the signature by the sender itself', () => {
    const rules = rulesOf(VERSION);
    const hosts = { hashing: nobleHashing, signing: nobleSigning };
    const event = { type: 'm.room.message', room_id: '!r:a', sender: bob, content: {}, depth: 1 };
    const by = { server: bob, keyId: 'ed25519:1' };
    const keys = new Map([['a', new Map()]]);
    const checkOf = (signed: JsonObject) =>
      checkSignatures(signed, rules, keys, nobleSigning).check;
    expect(checkOf(signEvent(event, { ...by, seed: seedOf(2) }, rules, hosts))).toBe('valid');
    expect(checkOf(signEvent(event, { ...by, seed: seedOf(1) }, rules, hosts))).toBe('invalid');
    expect(checkOf({ ...event, signatures: {} })).toBe('invalid');
  });
});
