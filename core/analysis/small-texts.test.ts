import { describe, expect, it } from 'vitest';
import { type ChipFacts, chipsOf } from './chips';
import { limitNote } from './limit-note';
import { redactionOf } from './sentence/redacted-by';
import { snapshotUse, usedText } from './sharing/used-text';
import { spokenRow } from './spoken-row';
import { verdictWords } from './verdict-text';

const NO_CHIPS: ChipFacts = {
  merge: null,
  rejected: false,
  softFailed: false,
  notSent: false,
  outlier: false,
  incomplete: false,
  missingParents: 0,
};

function chips(facts: Partial<ChipFacts>): string[] {
  return chipsOf({ ...NO_CHIPS, ...facts }).map((chip) => chip.text);
}

describe('chips', () => {
  it('say how the branches of a merge differ', () => {
    const merge = (conflicted: number, same = false) => chips({ merge: { conflicted, same } });
    expect(merge(10)).toEqual(['Merge · 10 conflicted keys']);
    expect(merge(1)).toEqual(['Merge · 1 conflicted key']);
    expect(merge(0)).toEqual(['Merge · no conflict']);
    expect(merge(0, true)).toEqual(['Merge · same state']);
    expect(chips({ merge: 'unknown' })).toEqual(['Merge']);
  });

  it('say what else is to be known', () => {
    expect(chips({ rejected: true, missingParents: 1 })).toEqual(['Rejected', '1 parent missing']);
    expect(chips({ softFailed: true, notSent: true })).toEqual(['Soft-failed', 'Not sent']);
    expect(chips({ outlier: true, missingParents: 2, incomplete: true })).toEqual([
      'Outlier',
      '2 parents missing',
      'Incomplete',
    ]);
  });
});

describe('uses', () => {
  const nid = (row: number) => row + 101;
  const used = (...rows: number[]) => usedText(Int32Array.from(rows), nid);

  it('name few events, and the ends of many', () => {
    expect(used()).toBeNull();
    expect(used(1)).toBe('before event 102');
    expect(used(1, 2, 5)).toBe('before events 102, 103 and 106');
    expect(used(1, 2, 3, 4, 5)).toBe('before events 102 to 106');
    expect(used(1, 2, 3, 4, 9)).toBe('before 5 events, from 102 to 110');
  });

  it('tell past current states from the present one', () => {
    expect(snapshotUse('before event 6', true, false)).toBe('before event 6, and now');
    expect(snapshotUse('before event 1', false, true)).toBe('before event 1, empty');
    expect(snapshotUse(null, false, false)).toBe('before no event: a past current state');
    expect(snapshotUse(null, true, false)).toBe('now: the room’s current state, before no event');
  });
});

it('the limit is noted with the entries of the copy', () => {
  expect(limitNote(31)).toBe('64 blocks, the limit: one full copy of 31 entries');
  expect(limitNote(1)).toBe('64 blocks, the limit: one full copy of 1 entry');
});

it('a spoken row says states that are not known or not stored', () => {
  const facts = {
    row: 0,
    rows: 2,
    eventNid: 7,
    sentence: 'Bob left',
    chips: ['Merge · no conflict'],
  };
  expect(spokenRow({ ...facts, before: null, after: null })).toBe(
    'Bob left. Merge, no conflict. Event 7, row 1 of 2. State before: not known.',
  );
  const before = { snapshotNid: 4, blocks: 1, newBlocks: [] };
  expect(spokenRow({ ...facts, before, after: 'not-stored' })).toMatch(
    /State before: snapshot 4, 1 block\. State after: not stored, the state before and one entry\.$/,
  );
});

describe('verdicts', () => {
  const words = (verdict: 'accepted' | 'rejected' | 'soft_failed' | 'outlier', because = '') =>
    verdictWords({ verdict, because: because || null, note: null });

  it('give the reason where there is one', () => {
    expect(words('accepted')).toEqual({ text: 'Accepted', note: null });
    expect(words('rejected', 'Bob was banned at this point in the room.').text).toBe(
      'Rejected: Bob was banned at this point in the room.',
    );
    expect(words('soft_failed').note).toMatch(/not by the current state/);
    expect(words('outlier').text).toBe('Outlier');
    const note = 'not recorded by Dendrite';
    expect(verdictWords({ verdict: 'rejected', because: null, note })).toEqual({
      text: 'Rejected',
      note: 'The reason is not recorded by Dendrite.',
    });
  });
});

describe('who removed an event', () => {
  it('is read from both forms of redacted_because', () => {
    const by = (because: unknown) =>
      redactionOf({ unsigned: { redacted_because: because } } as never);
    expect(by({ sender: '@a:x' })).toEqual({ by: '@a:x' });
    expect(by({ EventNID: 5, PDU: { sender: '@b:x' } })).toEqual({ by: '@b:x' });
    expect(by({ PDU: 7 })).toEqual({ by: null });
    expect(by('x')).toEqual({ by: null });
    expect(by(null)).toBeNull();
    expect(redactionOf({ unsigned: 'x' })).toBeNull();
    expect(redactionOf({})).toBeNull();
  });
});
