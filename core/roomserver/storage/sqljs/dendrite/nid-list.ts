import { assert } from '../../../../base/assert';
import type { SqlValue } from '../sqljs-database';

const DIGIT_0 = 48;
const DIGIT_9 = 57;

/** The compact JSON array that Dendrite stores: `[1,2,3]`. */
export function encodeNids(nids: readonly number[]): string {
  return `[${nids.join(',')}]`;
}

/** For what is hashed as a set: ascending, none twice, none 0. */
export function assertSortedNids(nids: readonly number[], what: string): void {
  let last = 0;
  for (const nid of nids) {
    assert(Number.isSafeInteger(nid) && nid > last, `${what} must be ascending NIDs, not ${nid}`);
    last = nid;
  }
}

/**
 * NIDs of a list column, in stored order, whatever its class: a JSON array, the `{1,2}` of a
 * database that came from PostgreSQL, or the bare `1,2` of `previous_events`; `null` (Go's empty
 * list) is empty. Returns null where it is none of these. Linear in its length.
 */
export function decodeNids(value: SqlValue): number[] | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? [value] : null;
  if (value === null || typeof value === 'bigint') return null;
  const at =
    typeof value === 'string'
      ? (index: number) => value.charCodeAt(index)
      : (index: number) => value[index] ?? 0;
  const [from, to] = insideBrackets(at, value.length);
  if (from === to) return [];
  if (to - from === 4 && isNull(at, from)) return [];
  return decodeNumbers(at, from, to);
}

type CodeAt = (index: number) => number;

function insideBrackets(at: CodeAt, length: number): readonly [from: number, to: number] {
  let from = 0;
  let to = length;
  while (from < to && isSpace(at(from))) from += 1;
  while (to > from && isSpace(at(to - 1))) to -= 1;
  const pair = to - from >= 2 ? String.fromCharCode(at(from), at(to - 1)) : '';
  if (pair !== '[]' && pair !== '{}') return [from, to];
  from += 1;
  to -= 1;
  while (from < to && isSpace(at(from))) from += 1;
  return [from, to];
}

function decodeNumbers(at: CodeAt, from: number, to: number): number[] | null {
  const nids: number[] = [];
  let nid = 0;
  let digits = 0;
  for (let index = from; index <= to; index += 1) {
    const code = index < to ? at(index) : 44;
    if (code >= DIGIT_0 && code <= DIGIT_9) {
      nid = nid * 10 + (code - DIGIT_0);
      digits += 1;
    } else if (code === 44) {
      if (digits === 0 || nid === 0 || !Number.isSafeInteger(nid)) return null;
      nids.push(nid);
      nid = 0;
      digits = 0;
    } else if (!isSpace(code) || (digits > 0 && isInsideNumber(at, index, to))) return null;
  }
  return nids;
}

/** `1 2` is no list: after a number only spaces may come before the comma. */
function isInsideNumber(at: CodeAt, index: number, to: number): boolean {
  let next = index;
  while (next < to && isSpace(at(next))) next += 1;
  return next < to && at(next) !== 44;
}

function isNull(at: CodeAt, from: number): boolean {
  return String.fromCharCode(at(from), at(from + 1), at(from + 2), at(from + 3)) === 'null';
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
