import type { Hashing } from '../base/platform-port';
import { RoomBuilder } from './room-builder';

const USERS = 20;
/** One event in this many is a change of name, the others are messages. */
const NAME_CHANGE_EVERY = 5;

/** A straight room of talk and name changes, as ndjson, for measuring. */
export function buildChattyRoom(events: number, hashing: Hashing): Uint8Array {
  const room = new RoomBuilder({ version: '11', name: 'chatty', hashing });
  room.create('user0');
  room.member('user0', 'join');
  room.send({
    by: 'user0',
    type: 'm.room.join_rules',
    stateKey: '',
    content: { join_rule: 'public' },
  });
  for (let user = 1; user < USERS; user += 1) room.member(`user${user}`, 'join');
  while (room.events.length < events) {
    const number = room.events.length;
    const by = `user${number % USERS}`;
    if (number % NAME_CHANGE_EVERY > 0) room.say(by, `Message ${number} of this long conversation`);
    else
      room.member(by, 'join', { content: { membership: 'join', displayname: `${by} ${number}` } });
  }
  return room.ndjson();
}
