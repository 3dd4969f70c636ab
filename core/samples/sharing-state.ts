import { joined, storedSentence } from './lesson-facts';
import { RoomBuilder } from './room-builder';
import type { Sample } from './sample';

/** The roomserver README's own example as a straight chain: what a block is and who shares it. */
export const sharingState: Sample = {
  id: 'sharing-state',
  title: 'Sharing state',
  description: 'Six events, four snapshots, three blocks. See why no state entry is stored twice.',
  events: 6,
  build(hashing) {
    const room = new RoomBuilder({ version: '11', name: 'sharing-state', hashing });
    room.create('alice');
    room.member('alice', 'join', { content: { membership: 'join', displayname: 'Alice' } });
    room.say('alice', 'Hello?');
    room.say('alice', 'Anyone here?');
    room.send({
      by: 'alice',
      type: 'm.room.topic',
      stateKey: '',
      content: { topic: 'Storage 101' },
    });
    room.say('alice', 'Nice topic');
    return room.ndjson();
  },
  lesson(facts) {
    return {
      title: this.title,
      question: `Why ${joined(facts.blockNids)} and ${joined(facts.snapshotNids)}?`,
      answer:
        'Dendrite computes each state twice; the second write finds the same block and only uses up a number.',
      stored: storedSentence(facts),
    };
  },
};
