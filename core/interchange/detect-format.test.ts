import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Platform } from '../base/platform-port';
import { nodePlatform } from '../testing/node/node-platform';
import { detectFile } from './detect-format';
import { memorySource } from './memory-source';

const encoder = new TextEncoder();
const platform = nodePlatform();

async function detected(text: string, pack = false) {
  const bytes = encoder.encode(text);
  const source = memorySource('a file', pack ? gzipSync(bytes) : bytes);
  const file = await detectFile(source, platform);
  const parts: Uint8Array[] = [];
  for await (const chunk of file.bytes) parts.push(chunk);
  return { format: file.format, packed: file.packed, text: Buffer.concat(parts).toString('utf8') };
}

describe('the format follows from the first bytes, not the name', () => {
  test.each([
    ['{"type":"m.room.create"}\n', 'ndjson'],
    ['\n\n {"a":1}', 'ndjson'],
    ['[{}]', 'json-array'],
    [' \r\n\t[\n', 'json-array'],
    ['SQLite format 3\0 and so on', 'dendrite-sqlite'],
  ])('%j', async (text, format) => {
    expect(await detected(text)).toEqual({ format, packed: false, text });
    expect(await detected(text, true)).toEqual({ format, packed: true, text });
  });

  test('a byte order mark is not part of the text', async () => {
    expect(await detected('\uFEFF{"a":1}')).toEqual({
      format: 'ndjson',
      packed: false,
      text: '{"a":1}',
    });
  });

  test.each(['', 'hello', 'null', '"text"'])('%j is refused', async (text) => {
    await expect(detected(text)).rejects.toMatchObject({ code: 'bad_input', file: 'a file' });
    await expect(detected(text, true)).rejects.toMatchObject({ code: 'bad_input' });
  });

  test('gzip in gzip is refused', async () => {
    const source = memorySource('twice.gz', gzipSync(gzipSync('{}')));
    await expect(detectFile(source, platform)).rejects.toThrow(/twice\.gz is not a room/);
  });
});

describe('what unpacks without end', () => {
  const BLANKS = new Uint8Array(64 * 1024 * 1024).fill(0x20);

  test('is refused at 4 GiB, while it streams', async () => {
    let unpacked = 0;
    let closed = false;
    const endless: Platform = {
      ...platform,
      async *gunzip() {
        try {
          yield encoder.encode('{}');
          for (;;) {
            unpacked += BLANKS.length;
            yield BLANKS;
          }
        } finally {
          closed = true;
        }
      },
    };
    const file = await detectFile(memorySource('bomb.gz', Uint8Array.of(0x1f, 0x8b)), endless);
    const read = async () => {
      for await (const chunk of file.bytes)
        expect(chunk.length).toBeLessThanOrEqual(BLANKS.length + 2);
    };
    await expect(read()).rejects.toMatchObject({
      code: 'bad_input',
      message: 'bomb.gz unpacks to more than 4 GiB. Take a part of it.',
    });
    expect(unpacked).toBe(4 * 1024 ** 3);
    expect(closed).toBe(true);
  });
});

test('a reader that stops early lets go of the file', async () => {
  let closed = 0;
  const source = {
    ...memorySource('a file', new Uint8Array()),
    async *stream() {
      try {
        for (;;) yield encoder.encode('{"a":1}\n');
      } finally {
        closed += 1;
      }
    },
  };
  const read = await detectFile(source, platform);
  for await (const chunk of read.bytes) if (chunk.length > 0) break;
  expect(closed).toBe(1);
  const unread = await detectFile(source, platform);
  await unread.close();
  expect(closed).toBe(2);
});
