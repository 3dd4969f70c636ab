/** More edits than this and the word is another one. */
const MOST_EDITS = 3;
const LONGEST = 32;

/** The word of `known` that `text` was probably meant to be; null where none is near. */
export function nearestWord(text: string, known: Iterable<string>): string | null {
  if (text === '' || text.length > LONGEST) return null;
  const allowed = Math.min(MOST_EDITS, Math.ceil(text.length / 2));
  let best: string | null = null;
  let fewest = allowed + 1;
  for (const word of known) {
    const edits = word.startsWith(text) ? 1 : editDistance(text, word);
    if (edits >= fewest) continue;
    best = word;
    fewest = edits;
  }
  return best;
}

/** Insertions, deletions and replacements from one text to the other. O(length²), for short words. */
function editDistance(from: string, to: string): number {
  let last = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (last[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (last[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    last = next;
  }
  return last[to.length] ?? 0;
}
