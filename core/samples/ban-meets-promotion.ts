import type { ReceivedPdu } from '../matrix/event/pdu';
import { storedSentence } from './lesson-facts';
import { RoomBuilder } from './room-builder';
import type { Sample } from './sample';

/** A ban against a change of power levels by the banned: the merge puts the stronger sender first. */
export const banMeetsPromotion: Sample = {
  id: 'ban-meets-promotion',
  title: 'A ban meets a promotion',
  description:
    'Bob promotes Mallory while Alice bans Bob. See which of the two the merge keeps, and who is refused then.',
  events: 12,
  build(hashing) {
    const room = new RoomBuilder({ version: '11', name: 'ban-meets-promotion', hashing });
    const create = room.create('alice');
    const alice = joins(room, 'alice', 'Alice');
    const levels = powerLevels(room, { alice: 100, bob: 50 });
    room.send({
      by: 'alice',
      type: 'm.room.join_rules',
      stateKey: '',
      content: { join_rule: 'public' },
    });
    joins(room, 'bob', 'Bob');
    const mallory = joins(room, 'mallory', 'Mallory');
    const promotion = powerLevels(room, { alice: 100, bob: 50, mallory: 50 }, 'bob');
    const ban = room.member('alice', 'ban', { of: 'bob', after: [mallory] });
    // Past the merge the builder would cite the promotion, which resolution drops.
    const byAlice = [create, levels, alice];
    const byMallory = [create, levels, mallory];
    const merge = say(room, 'alice', 'Bob is banned', [promotion, ban], byAlice);
    room.send({
      by: 'mallory',
      type: 'm.room.topic',
      stateKey: '',
      content: { topic: 'Under new management' },
      after: [merge],
      citing: byMallory,
    });
    const nobody = say(room, 'alice', 'Nobody was promoted', [merge], byAlice);
    say(room, 'mallory', 'It was worth a try', [nobody], byMallory);
    return room.ndjson();
  },
  lesson(facts) {
    return {
      title: this.title,
      question: 'Why is Mallory refused, though Bob made her a moderator?',
      answer:
        'The merge orders both events by the level of who sent them: Alice’s ban (100) comes before Bob’s promotion (50), which is then checked in a room that has banned Bob, and dropped. That Bob was first by the clock does not count.',
      stored: storedSentence(facts),
    };
  },
};

function joins(room: RoomBuilder, name: string, displayname: string): ReceivedPdu {
  return room.member(name, 'join', { content: { membership: 'join', displayname } });
}

function powerLevels(
  room: RoomBuilder,
  levels: Readonly<Record<string, number>>,
  by = 'alice',
): ReceivedPdu {
  const users = Object.entries(levels).map(([name, level]) => [room.user(name), level] as const);
  return room.send({
    by,
    type: 'm.room.power_levels',
    stateKey: '',
    content: {
      users: Object.fromEntries(users),
      users_default: 0,
      events_default: 0,
      state_default: 50,
    },
  });
}

function say(
  room: RoomBuilder,
  by: string,
  body: string,
  after: readonly ReceivedPdu[],
  citing: readonly ReceivedPdu[],
): ReceivedPdu {
  const content = { msgtype: 'm.text', body };
  return room.send({ by, type: 'm.room.message', content, after, citing });
}
