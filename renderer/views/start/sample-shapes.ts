import type { Glyph } from '../../../core/contract/room-view';

/** A sample's look in small: what its room view will show, without words. */
export interface SampleShape {
  readonly rows: readonly SampleRow[];
  readonly edges: readonly (readonly [parent: number, child: number])[];
  readonly bars: readonly SampleBar[];
}

export interface SampleRow {
  readonly glyph: Glyph;
  readonly lane: number;
  readonly merge?: boolean;
  readonly rejected?: boolean;
  /** Length of the sentence, 0 to 1. */
  readonly words: number;
}

interface SampleBar {
  readonly column: number;
  readonly full: boolean;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** Blocks 1, 3 and 5 of a straight chain: each is added, none is written twice. */
const SHARING_STATE: SampleShape = {
  rows: [
    { glyph: 'create', lane: 0, words: 0.8 },
    { glyph: 'member', lane: 0, words: 0.55 },
    { glyph: 'message', lane: 0, words: 0.4 },
    { glyph: 'message', lane: 0, words: 0.6 },
    { glyph: 'state', lane: 0, words: 1 },
    { glyph: 'message', lane: 0, words: 0.5 },
  ],
  edges: [
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 4],
    [4, 5],
  ],
  bars: [
    { column: 0, full: false, from: 1, to: 6 },
    { column: 1, full: false, from: 2, to: 6 },
    { column: 2, full: false, from: 5, to: 6 },
  ],
};

/** Two topics at once, and one full copy where the branches meet. */
const FORK_AND_MERGE: SampleShape = {
  rows: [
    { glyph: 'power', lane: 0, words: 0.75 },
    { glyph: 'member', lane: 0, words: 0.5 },
    { glyph: 'state', lane: 0, words: 0.95 },
    { glyph: 'state', lane: 1, words: 0.9 },
    { glyph: 'message', lane: 0, merge: true, words: 0.55 },
    { glyph: 'message', lane: 0, words: 0.6 },
  ],
  edges: [
    [0, 1],
    [1, 2],
    [1, 3],
    [2, 4],
    [3, 4],
    [4, 5],
  ],
  bars: [
    { column: 0, full: true, from: 4, to: 6 },
    { column: 1, full: false, from: 0, to: 4 },
    { column: 2, full: false, from: 1, to: 4 },
    { column: 3, full: false, from: 2, to: 4 },
  ],
};

/** A ban and a change of levels at once; past the merge one event is refused. */
const BAN_MEETS_PROMOTION: SampleShape = {
  rows: [
    { glyph: 'power', lane: 0, words: 0.7 },
    { glyph: 'member', lane: 0, words: 0.5 },
    { glyph: 'power', lane: 0, words: 0.95 },
    { glyph: 'member-by-other', lane: 1, words: 0.6 },
    { glyph: 'message', lane: 0, merge: true, words: 0.5 },
    { glyph: 'state', lane: 1, rejected: true, words: 0.85 },
  ],
  edges: [
    [0, 1],
    [1, 2],
    [1, 3],
    [2, 4],
    [3, 4],
    [4, 5],
  ],
  bars: [
    { column: 0, full: true, from: 5, to: 6 },
    { column: 1, full: false, from: 0, to: 5 },
    { column: 2, full: false, from: 1, to: 5 },
    { column: 3, full: false, from: 2, to: 3 },
  ],
};

const SHAPES: Readonly<Record<string, SampleShape>> = {
  'sharing-state': SHARING_STATE,
  'fork-and-merge': FORK_AND_MERGE,
  'ban-meets-promotion': BAN_MEETS_PROMOTION,
};

export function sampleShape(id: string): SampleShape | null {
  return SHAPES[id] ?? null;
}
