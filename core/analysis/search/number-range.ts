import type { NumberRange } from './query';

const NUMBER = /^-?\d{1,30}(\.\d{1,30})?$/;
const COMPARISON = /^(>=|<=|>|<|=)(.*)$/;
const SAFE_DIGITS = 15;

/** `10`, `10..20`, `10..`, `..20`, `>10`, `>=10`, `<10`, `<=10`, `=10`; null for anything else. */
export function numberRange(text: string): NumberRange | null {
  const [, sign, compared] = COMPARISON.exec(text) ?? [];
  if (sign !== undefined) return comparison(sign, numberOf(compared ?? ''));
  const dots = text.indexOf('..');
  if (dots < 0) return comparison('=', numberOf(text));
  const [from, to] = [text.slice(0, dots), text.slice(dots + 2)];
  const least = from === '' ? null : numberOf(from);
  const most = to === '' ? null : numberOf(to);
  if (from + to === '' || (from !== '' && least === null) || (to !== '' && most === null))
    return null;
  return { least, most, withoutBounds: false };
}

function comparison(sign: string, number: number | bigint | null): NumberRange | null {
  if (number === null) return null;
  return {
    least: sign.startsWith('<') ? null : number,
    most: sign.startsWith('>') ? null : number,
    withoutBounds: sign === '<' || sign === '>',
  };
}

function numberOf(text: string): number | bigint | null {
  if (!NUMBER.test(text)) return null;
  return text.length > SAFE_DIGITS && !text.includes('.') ? BigInt(text) : Number(text);
}

/** Exact also beyond 2^53: numbers and bigints compare by value. */
export function isInRange(range: NumberRange, value: number | bigint): boolean {
  const { least, most, withoutBounds } = range;
  if (withoutBounds) return (least === null || value > least) && (most === null || value < most);
  return (least === null || value >= least) && (most === null || value <= most);
}
