import { expect, test } from 'vitest';
import { nodePlatform } from '../testing/node/node-platform';
import { quietWork } from '../testing/node/recorded-room';
import { detectFile } from './detect-format';
import { memorySource } from './memory-source';
import { readCases } from './read-cases';

async function read(text: string | Uint8Array) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const file = await detectFile(memorySource('cases.ndjson', bytes), nodePlatform());
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

test('integers beyond 2^53 are kept', async () => {
  const [only] = await read('{"a":9223372036854775807}');
  expect(only?.value.a).toBe(9223372036854775807n);
});

test.each([
  ['{"a":1}\n{"b":\n', 'cases.ndjson, line 2 is not valid JSON', 2],
  ['{"a":1}}\n{"b":2}\n', 'cases.ndjson, line 1 is not valid JSON', 1],
  ['{\n"a":\n', 'cases.ndjson, line 1 is not valid JSON', 1],
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
