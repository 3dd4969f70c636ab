import type { JsonValue } from '../event/json';
import type { AuthRules } from '../room-versions/rules';

/** A power level. Integers beyond 2^53 are bigint (room versions 1 to 9), never both for one value. */
export type Level = number | bigint | 'infinite';

/** Negative, zero or positive, as for `sort`. Two infinite levels are equal. */
export function compareLevels(left: Level, right: Level): number {
  if (left === right) return 0;
  if (left === 'infinite') return 1;
  if (right === 'infinite') return -1;
  return left < right ? -1 : 1;
}

/**
 * Reads a value of a power levels event; null where it is none. From version 10 on only JSON
 * integers count. Before that servers read whatever Python's `int` takes, and so do we: numbers
 * truncated towards zero, booleans, and strings with blanks, sign, leading zeros and single
 * underscores between digits.
 */
export function readLevel(
  value: JsonValue | undefined,
  numbers: AuthRules['powerLevelNumbers'],
): number | bigint | null {
  if (typeof value === 'bigint') return value;
  if (numbers === 'int') return typeof value === 'number' && Number.isInteger(value) ? value : null;
  if (typeof value === 'number') return truncated(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'string' ? parsed(value) : null;
}

function truncated(value: number): number | bigint | null {
  if (!Number.isFinite(value)) return null;
  return canonical(BigInt(Math.trunc(value)));
}

const INTEGER = /^[+-]?\d+(?:_\d+)*$/;

function parsed(text: string): number | bigint | null {
  const trimmed = text.trim();
  if (!INTEGER.test(trimmed)) return null;
  const digits = trimmed.replace('+', '').replaceAll('_', '');
  return canonical(digits.startsWith('-') ? -BigInt(digits.slice(1)) : BigInt(digits));
}

/** One form per value, so that equal levels are `===`. */
function canonical(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
