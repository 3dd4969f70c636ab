import { endOfString } from './json-text';

/**
 * How many objects and lists of the text lie within each other at its deepest place; a plain value
 * has 0. `text` is valid JSON. O(length), whatever the depth.
 */
export function nestingOf(text: string): number {
  let level = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at);
    if (unit === '"') at = endOfString(text, at) - 1;
    else if (unit === '{' || unit === '[') deepest = Math.max(deepest, ++level);
    else if (unit === '}' || unit === ']') level--;
  }
  return deepest;
}
