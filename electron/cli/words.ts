import { oneLine } from '../../core/analysis/text/safe-text';
import type { Triple } from '../../core/contract/reports';

/** "1 event", "12,014 events" */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`;
}

const LISTED = 5;

/** One indented line that names the first few; no line where there are none. */
export function list(what: string, ids: readonly string[]): string[] {
  if (ids.length === 0) return [];
  const more =
    ids.length > LISTED ? ` and ${(ids.length - LISTED).toLocaleString('en-GB')} more` : '';
  return [`  ${what}: ${ids.slice(0, LISTED).map(plain).join(', ')}${more}`];
}

export function tripleLine([type, stateKey, eventId]: Triple): string {
  return `  ${plain(type)} ${JSON.stringify(stateKey)} ${plain(eventId)}`;
}

const CELL_LIMIT = 2000;

/** What comes from a file, so that it cannot do anything to a terminal. */
export function plain(text: string): string {
  return oneLine(text, CELL_LIMIT);
}

/** `m.room.member "@alice:x"` */
export function keyWords(type: string, stateKey: string): string {
  return plain(`${type} ${JSON.stringify(stateKey)}`);
}

/** Rows of texts, two blanks in, their columns under each other. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const plainRows = rows.map((row) => row.map(plain));
  const widths: number[] = [];
  for (const row of plainRows)
    for (const [at, text] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, text.length);
  return plainRows.map((row) =>
    `  ${row.map((text, at) => text.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd(),
  );
}
