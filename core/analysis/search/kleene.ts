import type { Step } from './query';

/**
 * What is known of a condition for each row, one byte a row: `YES`, `NO`, or both bits while the JSON
 * has not been read (Kleene's three-valued logic).
 */
export type Mask = Uint8Array;
export const YES = 1;
export const NO = 2;
export const UNDECIDED = YES | NO;

export function bitOf(holds: boolean): number {
  return holds ? YES : NO;
}

/** What the steps say of each row, given the masks of their terms. O(rows x steps). */
export function combine(steps: readonly Step[], masks: readonly Mask[], rows: number): Mask {
  const stack: Mask[] = [];
  const pop = () => stack.pop() ?? new Uint8Array(rows).fill(NO);
  for (const step of steps) {
    if (typeof step === 'number') stack.push(masks[step] ?? new Uint8Array(rows).fill(NO));
    else if (step === 'not') stack.push(pop().map((bits) => (bits >> 1) | ((bits & YES) << 1)));
    else stack.push(joined(step, pop(), pop()));
  }
  return pop();
}

function joined(step: 'and' | 'or', a: Mask, b: Mask): Mask {
  const result = new Uint8Array(a.length);
  // Of "and" both must be able to hold and one able to fail; of "or" the other way round.
  const [both, either] = step === 'and' ? [YES, NO] : [NO, YES];
  for (let row = 0; row < result.length; row++) {
    const [x, y] = [a[row] ?? 0, b[row] ?? 0];
    result[row] = (x & y & both) | ((x | y) & either);
  }
  return result;
}
