const SMALL_NUMBERS = [
  'No',
  'One',
  'Two',
  'Three',
  'Four',
  'Five',
  'Six',
  'Seven',
  'Eight',
  'Nine',
  'Ten',
];

/** "12,014". For counts; numeric IDs are written plainly. */
export function grouped(count: number): string {
  const digits = String(count);
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

/** "1 key", "10 keys", "2,399 entries" (with `many` given). */
export function counted(count: number, one: string, many: string = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** "Three branches", "12 branches": opens a sentence. */
export function countedInWords(count: number, one: string, many: string = `${one}s`): string {
  return `${SMALL_NUMBERS[count] ?? grouped(count)} ${count === 1 ? one : many}`;
}

/** "65th", "2nd", "11th". */
export function ordinal(count: number): string {
  const tens = count % 100;
  const ending = tens >= 11 && tens <= 13 ? undefined : { 1: 'st', 2: 'nd', 3: 'rd' }[count % 10];
  return `${grouped(count)}${ending ?? 'th'}`;
}

/** "1", "1 and 2", "1, 2 and 3"; from `limit` on "1, 2 and 8 more". */
export function listed(items: readonly (string | number)[], limit = 6): string {
  const shown = items.slice(0, items.length > limit ? limit - 1 : limit).map(String);
  if (items.length > shown.length) shown.push(`${grouped(items.length - shown.length)} more`);
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}
