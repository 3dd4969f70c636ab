import { describe, expect, it } from 'vitest';
import type { ReceivedPdu } from '../../../matrix/event/pdu';
import { KNOWN_ROOM_VERSIONS, roomVersionRules } from '../../../matrix/room-versions/versions';
import { RoomBuilder } from '../../../samples/room-builder';
import { importText, judged } from '../../../testing/node/judged-room';
import { nodePlatform } from '../../../testing/node/node-platform';
import { loadRoom, quietWork } from '../../../testing/node/recorded-room';
import { Roomserver } from '../../roomserver';
import { createDendriteStorage } from '../../storage/sqljs/open';

/** The room and its opening, whose auth events the cases cite: $CREATE <- $ALICE <- $PL <- $RULES <- $BOB. */
function opening(version: string, joinRule = 'public') {
  const room = new RoomBuilder({ version, name: 'cited' });
  const create = room.create('alice');
  const alice = room.member('alice', 'join');
  const users = room.rules.auth.creatorsHaveInfinitePower ? {} : { [room.user('alice')]: 100 };
  const levels = room.send({
    by: 'alice',
    type: 'm.room.power_levels',
    stateKey: '',
    content: { users },
  });
  const rules = room.send({
    by: 'alice',
    type: 'm.room.join_rules',
    stateKey: '',
    content: { join_rule: joinRule },
  });
  /** From version 12 on nothing cites the create event. */
  const citing = (...events: readonly ReceivedPdu[]) =>
    room.rules.auth.createEventIsImplied ? events : [create, ...events];
  return { room, create, alice, levels, rules, citing };
}

const idOf = ({ pdu }: ReceivedPdu): string => pdu.eventId;

/** Rooms are built of user IDs, which one unstable version has none of. */
const VERSIONS = KNOWN_ROOM_VERSIONS.filter(
  (version) => roomVersionRules(version)?.events.senders === 'user-ids',
);

