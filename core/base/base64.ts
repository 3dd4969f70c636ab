const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const URL_SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function encode(bytes: Uint8Array, alphabet: string): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = [bytes[at], bytes[at + 1], bytes[at + 2]];
    text += alphabet.charAt(a >> 2) + alphabet.charAt(((a & 3) << 4) | ((b ?? 0) >> 4));
    if (b !== undefined) text += alphabet.charAt(((b & 15) << 2) | ((c ?? 0) >> 6));
    if (c !== undefined) text += alphabet.charAt(c & 63);
  }
  return text;
}

/** `standard` ends in `+/`, `url-safe` in `-_`. */
export type Base64Alphabet = 'standard' | 'url-safe';

/** Unpadded base64, the form of hashes and signatures (appendices, "Unpadded Base64"). */
export function base64(bytes: Uint8Array): string {
  return encode(bytes, STANDARD);
}

/** Unpadded URL-safe base64, the form of event IDs since room version 4. */
export function base64UrlSafe(bytes: Uint8Array): string {
  return encode(bytes, URL_SAFE);
}

/** The same bytes? Padding and alphabet (standard or URL-safe) do not matter. */
export function sameBase64(left: string, right: string): boolean {
  // As good as always, and without making anything.
  if (left === right) return true;
  return plain(left) === plain(right);
}

function plain(text: string): string {
  return text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
}

const ONE_ALPHABET = /^(?:[A-Za-z0-9+/]*|[A-Za-z0-9_-]*)(={0,2})$/;

/**
 * The bytes; null where the text is not base64. Either alphabet, with the right padding or none
 * (appendices, "Unpadded Base64": decoders should accept both). Bits left over at the end are let
 * pass, as deployed servers do.
 */
export function decodeBase64(text: string): Uint8Array | null {
  const padding = ONE_ALPHABET.exec(text)?.[1]?.length;
  const digits = text.length - (padding ?? 0);
  if (padding === undefined || digits % 4 === 1) return null;
  if (padding > 0 && text.length % 4 !== 0) return null;
  const bytes = new Uint8Array(Math.floor((digits * 3) / 4));
  let bits = 0;
  let held = 0;
  let length = 0;
  for (let at = 0; at < digits; at++) {
    bits = ((bits << 6) | (VALUES[text.charCodeAt(at)] ?? 0)) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[length++] = bits >> held;
  }
  return bytes;
}

/** The six bits of each letter of both alphabets, by character code. */
const VALUES: Uint8Array = valuesOf(STANDARD, URL_SAFE);

function valuesOf(...alphabets: readonly string[]): Uint8Array {
  const values = new Uint8Array(128);
  for (const alphabet of alphabets)
    for (let value = 0; value < alphabet.length; value++)
      values[alphabet.charCodeAt(value)] = value;
  return values;
}
