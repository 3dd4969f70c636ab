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
  return [`  ${what}: ${ids.slice(0, LISTED).join(', ')}${more}`];
}

export function tripleLine([type, stateKey, eventId]: Triple): string {
  return `  ${type} ${JSON.stringify(stateKey)} ${eventId}`;
}
