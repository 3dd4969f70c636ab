/** JSON as the protocol sees it. Integers beyond 2^53 are bigint, so that none is ever rounded. */
export type JsonValue = null | boolean | number | bigint | string | JsonArray | JsonObject;
export type JsonArray = readonly JsonValue[];
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/**
 * A number with a fraction or an exponent, as it stood in the text. Only hashing ever sees one: it
 * passes for an object wherever its kind is not asked.
 */
export class SpelledNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
