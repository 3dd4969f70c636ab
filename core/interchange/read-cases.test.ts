import { expect, test } from 'vitest';
import { nodePlatform } from '../testing/node/node-platform';
import { quietWork } from '../testing/node/recorded-room';
import { detectCaseFile } from './detect-format';
import { MAX_JSON5_BYTES } from './limits';
import { memorySource } from './memory-source';
import { readCases } from './read-cases';

async function read(text: string | Uint8Array) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const file = await detectCaseFile(memorySource('cases.ndjson', bytes), nodePlatform());
  return readCases(file, quietWork());
}

test('an object a line, blank lines and carriage returns among them', async () => {
  expect(await read('{"a":1}\r\n\n  {"b":[2]}')).toEqual([
    { line: 1, value: { a: 1 } },
    { line: 3, value: { b: [2] } },
  ]);
});

test('one object over several lines', async () => {
  expect(await read('\n{\n  "a": 1,\n  "b": {}\n}\n')).toEqual([
    { line: 2, value: { a: 1, b: {} } },
  ]);
});

test('one object in JSON5', async () => {
  const text = "// What follows is JSON5.\n{\n  a: 1, /* one */\n  b: ['x',],\n}\n";
  expect(await read(text)).toEqual([{ line: 1, value: { a: 1, b: ['x'] } }]);
  expect(await read('{a: 1}')).toEqual([{ line: 1, value: { a: 1 } }]);
});

test('a key named __proto__ is a key', async () => {
  const [only] = await read('{__proto__: {polluted: 1}, a: 2}');
  expect(Object.entries(only?.value ?? {})).toEqual([
    ['__proto__', { polluted: 1 }],
    ['a', 2],
  ]);
  expect(only?.value.polluted).toBeUndefined();
});

test.each([
  ['{a: [{b: 9007199254740993}]}', 'field a.0.b: the number is beyond 2^53'],
  ['{a: {b: 0x20000000000001}}', 'field a.b: the number is beyond 2^53'],
  ['{a: NaN}', 'field a: NaN is a number that JSON cannot hold'],
  [
    '{a: {b: 1},\n a: {c: 1}}',
    'field a: the key stands twice in one object, the second time on line 2',
  ],
  ['{a: -Infinity}', 'field a: -Infinity is a number that JSON cannot hold'],
])('JSON5 would lose or make up something of %j, so it is refused', async (text, message) => {
  await expect(read(text)).rejects.toMatchObject({
    code: 'bad_input',
    message: expect.stringContaining(`cases.ndjson, ${message}`),
    field: expect.any(String),
  });
});

test('JSON5 of any depth is read', async () => {
  const depth = 100_000;
  const [only] = await read(`{a: ${'['.repeat(depth)}${']'.repeat(depth)}}`);
  expect(only?.value.a).toBeInstanceOf(Array);
});

test('too much for JSON5 is refused, though not for JSON', async () => {
  const blanks = ' '.repeat(MAX_JSON5_BYTES);
  await expect(read(`{a: 1${blanks}}`)).rejects.toMatchObject({
    code: 'bad_input',
    message: expect.stringContaining('more than the 16,777,216 characters that are read as JSON5'),
  });
  expect(await read(`{"a": 1${blanks}}`)).toHaveLength(1);
});

test('integers beyond 2^53 are kept', async () => {
  const [only] = await read('{"a":9223372036854775807}');
  expect(only?.value.a).toBe(9223372036854775807n);
});

test.each([
  ['{"a":1}\n{"b":\n', 'cases.ndjson, line 2 is not valid JSON', 2],
  ['{"a":1}}\n{"b":2}\n', 'cases.ndjson, line 1 is not valid JSON', 1],
  ['{\n"a":\n', 'cases.ndjson, line 3 is not valid JSON, nor JSON5: invalid end of input.', 3],
  ['// x\n{\n a: 1\n b: 2 }', 'cases.ndjson, line 4 is not valid JSON, nor JSON5', 4],
  ['// x\n[2]', 'cases.ndjson, line 1 is JSON but not an object', 1],
  ['{"a":1}\n[2]\n', 'cases.ndjson, line 2 is JSON but not an object', 2],
])('%j is refused', async (text, message, line) => {
  await expect(read(text)).rejects.toMatchObject({
    code: 'bad_input',
    message: expect.stringContaining(message),
    file: 'cases.ndjson',
    line,
  });
});

test('blank lines alone are no cases', async () => {
  await expect(read('\n \n')).rejects.toMatchObject({
    code: 'bad_input',
    message: 'cases.ndjson holds no cases.',
  });
});

test('bytes that are not UTF-8 are refused', async () => {
  const bytes = Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x7d]);
  await expect(read(bytes)).rejects.toMatchObject({ code: 'bad_input', file: 'cases.ndjson' });
});
