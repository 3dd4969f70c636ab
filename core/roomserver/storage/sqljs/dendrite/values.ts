import type { SqlValue } from '../sqljs-database';
import { corrupt } from './corrupt';

const utf8 = new TextDecoder();
const encoder = new TextEncoder();

/** Text of a column of either class: Dendrite binds JSON as BLOB into TEXT columns. */
export function textOf(value: SqlValue): string {
  if (value instanceof Uint8Array) return utf8.decode(value);
  return value === null ? '' : String(value);
}

/** Bytes of a column of either class. */
export function bytesOf(value: SqlValue): Uint8Array {
  return value instanceof Uint8Array ? value : encoder.encode(textOf(value));
}

/** An integer column up to 2^53; text such as '7' counts too. NULL is 0. */
export function numberOf(value: SqlValue): number {
  const number = Number(value ?? 0);
  if (!Number.isSafeInteger(number)) corrupt(`${textOf(value)} stands where a number belongs`);
  return number;
}

/** A column read by {@link exactInteger}. */
export function exactNumberOf(value: SqlValue): number | bigint {
  if (typeof value !== 'string' || !/^-?\d+$/.test(value)) return numberOf(value);
  const exact = BigInt(value);
  const rounded = Number(exact);
  return Number.isSafeInteger(rounded) ? rounded : exact;
}

/**
 * SQL for an integer that may exceed 2^53, which would be rounded on the way to JavaScript: beyond,
 * it comes as text.
 */
export function exactInteger(column: string): string {
  return `CASE WHEN ${column} BETWEEN -9007199254740991 AND 9007199254740991
    THEN ${column} ELSE CAST(${column} AS TEXT) END`;
}