describe.each(VERSIONS)('auth events of room version %s', (version) => {
  /*
   *  $RULES (invite) <- $CAROL (join, refused) <- $MESSAGE by carol, cites $CAROL
   */
  it('that were rejected', async () => {
    const { room, levels, rules, citing } = opening(version, 'invite');
    const carol = room.member('carol', 'join', { citing: citing(levels, rules) });
    const message = room.send({
      by: 'carol',
      type: 'm.room.message',
      content: {},
      citing: citing(levels, carol),
    });
    const asked = await importText(room.ndjson());
    expect(asked.rules(idOf(carol))).toEqual([null, 'R5.join.invite-only', 'R5.join.invite-only']);
    expect(asked.rules(idOf(message))).toEqual([null, 'R2.rejected', 'R6']);
    expect(asked.ladder(idOf(message))[1]?.refusal?.evidence).toEqual([idOf(carol)]);
  });

  /*
   *  $RULES <- $BOB <- $TOPIC by bob (refused) <- $MESSAGE by alice, whose auth events hold a rejected level
   */
  it('that were rejected, cited by somebody honest', async () => {
    const { room, alice, citing } = opening(version);
    const bob = room.member('bob', 'join');
    const grab = room.send({
      by: 'bob',
      type: 'm.room.power_levels',
      stateKey: '',
      content: { users: { [room.user('bob')]: 100 } },
    });
    const message = room.send({
      by: 'alice',
      type: 'm.room.message',
      content: {},
      citing: citing(grab, alice),
    });
    const asked = await importText(room.ndjson());
    expect(asked.isRejected(idOf(bob))).toBe(false);
    expect(asked.isRejected(idOf(grab))).toBe(true);
    expect(asked.rules(idOf(message))).toEqual([null, 'R2.rejected', null]);
    expect(asked.ladder(idOf(message))[1]?.refusal?.evidence).toEqual([idOf(grab)]);
  });

  /*
   *  (missing) <- $BOB (join, an outlier)      $RULES <- $MESSAGE by bob, cites $BOB
   */
  it('that are outliers authorise, but are in no state', async () => {
    const { room, levels, rules, citing } = opening(version);
    const hidden = room.say('alice', 'never sent');
    const bob = room.member('bob', 'join', { after: [hidden] });
    const message = room.send({
      by: 'bob',
      type: 'm.room.message',
      content: {},
      after: [rules],
      citing: citing(levels, bob),
    });
    const asked = await importText(without(room, hidden));
    expect(asked.isOutlier(idOf(bob))).toBe(true);
    expect(asked.rules(idOf(bob))).toEqual([null, null, undefined]);
    expect(asked.rules(idOf(message))).toEqual([null, null, 'R6']);
  });

  /*
   *  $RULES <- (missing: bob's join) <- $MESSAGE by bob, cites it
   */
  it('that are missing are passed over, and reported', async () => {
    const { room, rules } = opening(version);
    const bob = room.member('bob', 'join');
    const message = room.say('bob', 'hello');
    const other = room.say('alice', 'hello', [rules]);
    const asked = await importText(without(room, bob));
    expect(asked.isOutlier(idOf(message))).toBe(true);
    expect(asked.rules(idOf(message))).toEqual([null, 'R6', undefined]);
    expect(asked.rules(idOf(other))).toEqual([null, null, null]);
    const row = asked.events.rowOfId(idOf(message));
    expect(asked.events.missingAuth.get(row)).toEqual([idOf(bob)]);
  });

  /*
   *  An import never takes in another room's events. Where one is handed in all the same, nothing of
   *  this room authorises it, and so it authorises nothing.
   */
  it('of another room', async () => {
    const { room, alice, levels, citing } = opening(version);
    const other = new RoomBuilder({ version, name: 'other', server: 'other.example' });
    other.create('oscar');
    const foreign = other.member(room.user('alice'), 'join');
    const message = room.send({
      by: 'alice',
      type: 'm.room.message',
      content: {},
      citing: citing(levels, foreign),
    });
    const events = [...room.events.slice(0, -1), foreign, message];
    const storage = await createDendriteStorage(nodePlatform());
    const roomserver = new Roomserver({ storage, platform: nodePlatform(), policy: 'dendrite' });
    const { roomId, rules } = room;
    await roomserver.inputRoomEvents({ roomId, rules, events }, quietWork());
    const asked = judged(await loadRoom(storage, roomId));
    expect(asked.isRejected(idOf(alice))).toBe(false);
    const implied = room.rules.auth.createEventIsImplied;
    expect(asked.rules(idOf(foreign))[1]).toBe(implied ? 'R1b' : 'R2.no-create');
    expect(asked.rules(idOf(message))).toEqual([null, 'R2.rejected', null]);
    expect(asked.ladder(idOf(message))[1]?.refusal?.evidence).toEqual([idOf(foreign)]);
  });

  it('that are not selected, or stand for one key twice', async () => {
    const { room, alice, levels, rules, citing } = opening(version);
    const again = room.member('alice', 'join');
    const stray = room.send({
      by: 'alice',
      type: 'm.room.message',
      content: {},
      citing: citing(levels, again, rules),
    });
    const twice = room.send({
      by: 'alice',
      type: 'm.room.message',
      content: { n: 2 },
      citing: citing(levels, alice, again),
    });
    const asked = await importText(room.ndjson());
    expect(asked.rules(idOf(stray))).toEqual([null, 'R2.not-selected', null]);
    expect(asked.ladder(idOf(stray))[1]?.refusal?.evidence).toEqual([idOf(rules)]);
    expect(asked.rules(idOf(twice))).toEqual([null, 'R2.duplicate', null]);
    expect(asked.ladder(idOf(twice))[1]?.refusal?.evidence).toEqual([idOf(alice), idOf(again)]);
  });

  it('without the create event, or with it from version 12 on', async () => {
    const { room, create, alice, levels } = opening(version);
    const implied = room.rules.auth.createEventIsImplied;
    const message = room.send({
      by: 'alice',
      type: 'm.room.message',
      content: {},
      citing: implied ? [create, levels, alice] : [levels, alice],
    });
    const asked = await importText(room.ndjson());
    expect(asked.rules(idOf(message))).toEqual(
      implied ? ['format.cites-create', 'R2.not-selected', null] : [null, 'R2.no-create', null],
    );
    const level = implied ? 0 : 1;
    expect(asked.ladder(idOf(message))[level]?.refusal?.evidence).toEqual([idOf(create)]);
    expect(asked.isRejected(idOf(message))).toBe(true);
  });
});

function without(room: RoomBuilder, hidden: ReceivedPdu): Uint8Array {
  const lines = new TextDecoder().decode(room.ndjson()).split('\n');
  return new TextEncoder().encode(
    lines.filter((_, index) => room.events[index] !== hidden).join('\n'),
  );
}
