const QUOTE = '"';
const BACKSLASH = '\\';

/**
 * Where a string of a JSON text ends: from its opening quote to behind the closing one; beyond the
 * text where that is missing. A loop, since a pattern may try without end what never closes.
 */
export function endOfString(text: string, quote: number): number {
  let at = quote + 1;
  while (at < text.length && text.charAt(at) !== QUOTE) at += text.charAt(at) === BACKSLASH ? 2 : 1;
  return at + 1;
}
