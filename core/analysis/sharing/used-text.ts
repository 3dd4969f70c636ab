import { grouped, listed } from '../text/words';

const LISTED = 4;

/**
 * Before which events a snapshot or block is the state: "before event 2", "before events 3, 4 and 5", "before
 * events 292 to 600" (a run of rows without a gap), "before 9 events, from 623 to 701".
 * `rows` ascending.
 */
export function usedText(rows: Int32Array, nidOfRow: (row: number) => number): string | null {
  const first = rows[0];
  const last = rows[rows.length - 1];
  if (first === undefined || last === undefined) return null;
  if (rows.length === 1) return `before event ${nidOfRow(first)}`;
  if (rows.length <= LISTED) {
    const nids = Array.from(rows, nidOfRow).sort((a, b) => a - b);
    return `before events ${listed(nids, LISTED)}`;
  }
  const from = nidOfRow(first);
  const to = nidOfRow(last);
  return last - first === rows.length - 1
    ? `before events ${from} to ${to}`
    : `before ${grouped(rows.length)} events, from ${from} to ${to}`;
}

/** What a snapshot is to the room: the state before events, its current state, or neither any more. */
export function snapshotUse(before: string | null, current: boolean, empty: boolean): string {
  const parts: string[] = [];
  if (before !== null) parts.push(before);
  else if (!current) parts.push('before no event: a past current state');
  if (empty) parts.push('empty');
  const text = parts.join(', ');
  if (!current) return text;
  return text === '' ? 'now: the room’s current state, before no event' : `${text}, and now`;
}
