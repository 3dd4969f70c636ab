import { counted } from './text/words';

/** What the parents of a merge hold, compared. */
export interface MergeOutcome {
  /** Keys for which two parents hold different events. */
  readonly conflicted: number;
  /** All parents hold the very same state. */
  readonly same: boolean;
}

export interface ChipFacts {
  /** null: not a merge. `unknown`: a parent's state is not held. */
  readonly merge: MergeOutcome | 'unknown' | null;
  readonly rejected: boolean;
  readonly softFailed: boolean;
  readonly notSent: boolean;
  readonly outlier: boolean;
  readonly incomplete: boolean;
  readonly missingParents: number;
}

export interface ChipText {
  readonly kind:
    | 'merge'
    | 'rejected'
    | 'soft-failed'
    | 'not-sent'
    | 'outlier'
    | 'missing-parent'
    | 'incomplete';
  readonly text: string;
}

export function chipsOf(facts: ChipFacts): ChipText[] {
  const chips: ChipText[] = [];
  if (facts.merge !== null) chips.push({ kind: 'merge', text: mergeChip(facts.merge) });
  if (facts.rejected) chips.push({ kind: 'rejected', text: 'Rejected' });
  if (facts.softFailed) chips.push({ kind: 'soft-failed', text: 'Soft-failed' });
  if (facts.notSent) chips.push({ kind: 'not-sent', text: 'Not sent' });
  if (facts.outlier) chips.push({ kind: 'outlier', text: 'Outlier' });
  if (facts.missingParents > 0) {
    const text = `${counted(facts.missingParents, 'parent')} missing`;
    chips.push({ kind: 'missing-parent', text });
  }
  if (facts.incomplete) chips.push({ kind: 'incomplete', text: 'Incomplete' });
  return chips;
}

function mergeChip(merge: MergeOutcome | 'unknown'): string {
  if (merge === 'unknown') return 'Merge';
  if (merge.conflicted > 0) return `Merge · ${counted(merge.conflicted, 'conflicted key')}`;
  return merge.same ? 'Merge · same state' : 'Merge · no conflict';
}
