import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileSource, nodePlatform } from './node-platform';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roomscope-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function text(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString('utf8');
}

test('a file is streamed, may be read again, and names its non-empty siblings', async () => {
  const path = join(folder, 'roomserver.db');
  writeFileSync(path, 'abc');
  writeFileSync(`${path}-wal`, 'x');
  writeFileSync(`${path}-journal`, '');
  const source = fileSource(path);
  expect(source.name).toBe('roomserver.db');
  expect(source.size).toBe(3);
  expect(source.siblings).toEqual(['roomserver.db-wal']);
  expect(await text(source.stream())).toBe('abc');
  expect(await text(source.stream())).toBe('abc');
});

test('gunzip unpacks, and rejects what is not or not all of a gzip stream', async () => {
  const platform = nodePlatform();
  const packed = gzipSync('x'.repeat(100_000));
  async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    yield bytes.subarray(0, 10);
    yield bytes.subarray(10);
  }
  expect(await text(platform.gunzip(chunks(packed)))).toHaveLength(100_000);
  await expect(text(platform.gunzip(chunks(Buffer.from('not gzip at all'))))).rejects.toThrow();
  await expect(text(platform.gunzip(chunks(packed.subarray(0, 30))))).rejects.toThrow();
});

test('hashes are the published ones', () => {
  const { hashing } = nodePlatform();
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  const abc = new TextEncoder().encode('abc');
  expect(hex(hashing.sha256(abc))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
  expect(hex(hashing.sha1(abc))).toBe('a9993e364706816aba3e25717850c26c9cd0d89d');
});
