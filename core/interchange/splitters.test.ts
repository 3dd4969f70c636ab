import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ArraySplitter } from './json-array';
import type { Splitter } from './piece';
import { LineSplitter } from './read-lines';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

interface Found {
  readonly line: number;
  readonly text: string;
}

function split(splitter: Splitter, bytes: Uint8Array, cuts: readonly number[]): Found[] {
  const found: Found[] = [];
  const take = (pieces: ReturnType<Splitter['end']>) => {
    for (const piece of pieces)
      found.push({ line: piece.line, text: decoder.decode(piece.bytes.slice()) });
  };
  let from = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    take(splitter.push(bytes.subarray(from, cut)));
    from = cut;
  }
  take(splitter.push(bytes.subarray(from)));
  take(splitter.end());
  return found;
}

function splitText(splitter: Splitter, text: string): Found[] {
  return split(splitter, encoder.encode(text), []);
}

/** Objects whose strings hold whatever could confuse a scanner. */
const objects = fc.array(
  fc.dictionary(
    fc.string(),
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.constantFrom('{"}', '\\', '\\"', ']', '\n['),
    ),
  ),
);
const cutPlaces = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

function placesIn(bytes: Uint8Array, fractions: readonly number[]): number[] {
  return fractions.map((fraction) => Math.floor(fraction * bytes.length));
}

describe('lines', () => {
  test('are the same wherever the chunks end', () => {
    fc.assert(
      fc.property(
        objects,
        cutPlaces,
        fc.constantFrom('\n', '\r\n', '\n\n', ' \n\t'),
        (values, cuts, ending) => {
          const texts = values.map((value) => JSON.stringify(value));
          const bytes = encoder.encode(texts.join(ending));
          const found = split(new LineSplitter('f'), bytes, placesIn(bytes, cuts));
          expect(found.map((piece) => piece.text)).toEqual(texts);
        },
      ),
    );
  });

  test('are numbered as an editor numbers them, blank lines included', () => {
    expect(splitText(new LineSplitter('f'), '\n{"a":1}\r\n  \n{"b":2}')).toEqual([
      { line: 2, text: '{"a":1}' },
      { line: 4, text: '{"b":2}' },
    ]);
  });

  test('a line over the limit is refused before its end is seen', () => {
    const splitter = new LineSplitter('big.ndjson', 10);
    expect(splitter.push(encoder.encode('{"a":1}\n12345'))).toHaveLength(1);
    expect(() => splitter.push(encoder.encode('678901'))).toThrow(/big\.ndjson, line 2 is longer/);
  });

  test('a line of exactly the limit passes', () => {
    expect(splitText(new LineSplitter('f', 10), '1234567890\n')).toHaveLength(1);
  });
});

describe('array elements', () => {
  test('are the same wherever the chunks end', () => {
    fc.assert(
      fc.property(objects, cutPlaces, fc.constantFrom(undefined, 2), (values, cuts, indent) => {
        const bytes = encoder.encode(JSON.stringify(values, null, indent));
        const found = split(new ArraySplitter('f'), bytes, placesIn(bytes, cuts));
        expect(found.map((piece) => JSON.parse(piece.text))).toEqual(
          JSON.parse(JSON.stringify(values)),
        );
      }),
    );
  });

  test('keep their own bytes and the line on which they begin', () => {
    expect(splitText(new ArraySplitter('f'), ' [\n {"a":\n1} ,\n{"b":[{}]}]\n')).toEqual([
      { line: 2, text: '{"a":\n1}' },
      { line: 4, text: '{"b":[{}]}' },
    ]);
  });

  test.each([
    ['[{}', /line 1 ends inside the array, after 1 whole elements/],
    ['[{"a":"}]', /ends inside the array/],
    ['[{},\n3]', /line 2 has an element \(number 2\) that is not an object/],
    ['[{},]', /number 2\) that is not an object/],
    ['[[{}]]', /number 1\) that is not an object/],
    ['[{} {}]', /neither a comma nor \]/],
    ['[{}]\n{}', /line 2 goes on after the \]/],
    ['{}', /does not begin with \[/],
  ])('%s is refused', (text, message) => {
    expect(() => splitText(new ArraySplitter('f'), text)).toThrow(message);
  });

  test('an element over the limit is refused before its end is seen', () => {
    const splitter = new ArraySplitter('big.json', 10);
    expect(splitter.push(encoder.encode('[{"a":1},\n{"b"'))).toHaveLength(1);
    expect(() => splitter.push(encoder.encode(':"12345'))).toThrow(
      /big\.json, line 2 has an element \(number 2\) longer than 10 bytes/,
    );
  });
});
