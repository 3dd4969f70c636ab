/** Where a query was found in a label, as [from, to) pairs in order; lower scores are better. */
export interface Match {
  readonly score: number;
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

/**
 * Every word of the query must be there: as the start of a word, within one, or, failing that, as
 * letters in order, starts of words first. Null where it is not.
 */
export function match(query: string, label: string): Match | null {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const text = label.toLowerCase();
  let score = 0;
  const ranges: (readonly [number, number])[] = [];
  for (const word of words) {
    const found = wholeWord(word, text) ?? letters(word, text);
    if (!found) return null;
    score += found.score;
    ranges.push(...found.ranges);
  }
  return { score, ranges: merged(ranges) };
}

function wholeWord(word: string, text: string): Match | null {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (startsWord(text, at)) return { score: at === 0 ? 0 : 1, ranges: [[at, at + word.length]] };
  }
  const at = text.indexOf(word);
  return at < 0 ? null : { score: 3, ranges: [[at, at + word.length]] };
}

/** Letters in order. One letter alone or scattered ones match almost anything: starts of words do. */
function letters(word: string, text: string): Match | null {
  const ranges: (readonly [number, number])[] = [];
  let at = -1;
  for (const letter of word) {
    const adjacent = at >= 0 && text[at + 1] === letter ? at + 1 : -1;
    const next = adjacent >= 0 ? adjacent : nextWordStart(text, letter, at + 1);
    if (next < 0) return null;
    ranges.push([next, next + 1]);
    at = next;
  }
  return { score: 10 + ranges.length, ranges };
}

function nextWordStart(text: string, letter: string, from: number): number {
  for (let at = text.indexOf(letter, from); at >= 0; at = text.indexOf(letter, at + 1)) {
    if (startsWord(text, at)) return at;
  }
  return -1;
}

function startsWord(text: string, at: number): boolean {
  return at === 0 || /[\s\-/(“]/.test(text[at - 1] ?? '');
}

function merged(ranges: readonly (readonly [number, number])[]): Match['ranges'] {
  const result: [number, number][] = [];
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}
