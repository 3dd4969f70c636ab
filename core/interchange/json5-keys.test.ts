import fc from 'fast-check';
import JSON5 from 'json5';
import { expect, test } from 'vitest';
import { findRepeatedKey } from './json5-keys';

test.each<[string, string, number]>([
  ['{a: 1, a: 2}', 'a', 1],
  ['{a: 1,\n b: {c: 1},\n /* a: */ "a": 2}', 'a', 3],
  ['{\'a:b\': 1, "a:b": 2}', 'a:b', 1],
  ['{x: [{a: 1}, {b: 1,\n b: 2}]}', 'b', 2],
  ['{"\\u0061": 1, a: 2}', 'a', 1],
  ['{\\u0061: 1, a: 2}', 'a', 1],
  ["{'it\\'s': 1, \"it's\": 2}", "it's", 1],
  ['{__proto__: 1, __proto__: 2}', '__proto__', 1],
  ['{a: 1, // }\n a: 2}', 'a', 2],
])('%j holds a key twice', (text, key, line) => {
  expect(JSON5.parse(text)).toBeTypeOf('object');
  expect(findRepeatedKey(text)).toEqual({ key, line });
});

test.each([
  '{}',
  '[1, "a", "a"]',
  '{a: {a: {a: 1}}, b: {a: 1}}',
  '{a: [{a: 1}, {a: 1}]}',
  '{a: "a: 1, a: 2", b: \'{a:\', /* a: */ c: 1}',
  '{a: 1} // a: 1, a: 2',
  '// {a: 1, a: 2}\r{a: 1}',
])('%j holds none', (text) => {
  expect(JSON5.parse(text)).toBeTypeOf('object');
  expect(findRepeatedKey(text)).toBeNull();
});

test('what was written from an object never holds one', () => {
  const values = fc.jsonValue({ maxDepth: 4 });
  const writers = [
    (value: unknown) => JSON.stringify(value),
    (value: unknown) => JSON5.stringify(value, null, 2),
    (value: unknown) => JSON5.stringify(value, { quote: "'" }),
  ];
  fc.assert(
    fc.property(values, fc.constantFrom(...writers), (value, write) => {
      expect(findRepeatedKey(write(value))).toBeNull();
    }),
    { numRuns: 500 },
  );
});
