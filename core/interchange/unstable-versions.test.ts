import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect, test } from 'vitest';
import { base64 } from '../base/base64';
import type { JsonObject } from '../matrix/event/json';
import { currentState, eventsOf } from '../roomserver/internal/query/state-at';
import { RoomBuilder } from '../samples/room-builder';
import { importSources } from '../testing/node/recorded-room';
import { memorySource } from './memory-source';

/** Users of `org.matrix.msc4014` go by a key that they have in this room only. */
class RoomOfKeys extends RoomBuilder {
  override user(name: string): string {
    return base64(ed25519.getPublicKey(new Uint8Array(32).fill(name.length)));
  }
}

/** Alice makes a public room, gives Bob a level, and bans him after a rename; then a merge. */
function roomOf(version: string): RoomBuilder {
  const options = { version, name: 'unstable' };
  const room =
    version === 'org.matrix.msc4014' ? new RoomOfKeys(options) : new RoomBuilder(options);
  const set = (by: string, type: string, content: JsonObject) =>
    room.send({ by, type, stateKey: '', content });
  const levels: JsonObject = room.rules.auth.creatorsHaveInfinitePower
    ? { [room.user('bob')]: 50 }
    : { [room.user('alice')]: 100, [room.user('bob')]: 50 };
  room.create('alice');
  room.member('alice', 'join');
  set('alice', 'm.room.power_levels', { users: levels });
  set('alice', 'm.room.join_rules', { join_rule: 'public' });
  const joined = room.member('bob', 'join');
  const named = room.send({
    ...{ by: 'bob', type: 'm.room.name', stateKey: '', content: { name: 'unstable' } },
    after: [joined],
  });
  const banned = room.member('alice', 'ban', { of: 'bob', after: [joined] });
  room.say('alice', 'both sides', [named, banned]);
  return room;
}

describe('rooms of unstable versions', () => {
  test.each([
    'org.matrix.msc3667',
    'org.matrix.msc3787',
    'org.matrix.msc4014',
    'org.matrix.hydra.11',
  ])('%s is opened and resolved', async (version) => {
    const made = roomOf(version);
    const room = await importSources([memorySource(version, made.ndjson())]);
    const { events, states, storage } = room;
    expect(storage.rooms.find(made.roomId)?.roomVersion).toBe(version);
    expect(events.count).toBe(made.events.length);
    expect([...events.rejected.subarray(0, events.count)]).not.toContain(1);
    const now = currentState(events, states);
    const ids = now && eventsOf(states, now).map((nid) => events.eventId[events.rowOfNid(nid)]);
    const held = made.events.filter(({ pdu }) => ids?.includes(pdu.eventId));
    expect(held.map(({ pdu }) => pdu.type)).toEqual([
      'm.room.create',
      'm.room.member',
      'm.room.power_levels',
      'm.room.join_rules',
      'm.room.member',
    ]);
    expect(held.at(-1)?.pdu.content.membership).toBe('ban');
  });
});
