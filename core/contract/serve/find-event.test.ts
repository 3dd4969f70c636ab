import { beforeAll, describe, expect, test } from 'vitest';
import { inProcessEngine } from '../../testing/node/in-process-engine';
import type { RoomRef } from '../requests';
import type { EventSearch } from '../room-view';

describe('debug.find-event', () => {
  const { client } = inProcessEngine();
  let ref: RoomRef;
  let ids: readonly string[];
  let json: string;

  beforeAll(async () => {
    const info = await client.request('document.open', {
      sources: [{ kind: 'sample', id: 'sharing-state' }],
      roomId: null,
      policy: 'dendrite',
      schema: 'dendrite',
      algorithm: null,
      points: null,
      keys: null,
    });
    ref = { documentId: info.documentId, roomId: info.rooms[0]?.roomId ?? '' };
    const { rows } = await client.request('debug.rows', { ...ref, from: 0, to: 99 });
    ids = rows.map((row) => row.eventId);
    const third = { ...ref, eventNid: rows[2]?.eventNid ?? 0 };
    json = (await client.request('debug.event', third)).json;
  });

  const find = (text: string): Promise<EventSearch> =>
    client.request('debug.find-event', { ...ref, text });

  test('finds by ID, by its start with or without $, and by row', async () => {
    const id = ids[2] ?? '';
    for (const text of [id, id.slice(1), ` ${id.slice(0, 9)} `, '3']) {
      const { links, total, problem } = await find(text);
      expect({ text, rows: links.map(({ row }) => row), total, problem }).toEqual({
        text,
        rows: [2],
        total: 1,
        problem: null,
      });
      expect(links[0]?.sentence).toBe('“Hello?”');
    }
  });

  test('lists all events for the start that all IDs share', async () => {
    const { links, total } = await find('$');
    expect([links.length, total]).toEqual([6, 6]);
  });

  test('finds by both kinds of link', async () => {
    const id = ids[4] ?? '';
    const room = encodeURIComponent(ref.roomId);
    const links = [
      `https://matrix.to/#/${room}/${encodeURIComponent(id)}?via=example.org`,
      `https://matrix.to/#/${ref.roomId}/${id}`,
      `matrix:roomid/${ref.roomId.slice(1)}/e/${id.slice(1)}`,
      `roomscope:v1?sample=a&room=${room}&event=${encodeURIComponent(id)}&tab=event`,
      `http://127.0.0.1:1/#v1?room=${room}&event=${encodeURIComponent(id)}`,
    ];
    for (const link of links) expect((await find(link)).links.map(({ row }) => row)).toEqual([4]);
  });

  test('finds an event by its JSON, whose ID its hash makes', async () => {
    const { event_id: _, ...event } = JSON.parse(json) as Record<string, unknown>;
    expect((await find(JSON.stringify(event, null, 2))).links.map(({ row }) => row)).toEqual([2]);
  });

  test.each([
    ['', 'Paste an event ID'],
    ['$nothing-like-this', 'No event ID of this room starts with $nothing-like-this.'],
    ['{"type": ', 'not the JSON of one event'],
    ['{"type": "m.room.message"}', 'no event of this room version'],
    ['https://matrix.to/#/#alias:example.org', 'names no event'],
    ['roomscope:v1?sample=a&room=%21a%3Ab&block=1', 'names no event'],
    ['https://matrix.to/#/!a:b/$other', 'does not hold the event $other'],
    ['https://matrix.to/#/!a:b/%24%zz', 'does not hold the event'],
    ['4711', 'no row 4711'],
  ])('says of %j why nothing is found', async (text, problem) => {
    const found = await find(text);
    expect(found.links).toEqual([]);
    expect(found.problem).toContain(problem);
  });
});
