const wholeNumber = new Intl.NumberFormat('en');

/** "12,014" */
export function count(n: number): string {
  return wholeNumber.format(n);
}

/** "1 event", "12,014 events" */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** "1, 2 and 3" */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** Milliseconds since 1970 as UTC, "2026-05-18 08:01:02". */
export function utcTime(milliseconds: number): string {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return String(milliseconds);
  return date.toISOString().slice(0, 19).replace('T', ' ');
}

/** "e3257da7…14fa3d78" */
export function shortHash(hash: string): string {
  return hash.length > 20 ? `${hash.slice(0, 8)}…${hash.slice(-8)}` : hash;
}
