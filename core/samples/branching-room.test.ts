import { describe, expect, it } from 'vitest';
import { nobleHashing } from '../base/noble-hashing';
import { memorySource } from '../interchange/memory-source';
import type { JsonObject } from '../matrix/event/json';
import { inProcessEngine } from '../testing/node/in-process-engine';
import { branchingRoom } from './branching-room';

const EVENTS = 600;

function lines(events: number): string[] {
  return [...branchingRoom(events, nobleHashing)];
}

describe('branchingRoom', () => {
  it('forks and merges, and gives the same bytes again', () => {
    const room = lines(EVENTS);
    expect(room).toHaveLength(EVENTS);
    expect(lines(EVENTS)).toEqual(room);
    const parents = room.map((line) => (JSON.parse(line) as JsonObject).prev_events as string[]);
    expect(parents.filter((ids) => ids.length === 2).length).toBeGreaterThan(20);
    const all = parents.flat();
    expect(all.length - new Set(all).size).toBeGreaterThan(20);
    expect(lines(3)).toEqual(room.slice(0, 3));
  });

  it('is taken in whole: every event is accepted', async () => {
    const bytes = new TextEncoder().encode(lines(EVENTS).join(''));
    const { client, grant } = inProcessEngine();
    const document = await client.request('document.open', {
      sources: [grant(memorySource('room.ndjson', bytes))],
      roomId: null,
      policy: 'dendrite',
      schema: 'dendrite',
      algorithm: null,
      points: null,
      keys: null,
    });
    const { documentId } = document;
    const { rows, counts } = await client.request('debug.room', { documentId, roomId: null });
    expect(rows).toBe(EVENTS);
    expect(counts.rejected).toBe(0);
    expect(counts.incomplete).toBe(0);
  });
});
