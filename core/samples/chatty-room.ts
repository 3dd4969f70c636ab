import type { Hashing } from '../base/platform-port';
import type { JsonObject } from '../matrix/event/json';
import { RoomBuilder } from './room-builder';

const USERS = 20;
/** One event in this many is a change of name, the others are messages. */
const NAME_CHANGE_EVERY = 5;

/** What makes the events of {@link buildChattyRoom} larger. */
export interface ChattyOptions {
  /** Ends every message and name. */
  readonly filler: string;
  /** Every event's `signatures`. Nobody made them: they are there for their size. */
  readonly signatures: JsonObject;
}

/** A straight room of talk and name changes, as ndjson, for measuring. */
export function buildChattyRoom(
  events: number,
  hashing: Hashing,
  { filler, signatures }: ChattyOptions = { filler: '', signatures: {} },
): Uint8Array {
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
    const isMessage = number % NAME_CHANGE_EVERY > 0;
    const text = isMessage ? `Message ${number} of this long conversation` : `${by} ${number}`;
    const content = isMessage
      ? { msgtype: 'm.text', body: text + filler }
      : { membership: 'join', displayname: text + filler };
    const fields = { signatures };
    if (isMessage) room.send({ by, type: 'm.room.message', content, fields });
    else room.member(by, 'join', { content, fields });
  }
  return room.ndjson();
}
