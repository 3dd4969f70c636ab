import type { Pattern } from './query';
import type { Letters } from './tokens';

/** `*` stands for anything where it is not in quotation marks. */
export function patternOf({ text, quoted }: Letters): Pattern {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    const isStar = text[at] === '*' && quoted[at] !== true;
    if (at < text.length && !isStar) continue;
    parts.push(text.slice(from, at).toLowerCase());
    from = at + 1;
  }
  return parts;
}

/** Whether the whole text has the pattern, in any case. O(text) for each part. */
export function matches(pattern: Pattern, text: string): boolean {
  const subject = text.toLowerCase();
  const first = pattern[0] ?? '';
  if (pattern.length === 1) return subject === first;
  const last = pattern[pattern.length - 1] ?? '';
  if (!subject.startsWith(first) || !subject.endsWith(last)) return false;
  const end = subject.length - last.length;
  const at = placeAfter(pattern.slice(1, -1), subject, first.length);
  return at >= 0 && at <= end;
}

/** Whether the pattern stands anywhere in the text. */
export function isFoundIn(pattern: Pattern, text: string): boolean {
  return placeAfter(pattern, text.toLowerCase(), 0) >= 0;
}

/** Where the last of `parts` ends when each follows the one before it; -1 where they do not stand there. */
function placeAfter(parts: readonly string[], subject: string, from: number): number {
  let at = from;
  for (const part of parts) {
    const found = subject.indexOf(part, at);
    if (found < 0) return -1;
    at = found + part.length;
  }
  return at;
}
