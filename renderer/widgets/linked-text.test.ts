import { describe, expect, it } from 'vitest';
import { textParts } from './linked-text';

/** Links as "kind nid", the rest as it stands. */
function shown(sentence: string): readonly string[] {
  return textParts(sentence).map((part) =>
    part.kind === 'text' ? part.text : `<${part.kind} ${part.nid}>`,
  );
}

describe('numbers in a sentence', () => {
  it('are links after the noun that they number', () => {
    expect(shown('Event 291 would have added a 65th.')).toEqual([
      'Event ',
      '<event 291>',
      ' would have added a 65th.',
    ]);
    expect(shown('Snapshot 2 is the empty snapshot 1 with block 7 added.')).toEqual([
      'Snapshot ',
      '<snapshot 2>',
      ' is the empty snapshot ',
      '<snapshot 1>',
      ' with block ',
      '<block 7>',
      ' added.',
    ]);
  });

  it('are links in lists and ranges, also after a comma', () => {
    expect(shown('The next events, 585, 590 and 586, are merges.')).toEqual([
      'The next events, ',
      '<event 585>',
      ', ',
      '<event 590>',
      ' and ',
      '<event 586>',
      ', are merges.',
    ]);
    expect(shown('before events 292 to 600')).toEqual([
      'before events ',
      '<event 292>',
      ' to ',
      '<event 600>',
    ]);
  });

  it('stay text where they only count', () => {
    const sentence = 'The snapshot had 64 blocks, the limit; 3 events follow.';
    expect(shown(sentence)).toEqual([sentence]);
  });

  it('stay text in what people wrote', () => {
    const sentence = 'Alice set the topic to “see event 5”.';
    expect(shown(sentence).join('')).toBe(sentence);
  });
});
