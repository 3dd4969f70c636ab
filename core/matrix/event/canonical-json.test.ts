import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedIsThere, sharedPath } from '../../testing/node/shared';
import { canonicalJson, compareCodePoints } from './canonical-json';
import { ExactJsonParser } from './exact-json-parser';
import type { JsonValue } from './json';
import { findForbiddenNumber, parseJson } from './parse-json';

const canonicalOf = (text: string) => canonicalJson(parseJson(text));

describe('canonicalJson', () => {
  it('orders keys by code point, not by UTF-16 unit', () => {
    // U+10000 is written with surrogates (0xd800...), which sort below U+FFFD as UTF-16.
    expect(canonicalOf('{"\u{10000}":1,"\uFFFD":2}')).toBe('{"\uFFFD":2,"\u{10000}":1}');
  });

  it('refuses half a surrogate pair, and keeps a backslash before "ud"', () => {
    expect(() => canonicalOf('"\\ud800"')).toThrow('surrogate');
    expect(canonicalOf('"\\\\ud800"')).toBe('"\\\\ud800"');
  });

  it('keeps integers beyond 2^53 and keys named __proto__', () => {
    const text = '{"__proto__":{"x":1},"depth":9223372036854775807}';
    expect(canonicalOf(text)).toBe(text);
  });

  it('round-trips: parsing what it wrote gives the same value and the same text', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = canonicalJson(value as JsonValue);
        expect(canonicalOf(text)).toBe(text);
        expect(canonicalJson(new ExactJsonParser(text).parse())).toBe(text);
      }),
    );
  });
});

describe('compareCodePoints', () => {
  it('agrees with the order of the UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        const expected = Buffer.compare(Buffer.from(a), Buffer.from(b));
        expect(Math.sign(compareCodePoints(a, b))).toBe(expected);
      }),
    );
  });
});

describe('findForbiddenNumber', () => {
  it('finds numbers, not what looks like one inside a string', () => {
    expect(findForbiddenNumber('{"a":"x: 1.5, [2e3]","b":[1,-2]}')).toBeNull();
    expect(findForbiddenNumber('{"a":{"b":[1, -0]}}')).toBe('-0');
    expect(findForbiddenNumber('{"a":1.0}')).toBe('1.0');
    expect(findForbiddenNumber('[1E3]')).toBe('1E3');
    expect(findForbiddenNumber('{"a":9007199254740992}')).toBe('9007199254740992');
    expect(findForbiddenNumber('{"a":9007199254740991}')).toBeNull();
  });
});

interface CanonicalVector {
  id: string;
  kind: string;
  input: string;
  expected: string;
  mode?: string;
  valid_strict?: boolean;
}

describe.runIf(sharedIsThere)('published vectors', () => {
  const vectors = (kind: string) =>
    readFileSync(sharedPath('fixtures/canonical-json.ndjson'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as CanonicalVector)
      .filter((vector) => vector.kind === kind);

  it('encodes them', () => {
    for (const { id, input, expected } of vectors('canonical-json')) {
      // Halves around 2^53 that round to even are a matter of number parsing, not of encoding.
      expect.soft(canonicalOf(input), id).toBe(expected);
    }
  });

  it('tells which numbers strict versions forbid', () => {
    const strict = vectors('canonical-json-strict');
    expect(strict.length).toBeGreaterThan(5);
    for (const { id, input, valid_strict } of strict) {
      expect.soft(findForbiddenNumber(input) === null, id).toBe(valid_strict);
    }
  });
});
