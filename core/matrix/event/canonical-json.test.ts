import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, compareCodePoints } from './canonical-json';
import { findDuplicateKey } from './duplicate-keys';
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

  it('finds such integers wherever in the text they stand', () => {
    for (let before = 0; before < 40; before += 1)
      for (const digits of ['9007199254740993', '-9007199254740993', '1'.repeat(40)]) {
        const text = `["${'x'.repeat(before)}",${digits}]`;
        expect(canonicalOf(text)).toBe(text);
      }
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

describe('findDuplicateKey', () => {
  it.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"a":1,"\\u0061":2}', 'a'],
    ['[{"b":{"x":[],"y":{},"x":0}}]', 'x'],
    ['{"a":{"b":1},"b":[{"a":1},{"a":1}],"c":"\\",\\"a\\":"}', null],
    ['{"__proto__":1,"b":{"__proto__":2}}', null],
    ['{"":1,"a":2,"":3}', ''],
    ['[1,"a","a"]', null],
    ['"a"', null],
  ])('%s', (text, key) => expect(findDuplicateKey(text)).toBe(key));
});
