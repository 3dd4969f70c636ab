import JSON5 from 'json5';

export interface RepeatedKey {
  readonly key: string;
  /** From 1. */
  readonly line: number;
}

const WORD = /[^\s{}[\],:"'/]+/y;

/**
 * The first key that stands twice in one object; null where there is none. `text` must be valid JSON5:
 * then whatever stands before a colon, outside of strings and comments, is a key. O(length).
 */
export function findRepeatedKey(text: string): RepeatedKey | null {
  /** Of the objects and lists that are open: the keys so far, null for a list. */
  const open: (Set<string> | null)[] = [];
  let token = '';
  let at = 0;
  while (at < text.length) {
    const unit = text.charAt(at);
    if (unit === '{' || unit === '[') open.push(unit === '{' ? new Set() : null);
    else if (unit === '}' || unit === ']') open.pop();
    else if (unit === ':') {
      const keys = open.at(-1);
      const key = keyOf(token);
      if (keys?.has(key)) return { key, line: lineOf(text, at) };
      keys?.add(key);
    }
    const end = endOfToken(text, at, unit);
    if (end > at && unit !== '/') token = text.slice(at, end);
    at = Math.max(end, at + 1);
  }
  return null;
}

/** Behind the string, word or comment that begins here; `at` where none does. */
function endOfToken(text: string, at: number, unit: string): number {
  if (unit === '"' || unit === "'") return endOfString(text, at, unit);
  if (unit === '/') return endOfComment(text, at);
  WORD.lastIndex = at;
  return WORD.test(text) ? WORD.lastIndex : at;
}

function endOfString(text: string, start: number, quote: string): number {
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== quote) at += text.charAt(at) === '\\' ? 2 : 1;
  return at + 1;
}

const LINE_END = /[\n\r\u2028\u2029]/g;

function endOfComment(text: string, start: number): number {
  if (text.charAt(start + 1) === '*') return text.indexOf('*/', start + 2) + 2;
  LINE_END.lastIndex = start;
  return LINE_END.test(text) ? LINE_END.lastIndex : text.length;
}

/** What is written with escapes is left to the parser. */
function keyOf(token: string): string {
  if (token.includes('\\')) return Object.keys(JSON5.parse(`{${token}:0}`))[0] ?? '';
  return token.startsWith('"') || token.startsWith("'") ? token.slice(1, -1) : token;
}

function lineOf(text: string, end: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
