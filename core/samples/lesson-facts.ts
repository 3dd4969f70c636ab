import type { StateStorage } from '../roomserver/state/state-storage';

/** What a sample's database really holds, for its lesson. */
export interface LessonFacts {
  readonly blockNids: readonly number[];
  readonly snapshotNids: readonly number[];
  /** Entries in all blocks. */
  readonly entries: number;
  /** Entries that all snapshots would hold if each were a full copy. */
  readonly fullCopyEntries: number;
}

export function lessonFacts(state: StateStorage): LessonFacts {
  const blockNids = [...state.allBlocks()];
  const snapshotNids = [...state.allSnapshots()];
  return {
    blockNids,
    snapshotNids,
    entries: sum(blockNids.map((block) => state.blockEvents(block).length)),
    fullCopyEntries: sum(snapshotNids.map((snapshot) => state.view(snapshot).size)),
  };
}

/** "Stored: 3 blocks, 3 entries. Full copies of the four snapshots would have stored 6 entries." */
export function storedSentence(facts: LessonFacts): string {
  const { blockNids, snapshotNids, entries, fullCopyEntries } = facts;
  return `Stored: ${counted(blockNids.length, 'block')}, ${entryCount(entries)}. Full copies of the ${inWords(snapshotNids.length)} snapshots would have stored ${entryCount(fullCopyEntries)}.`;
}

/** "1, 3, 5" */
export function joined(nids: readonly number[]): string {
  return nids.join(', ');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function entryCount(count: number): string {
  return `${count} ${count === 1 ? 'entry' : 'entries'}`;
}

const WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

function inWords(count: number): string {
  return WORDS[count] ?? String(count);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
