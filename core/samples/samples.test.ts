import { describe, expect, test } from 'vitest';
import { targetsOf } from '../base/csr';
import { nobleHashing } from '../base/noble-hashing';
import { Work } from '../base/work';
import { detectFile } from '../interchange/detect-format';
import { importRoom } from '../interchange/import-room';
import { memorySource } from '../interchange/memory-source';
import { NO_KEYS } from '../matrix/event/verify-keys';
import { loadRoomEvents } from '../roomserver/internal/query/room-events';
import { StateStorage } from '../roomserver/state/state-storage';
import { nodePlatform } from '../testing/node/node-platform';
import { banMeetsPromotion } from './ban-meets-promotion';
import { forkAndMerge } from './fork-and-merge';
import { lessonFacts } from './lesson-facts';
import { SAMPLES } from './registry';
import type { Sample } from './sample';
import { sharingState } from './sharing-state';

const platform = nodePlatform();

async function open(sample: Sample) {
  const work = new Work(platform, new AbortController().signal, () => undefined);
  const source = memorySource(sample.title, sample.build(nobleHashing));
  const options = { roomId: null, policy: 'dendrite', algorithm: null, keys: NO_KEYS } as const;
  const files = [await detectFile(source, platform)];
  const { storage, roomId } = await importRoom(files, options, platform, work);
  const row = storage.rooms.find(roomId);
  if (!row) throw new Error('the sample has no room');
  const events = await loadRoomEvents(storage, row.roomNid, work);
  return { storage, row, events, states: new StateStorage(storage) };
}

describe.each(SAMPLES.map((sample) => [sample.id, sample] as const))('%s', (_, sample) => {
  test('is the same bytes every time', () => {
    expect(sample.build(nobleHashing)).toEqual(sample.build(nobleHashing));
  });

  test('holds as many events as its card says', async () => {
    const { events } = await open(sample);
    expect(events.count).toBe(sample.events);
  });
});

test.each([sharingState, forkAndMerge])('$id is accepted whole', async (sample) => {
  const { events } = await open(sample);
  expect(events.rejected.some((rejected) => rejected === 1)).toBe(false);
});

describe('sharing state', () => {
  test('has blocks 1, 3, 5 and snapshots 1, 2, 4, 6, of which 1 is empty', async () => {
    const { states, events, row } = await open(sharingState);
    expect(states.allBlocks()).toEqual([1, 3, 5]);
    expect(states.allSnapshots()).toEqual([1, 2, 4, 6]);
    expect(states.allSnapshots().map((snapshot) => states.blockNids(snapshot))).toEqual([
      [],
      [1],
      [1, 3],
      [1, 3, 5],
    ]);
    expect(states.allBlocks().map((block) => states.blockEvents(block))).toEqual([[1], [2], [5]]);
    expect([...events.snapshotBefore]).toEqual([1, 2, 4, 4, 4, 6]);
    expect(row.stateSnapshotNid).toBe(6);
  });

  test('tells the lesson with the numbers of its storage', async () => {
    const { states } = await open(sharingState);
    expect(sharingState.lesson(lessonFacts(states))).toEqual({
      title: 'Sharing state',
      question: 'Why 1, 3, 5 and 1, 2, 4, 6?',
      answer:
        'Dendrite computes each state twice; the second write finds the same block and only uses up a number.',
      stored:
        'Stored: 3 blocks, 3 entries. Full copies of the four snapshots would have stored 6 entries.',
    });
  });
});

describe('fork and merge', () => {
  test('stores a full copy at the merge, with the topic that resolution chose', async () => {
    const { storage, states, events } = await open(forkAndMerge);
    const merge = [...events.eventNid.keys()].find(
      (row) => targetsOf(events.prev, row).length === 2,
    );
    const before = states.allSnapshots().find((nid) => nid === events.snapshotBefore[merge ?? -1]);
    if (before === undefined) throw new Error('no merge');
    const blocks = states.blockNids(before);
    const entries = blocks.flatMap((block) => states.blockEvents(block));
    expect(states.label(before)).toBe('full_state_with_conflicts');
    expect(blocks).toHaveLength(1);
    expect(entries).toHaveLength(6);
    const topics = [...storage.events.byNids(entries)].filter(
      (row) => storage.eventTypes.text(row.eventTypeNid) === 'm.room.topic',
    );
    expect(topics).toHaveLength(1);
    const [[, json] = []] = [...storage.events.json(topics.map((row) => row.eventNid))];
    expect(JSON.parse(new TextDecoder().decode(json)).content.topic).toBe('Lunch at one');
  });
});

describe('a ban meets a promotion', () => {
  const nobody = '@mallory:example.org has level 0; sending m.room.topic needs 50.';

  test('keeps the ban and the first levels at the merge, in one full copy', async () => {
    const { storage, states, row } = await open(banMeetsPromotion);
    const [full, ...rest] = states
      .allSnapshots()
      .filter((nid) => states.label(nid) === 'full_state_with_conflicts');
    if (full === undefined) throw new Error('no merge');
    expect(rest).toEqual([]);
    expect(row.stateSnapshotNid).toBe(full);
    const entries = states.blockNids(full).flatMap((block) => states.blockEvents(block));
    expect(entries).toEqual([1, 2, 3, 4, 6, 8]);
    const [, json] = [...storage.events.json(entries)].at(-1) ?? [];
    const ban = JSON.parse(new TextDecoder().decode(json));
    expect([ban.state_key, ban.content]).toEqual(['@bob:example.org', { membership: 'ban' }]);
  });

  test('accepts both branches, and refuses only what Mallory tries afterwards', async () => {
    const { events } = await open(banMeetsPromotion);
    const refused = [...events.eventNid].filter((_, at) => events.rejected[at] === 1);
    expect(refused).toEqual([10]);
    const rungs = events.ladder(events.rowOfNid(10)) ?? [];
    expect(rungs.find((rung) => JSON.stringify(rung).includes(nobody))).toBeDefined();
  });

  test('tells the lesson with the numbers of its storage', async () => {
    const { states } = await open(banMeetsPromotion);
    const lesson = banMeetsPromotion.lesson(lessonFacts(states));
    expect(lesson.stored).toBe(
      'Stored: 8 blocks, 13 entries. Full copies of the nine snapshots would have stored 33 entries.',
    );
    expect(lesson.answer).toContain('Alice’s ban (100) comes before Bob’s promotion (50)');
  });
});
