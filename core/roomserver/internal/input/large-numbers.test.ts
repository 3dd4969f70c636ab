import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../matrix/event/json';
import type { ReceivedPdu } from '../../../matrix/event/pdu';
import { RoomBuilder } from '../../../samples/room-builder';
import { importText, type JudgedRoom } from '../../../testing/node/judged-room';

/*
 * Room versions 1 to 5 allow integers up to 2^63 - 1, of which neighbours are one and the same number
 * as doubles: every comparison here goes wrong where one of them is rounded.
 */
const TWO_TO_53 = 2n ** 53n;
const MOST = 2n ** 63n - 1n;

const idOf = ({ pdu }: ReceivedPdu): string => pdu.eventId;

function opening(version: string, users: (name: (name: string) => string) => JsonObject) {
  const room = new RoomBuilder({ version, name: 'large' });
  room.create('alice');
  room.member('alice', 'join');
  powerLevels(room, 'alice', { users: users((name) => room.user(name)) });
  room.send({
    by: 'alice',
    type: 'm.room.join_rules',
    stateKey: '',
    content: { join_rule: 'public' },
  });
  room.member('bob', 'join');
  return room;
}

function powerLevels(
  room: RoomBuilder,
  by: string,
  content: JsonObject,
  after?: readonly ReceivedPdu[],
): ReceivedPdu {
  const event = { by, type: 'm.room.power_levels', stateKey: '', content };
  return room.send(after ? { ...event, after } : event);
}

function currentId(judged: JudgedRoom, type: string): string | undefined {
  const { storage, states, events } = judged;
  const typeNid = storage.eventTypes.find(type);
  const key = storage.eventStateKeys.find('');
  if (typeNid === undefined || key === undefined) return undefined;
  const { stateSnapshotNid } = events.room;
  const nid = states.view(stateSnapshotNid).get(states.tuples.find(typeNid, key));
  return events.eventId[events.rowOfNid(nid)];
}

describe.each(['1', '2', '3', '4', '5'])('levels beyond 2^53 in room version %s', (version) => {
  const forms: readonly ((level: bigint) => JsonValue)[] = [(level) => level, String];

  it.each(forms)('decide who may act on whom, as numbers and as text', async (form) => {
    const room = opening(version, (user) => ({
      [user('alice')]: form(MOST),
      [user('bob')]: form(MOST - 1n),
    }));
    const fork = room.events.slice(-1);
    const up = room.member('bob', 'ban', { of: 'alice', after: fork });
    const raised = { [room.user('alice')]: form(MOST), [room.user('bob')]: form(MOST) };
    const grab = powerLevels(room, 'bob', { users: raised }, fork);
    const down = room.member('alice', 'ban', { of: 'bob', after: fork });
    const judged = await importText(room.ndjson());
    expect(judged.rules(idOf(up))).toEqual([null, 'R5.ban.level', 'R5.ban.level']);
    expect(judged.rules(idOf(grab))[2]).toMatch(/^R10\./);
    expect(judged.rules(idOf(down))).toEqual([null, null, null]);
  });

  /*
   *              / $A: power levels by alice, 2^63-1 \
   *  $BOB (join)                                       $MERGE
   *              \ $B: power levels by bob, 2^63-2   /
   * The higher level goes first in resolution v2, so that $B, which comes last, wins where it still
   * may: alice's event leaves bob what he had. Version 1 takes the greater depth, which is equal here.
   */
  it('order power events, whatever their clocks say', async () => {
    const room = opening(version, (user) => ({
      [user('alice')]: MOST,
      [user('bob')]: MOST - 1n,
    }));
    const fork = room.events.slice(-1);
    const users = { [room.user('alice')]: MOST, [room.user('bob')]: MOST - 1n };
    const late = { origin_server_ts: 2_000_000_000_000 };
    const byAlice = room.send({
      by: 'alice',
      type: 'm.room.power_levels',
      stateKey: '',
      content: { users, kick: 1 },
      after: fork,
      fields: late,
    });
    const byBob = powerLevels(room, 'bob', { users, kick: 2 }, fork);
    room.say('alice', 'merged', [byAlice, byBob]);
    const judged = await importText(room.ndjson());
    expect(judged.isRejected(idOf(byAlice)) || judged.isRejected(idOf(byBob))).toBe(false);
    if (version !== '1') expect(currentId(judged, 'm.room.power_levels')).toBe(idOf(byBob));
  });
});

/*
 *              / $A: topic, depth 2^53+1 \
 *  $BOB (join)                             $MERGE
 *              \ $B: topic, depth 2^53   /
 * Resolution v1 takes the deeper one; as doubles both are 2^53.
 */
describe('depths beyond 2^53 in room version 1', () => {
  it.each([
    ['the first', TWO_TO_53 + 1n, TWO_TO_53],
    ['the second', TWO_TO_53, TWO_TO_53 + 1n],
    ['the first', MOST, MOST - 1n],
    ['the second', MOST - 1n, MOST],
  ])('%s is deeper', async (which, first, second) => {
    const room = opening('1', (user) => ({ [user('alice')]: 100 }));
    const fork = room.events.slice(-1);
    const topic = (text: string, depth: bigint) =>
      room.send({
        by: 'alice',
        type: 'm.room.topic',
        stateKey: '',
        content: { topic: text },
        after: fork,
        fields: { depth },
      });
    const topics = [topic('a', first), topic('b', second)];
    room.send({ by: 'alice', type: 'm.room.message', content: {}, after: topics });
    const judged = await importText(room.ndjson());
    const deeper = which === 'the first' ? topics[0] : topics[1];
    expect(currentId(judged, 'm.room.topic')).toBe(deeper && idOf(deeper));
    const row = judged.events.rowOfId(deeper ? idOf(deeper) : '');
    expect(judged.events.exactDepth.get(row)).toBe(first > second ? first : second);
  });

  it('are kept, where version 6 refuses them', async () => {
    const room = new RoomBuilder({ version: '6', name: 'large' });
    room.create('alice');
    const deep = room.member('alice', 'join', { fields: { depth: TWO_TO_53 } });
    const judged = await importText(room.ndjson());
    expect(judged.rules(idOf(deep))).toEqual(['format.depth', null, null]);
  });
});
