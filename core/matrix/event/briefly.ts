import type { JsonValue } from './json';

const SHOWN = 40;

/** A value in a sentence: what it is, of strings and numbers the first characters. */
export function briefly(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
