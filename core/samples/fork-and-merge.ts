import { storedSentence } from './lesson-facts';
import { RoomBuilder } from './room-builder';
import type { Sample } from './sample';

/** Two members change the topic at the same time; the merge has to choose, and stores a full copy. */
export const forkAndMerge: Sample = {
  id: 'fork-and-merge',
  title: 'A fork and its merge',
  description:
    'Two members set the topic at once. See which topic wins, and what the merge costs to store.',
  events: 10,
  build(hashing) {
    const room = new RoomBuilder({ version: '11', name: 'fork-and-merge', hashing });
    room.create('alice');
    room.member('alice', 'join', { content: { membership: 'join', displayname: 'Alice' } });
    room.send({
      by: 'alice',
      type: 'm.room.power_levels',
      stateKey: '',
      content: {
        users: { [room.user('alice')]: 100, [room.user('bob')]: 50 },
        users_default: 0,
        events_default: 0,
        state_default: 50,
      },
    });
    room.send({
      by: 'alice',
      type: 'm.room.join_rules',
      stateKey: '',
      content: { join_rule: 'public' },
    });
    const fork = room.member('bob', 'join', {
      content: { membership: 'join', displayname: 'Bob' },
    });
    const byAlice = room.send(topic('alice', 'Lunch at noon', fork));
    const byBob = room.send(topic('bob', 'Lunch at one', fork));
    room.say('alice', 'Which is it?', [byAlice, byBob]);
    room.say('bob', 'One o’clock!');
    room.say('alice', 'See you there');
    return room.ndjson();
  },
  lesson(facts) {
    return {
      title: this.title,
      question: 'Why does the merge store a whole new block?',
      answer:
        'Both branches set the topic, so the state before the merge had to be resolved; Dendrite stores a resolved state as one full copy, which shares no block with either branch.',
      stored: storedSentence(facts),
    };
  },
};

function topic(by: string, text: string, fork: ReturnType<RoomBuilder['say']>) {
  return {
    by,
    type: 'm.room.topic',
    stateKey: '',
    content: { topic: text },
    after: [fork],
  };
}
