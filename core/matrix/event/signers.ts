import { isObject, type JsonObject, type JsonValue } from './json';

/** The servers that left a signature; one whose entry is empty left none. */
export function signersOf(signatures: JsonObject): readonly string[] {
  return Object.keys(signatures).filter((server) => holdsAny(signatures[server]));
}

function holdsAny(signatures: JsonValue | undefined): boolean {
  return isObject(signatures) && Object.keys(signatures).length > 0;
}
