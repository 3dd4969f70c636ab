import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { JsonValue } from '../../matrix/event/json';
import { RoomBuilder } from '../../samples/room-builder';
import { inProcessEngine } from '../../testing/node/in-process-engine';

const folder = mkdtempSync(join(tmpdir(), 'roomscope-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

function nested(depth: number, list: boolean): JsonValue {
  let value: JsonValue = 1;
  for (let level = 0; level < depth; level++) value = list ? [value] : { a: value };
  return value;
}

/** Every place that is put into words, filled with what nobody expects there. */
function roomOf(value: JsonValue): RoomBuilder {
  const room = new RoomBuilder({ version: '9', name: 'hostile' });
  room.create('alice');
  room.member('alice', 'join');
  const state = (type: string, key: string) =>
    room.send({ by: 'alice', type, stateKey: '', content: { [key]: value } });
  state('m.room.topic', 'topic');
  state('m.room.name', 'name');
  state('m.room.join_rules', 'join_rule');
  state('m.room.history_visibility', 'history_visibility');
  state('m.room.server_acl', 'allow');
  state('m.room.third_party_invite', 'public_keys');
  state('com.example.any', 'any');
  room.send({ by: 'alice', type: 'm.room.message', content: { body: value, msgtype: value } });
  const member = { membership: 'join', displayname: value, reason: value };
  room.send({
    by: 'alice',
    type: 'm.room.member',
    stateKey: '@alice:example.org',
    content: member,
  });
  room.send({ by: 'alice', type: 'm.room.power_levels', stateKey: '', content: { users: value } });
  return room;
}

test.each([
  ['lists within lists', nested(900, true)],
  ['objects within objects', nested(900, false)],
  ['lists as deep as 64 KiB allow', nested(31_000, true)],
  ['a number', 7],
  ['null', null],
  ['controls and the halves of other scripts', '\u0000\u202e\u2066\u200b\ufeff'.repeat(80)],
  ['60 KB of text', 'ab '.repeat(20_000)],
])('a room whose words are %s opens, and each event can be looked at', async (name, value) => {
  const path = join(folder, `${name}.ndjson`);
  writeFileSync(path, roomOf(value).ndjson());
  const engine = inProcessEngine();
  const options = { policy: 'dendrite', schema: 'dendrite', algorithm: null, points: null };
  const sources = [engine.grantFile(path)];
  const info = await engine.client.request('document.open', {
    sources,
    roomId: null,
    keys: null,
    ...options,
  });
  const ref = { documentId: info.documentId, roomId: info.rooms[0]?.roomId ?? '' };
  const view = await engine.client.request('debug.room', ref);
  const { rows } = await engine.client.request('debug.rows', { ...ref, from: 0, to: view.rows });
  expect(rows).toHaveLength(12);
  for (const { eventNid, eventId, sentence } of rows) {
    expect(JSON.stringify(sentence).length).toBeLessThan(1000);
    const event = await engine.client.request('debug.event', { ...ref, eventNid });
    expect(event.json.length).toBeGreaterThan(0);
    const { ladder } = await engine.client.request('event.explain', { ...ref, eventId });
    expect(ladder).toHaveLength(4);
    const of = { kind: 'after', eventNid } as const;
    await engine.client.request('debug.entries', { ...ref, of, filter: '', from: 0, to: 20 });
  }
  expect(engine.bugs).toEqual([]);
});
