import type { Work } from '../../base/work';
import { columnMask } from './column-mask';
import { decideByJson } from './json-masks';
import { combine, type Mask, UNDECIDED, YES } from './kleene';
import type { Query, QueryProblem } from './query';
import type { SearchRoom } from './search-room';

export interface SearchResult {
  /** Ascending. */
  readonly rows: Int32Array<ArrayBuffer>;
  /** What cannot be asked of this room; then there are no rows. */
  readonly problem: QueryProblem | null;
}

const NO_ROWS = 0;

/**
 * The rows that a query finds. Columns are asked first; JSON is read only of rows that they leave
 * open. O(rows x conditions + JSON read). A query that asks nothing finds nothing.
 */
export async function evaluateQuery(
  room: SearchRoom,
  { terms, steps }: Query,
  work: Work,
): Promise<SearchResult> {
  if (steps.length === 0) return { rows: new Int32Array(NO_ROWS), problem: null };
  const masks: Mask[] = [];
  for (const term of terms) {
    const mask = await columnMask(room, term, work);
    if (!(mask instanceof Uint8Array)) return { rows: new Int32Array(NO_ROWS), problem: mask };
    masks.push(mask);
  }
  const { count } = room.events;
  const open = rowsOf(combine(steps, masks, count), UNDECIDED);
  await decideByJson(room, terms, masks, Array.from(open), work);
  return { rows: rowsOf(combine(steps, masks, count), YES), problem: null };
}

function rowsOf(mask: Mask, bits: number): Int32Array<ArrayBuffer> {
  let count = 0;
  for (const known of mask) if (known === bits) count++;
  const rows = new Int32Array(count);
  let at = 0;
  for (let row = 0; row < mask.length; row++) if (mask[row] === bits) rows[at++] = row;
  return rows;
}
