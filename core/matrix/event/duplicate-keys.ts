import { endOfString } from './json-text';

const QUOTE = '"';
const BACKSLASH = '\\';

/**
 * The first key that an object of the text holds twice, however its letters are written; null where
 * there is none. Canonical JSON knows no such object, and readers differ in which value they take.
 * `text` is valid JSON, nested to any depth.
 */
export function findDuplicateKey(text: string): string | null {
  /** Of the objects and arrays that are open, the keys seen so far; null: an array. */
  const open: (Set<string> | null)[] = [];
  let keys: Set<string> | null = null;
  let expectsKey = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at);
    if (unit === QUOTE) {
      const end = endOfString(text, at);
      if (expectsKey && keys !== null) {
        const key = readKey(text.slice(at, end));
        if (keys.has(key)) return key;
        keys.add(key);
      }
      expectsKey = false;
      at = end - 1;
    } else if (unit === '{' || unit === '[') {
      open.push(keys);
      keys = unit === '{' ? new Set() : null;
      expectsKey = unit === '{';
    } else if (unit === '}' || unit === ']') {
      keys = open.pop() ?? null;
      expectsKey = false;
    } else if (unit === ',') {
      expectsKey = keys !== null;
    }
  }
  return null;
}

/** Where the string that begins at `quote` ends, its closing quote included. */
function readKey(quoted: string): string {
  return quoted.includes(BACKSLASH) ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
}
