/** Stepping through a room: from row to row, or from one thing of interest to the next. */

/**
 * `state-change`: an event that puts an entry in place. `fork-or-merge`: several children or parents.
 * `refusal`: rejected or soft-failed. `new-block`: the first row that uses a block, on `side`.
 */
export const STEP_KINDS = [
  'event',
  'state-change',
  'fork-or-merge',
  'refusal',
  'new-block',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

export type Side = 'before' | 'after';

export interface StepParams {
  /** null: from outside of the room, so that `next` leads to the first and `previous` to the last. */
  readonly row: number | null;
  readonly direction: 'next' | 'previous';
  readonly kind: StepKind;
  /** Whose bars tell where a block is new. */
  readonly side: Side;
}

export interface StepResult {
  /** null: there is none in this direction. */
  readonly event: { readonly row: number; readonly eventNid: number } | null;
}
