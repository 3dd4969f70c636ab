import { describe, expect, test } from 'vitest';
import { afterNotStored } from './after-not-stored';
import { blockMaking } from './block-making';
import { type Composition, compositionLabel, snapshotMaking } from './snapshot-making';

const topic = { eventNid: 5, sentence: 'Alice set the topic', effect: 'changed the topic' };

function merge(more: Partial<Extract<Composition, { kind: 'merge' }>>): Composition {
  return { kind: 'merge', branches: 2, conflicted: 0, same: false, foundBlock: null, ...more };
}

function told(made: Composition): string {
  const { headline, detail } = snapshotMaking(made);
  return `${headline} ${detail}`;
}

describe('how a snapshot was made', () => {
  test.each<[Composition, string | null, string]>([
    [
      { kind: 'delta', by: topic, blocksBefore: 2 },
      'single_delta',
      'Why a new block here: event 5 changed the topic. The earlier blocks stay; one entry is added.',
    ],
    [
      { kind: 'delta', by: topic, blocksBefore: 1 },
      'single_delta',
      'Why a new block here: event 5 changed the topic. The earlier block stays; one entry is added.',
    ],
    [
      { kind: 'delta', by: topic, blocksBefore: 0 },
      'single_delta',
      'Why a new block here: event 5 changed the topic. It is the first block, with one entry.',
    ],
    [
      { kind: 'limit', by: topic },
      'full_state_no_conflicts',
      'Full copy: the snapshot had 64 blocks, the limit. Event 5, Alice set the topic, would have added a 65th.',
    ],
    [
      merge({ branches: 3, conflicted: 10 }),
      'full_state_with_conflicts',
      'Full copy at a merge: conflicted keys resolved. Three branches met and disagreed on 10 keys; the resolved state was written as one block.',
    ],
    [
      merge({ conflicted: 1, foundBlock: 31 }),
      'full_state_with_conflicts',
      'Full copy at a merge: conflicted keys resolved. Two branches met and disagreed on 1 key; the resolved state was stored already, as block 31.',
    ],
    [
      merge({ same: true, foundBlock: 31 }),
      'full_state_no_conflicts',
      'Full copy at a merge: all branches hold the same state. Two branches met and agreed on every key; that state was stored already, as block 31.',
    ],
    [
      merge({}),
      'full_state_no_conflicts',
      'Full copy at a merge: no key was in conflict. Two branches met; where they differ, no two hold different events. The joined state was written as one block.',
    ],
    [
      merge({ conflicted: null }),
      null,
      'Full copy at a merge. Two branches met; the state of one of them is not held. The result was written as one block.',
    ],
    [
      { kind: 'same', parent: { ...topic, effect: 'is a message' } },
      'no_change',
      'No new block: event 5 is a message. The state before that event is also the state before this one.',
    ],
  ])('%o', (made, label, text) => {
    expect(told(made)).toBe(text);
    expect(compositionLabel(made)).toBe(label);
  });

  test.each<Composition>([
    { kind: 'unknown' },
    { kind: 'empty' },
    { kind: 'given' },
    { kind: 'room-state', current: true },
    { kind: 'room-state', current: false },
    { kind: 'unchanged', by: topic, snapshotNid: 6 },
  ])('$kind says two whole sentences', (made) => {
    const { headline, detail } = snapshotMaking(made);
    expect(headline).toMatch(/^[A-Z].*\.$/);
    expect(detail).toMatch(/^[A-Z].*\.$/);
  });
});

describe('how a block was made', () => {
  const delta: Composition = { kind: 'delta', by: topic, blocksBefore: 0 };

  test('names the snapshot that it was added to', () => {
    const use = { snapshotNid: 2, base: { snapshotNid: 1, empty: true }, before: 6 };
    expect(blockMaking(delta, use)).toEqual({
      headline: 'Event 5 changed the state, so its one entry became a block.',
      detail: 'Snapshot 2 is the empty snapshot 1 with this block added: the state before event 6.',
    });
    expect(blockMaking(delta, { ...use, base: null, before: null }).detail).toBe(
      'Snapshot 2 lists it: the state after that event.',
    );
  });

  test('of a full copy is that of its snapshot', () => {
    const made = merge({ conflicted: 2 });
    expect(blockMaking(made, { snapshotNid: 2, base: null, before: 6 })).toEqual(
      snapshotMaking(made),
    );
  });
});

describe('a state after that is not stored', () => {
  const reason = (eventNids: number[], allMerges: boolean, sent = true) =>
    afterNotStored({ eventNids, allMerges, sent }).detail.replace(/ Shown here: .*$/, '');

  test('is explained by what follows', () => {
    expect(reason([585, 586], true)).toBe(
      'The next events, 585 and 586, are merges, and a merge gets a full copy of its own.',
    );
    expect(reason([558], true)).toBe(
      'The next event, 558, is a merge, and a merge gets a full copy of its own.',
    );
    expect(reason([], true)).toMatch(/^No event follows it here, and other events stand beside/);
    expect(reason([], true, false)).toMatch(/it was not sent/);
    expect(reason([9], false)).toBe('The server did not compose a state from it before event 9.');
    expect(reason([1, 2, 3, 4, 5, 6], false)).toMatch(/before 6 events\.$/);
  });
});
