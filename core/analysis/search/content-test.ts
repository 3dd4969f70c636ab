import { isObject, type JsonValue } from '../../matrix/event/json';
import { isInRange } from './number-range';
import { isFoundIn, matches } from './pattern';
import type { Pattern, ValueTest } from './query';

/** Whether any text in the value, however deep, holds the pattern. O(value), without recursion. */
export function textIsIn(pattern: Pattern, value: JsonValue): boolean {
  const rest: JsonValue[] = [value];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (typeof next === 'string') {
      if (isFoundIn(pattern, next)) return true;
    } else if (Array.isArray(next)) for (const item of next) rest.push(item);
    else if (isObject(next)) for (const item of Object.values(next)) rest.push(item);
  }
  return false;
}

/** Paths with more names than this are tried name by name only. */
const LONGEST_JOINED = 12;

/**
 * Whether what stands under the path passes. Names may hold dots themselves (`m.relates_to`), so
 * that neighbouring names of the path are also tried as one.
 */
export function contentPasses(
  content: JsonValue,
  path: readonly string[],
  test: ValueTest,
): boolean {
  const rest: { readonly value: JsonValue; readonly at: number }[] = [{ value: content, at: 0 }];
  for (let next = rest.pop(); next; next = rest.pop()) {
    if (next.at === path.length) {
      if (valuePasses(next.value, test)) return true;
      continue;
    }
    if (!isObject(next.value)) continue;
    const last = path.length > LONGEST_JOINED ? next.at + 1 : path.length;
    for (let end = next.at + 1; end <= last; end++) {
      const name = path.slice(next.at, end).join('.');
      const value = Object.hasOwn(next.value, name) ? next.value[name] : undefined;
      if (value !== undefined) rest.push({ value, at: end });
    }
  }
  return false;
}

/** A list passes where one of its items does; an object only where any value will do. */
function valuePasses(value: JsonValue, test: ValueTest): boolean {
  if (Array.isArray(value)) return value.some((item) => scalarPasses(item, test));
  return (
    scalarPasses(value, test) || (isObject(value) && test.kind === 'pattern' && isAny(test.pattern))
  );
}

function isAny(pattern: Pattern): boolean {
  return pattern.every((part) => part === '');
}

function scalarPasses(value: JsonValue, test: ValueTest): boolean {
  const isNumber = typeof value === 'number' || typeof value === 'bigint';
  if (test.kind === 'range') return isNumber && isInRange(test.range, value);
  if (typeof value === 'string') return matches(test.pattern, value);
  return (
    (isNumber || typeof value === 'boolean' || value === null) &&
    matches(test.pattern, String(value))
  );
}
