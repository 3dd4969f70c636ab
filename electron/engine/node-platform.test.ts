import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ed25519 } from '@noble/curves/ed25519.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nobleHashing } from '../../core/base/noble-hashing';
import { nobleSigning } from '../../core/base/noble-signing';
import { fileSource } from './file-source';
import { Grants } from './grants';
import { gunzip } from './gunzip';
import { nodeHashing } from './node-hashing';
import { nodeSigning } from './node-signing';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roomscope-test-'));
});

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

function grant(name: string) {
  return { handle: 'h', name, path: join(folder, name) };
}

describe('hashing of the host', () => {
  it('gives the digests that the engine’s own functions give', () => {
    for (const text of ['', 'abc', 'x'.repeat(100_000)]) {
      const bytes = new TextEncoder().encode(text);
      for (const name of ['sha256', 'sha1', 'blake2b256'] as const)
        expect([...nodeHashing[name](bytes)], name).toEqual([...nobleHashing[name](bytes)]);
      for (const alphabet of ['standard', 'url-safe'] as const)
        expect(nodeHashing.sha256Base64(bytes, alphabet)).toBe(
          nobleHashing.sha256Base64(bytes, alphabet),
        );
    }
    // The two alphabets part in this digest, and padding would show at its end.
    const bytes = new TextEncoder().encode('abc');
    expect(nodeHashing.sha256Base64(bytes, 'standard')).toBe(
      'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0',
    );
  });
});

describe('hashing of a host whose Node has no one-call hash', () => {
  afterEach(() => {
    vi.doUnmock('node:crypto');
    vi.resetModules();
  });

  it('gives the same texts', async () => {
    vi.resetModules();
    vi.doMock('node:crypto', async (original) => ({
      ...(await original<typeof import('node:crypto')>()),
      hash: undefined,
    }));
    const older = await import('./node-hashing');
    expect(older.nodeHashing).not.toBe(nodeHashing);
    const bytes = new TextEncoder().encode('abc');
    for (const alphabet of ['standard', 'url-safe'] as const)
      expect(older.nodeHashing.sha256Base64(bytes, alphabet)).toBe(
        nobleHashing.sha256Base64(bytes, alphabet),
      );
  });
});

describe('signing of the host', () => {
  const seed = new Uint8Array(32).fill(7);
  const message = new TextEncoder().encode('abc');
  const publicKey = ed25519.getPublicKey(seed);

  it('signs and verifies as the engine’s own functions do', () => {
    const signature = nodeSigning.sign(seed, message);
    expect([...signature]).toEqual([...nobleSigning.sign(seed, message)]);
    for (const signing of [nodeSigning, nobleSigning]) {
      expect(signing.verify(publicKey, message, signature)).toBe(true);
      expect(signing.verify(publicKey, message.subarray(1), signature)).toBe(false);
    }
  });

  it('verifies nothing with keys and signatures that are no points', () => {
    const off = new Uint8Array(32).fill(255);
    const signature = nodeSigning.sign(seed, message);
    for (const signing of [nodeSigning, nobleSigning]) {
      expect(signing.verify(off, message, signature)).toBe(false);
      expect(signing.verify(publicKey, message, new Uint8Array(64).fill(255))).toBe(false);
    }
  });
});

describe('gunzip', () => {
  const text = Buffer.from('{"type":"m.room.create"}\n'.repeat(50_000));

  it('unpacks however the bytes arrive', async () => {
    const packed = gzipSync(text);
    for (const size of [1000, 4096, packed.length])
      expect((await collect(gunzip(pieces(packed, size)))).equals(text)).toBe(true);
  });

  it('unpacks several members as one, as gzip files may have', async () => {
    const packed = Buffer.concat([gzipSync('one '), gzipSync('two')]);
    expect((await collect(gunzip(pieces(packed, 7)))).toString()).toBe('one two');
  });

  it('rejects what is cut off, broken, or no gzip at all', async () => {
    const packed = gzipSync(text);
    const broken = Buffer.from(packed);
    broken.fill(255, 200, 220);
    for (const bytes of [packed.subarray(0, packed.length - 5), broken, Buffer.from('{"a":1}')])
      await expect(collect(gunzip(pieces(bytes, 64)))).rejects.toThrow();
  });

  it('passes on the error of its source', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield gzipSync(text).subarray(0, 50);
      throw new Error('the disk is gone');
    }
    await expect(collect(gunzip(failing()))).rejects.toThrow('the disk is gone');
  });

  it('stops its source when nobody reads on', async () => {
    let isStopped = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        const packed = gzipSync(text);
        for (;;) yield packed;
      } finally {
        isStopped = true;
      }
    }
    for await (const chunk of gunzip(endless())) if (chunk.length > 0) break;
    await expect.poll(() => isStopped).toBe(true);
  });
});

describe('files', () => {
  it('give their bytes as often as they are asked for', async () => {
    writeFileSync(join(folder, 'a.ndjson'), 'hello');
    const source = fileSource(grant('a.ndjson'));
    expect(source).toMatchObject({ name: 'a.ndjson', size: 5, siblings: [] });
    for (const _ of [1, 2]) expect((await collect(source.stream())).toString()).toBe('hello');
  });

  it('tell of what SQLite left beside them, unless it is empty', () => {
    for (const [name, text] of Object.entries({ 'a.db': 'x', 'a.db-wal': 'y', 'a.db-journal': '' }))
      writeFileSync(join(folder, name), text);
    expect(fileSource(grant('a.db')).siblings).toEqual(['a.db-wal']);
  });

  it('that are not there, or are folders, are bad input with a name and without a path', () => {
    for (const name of ['none.ndjson', '.'])
      expect(() => fileSource({ handle: 'h', name: 'a.db', path: join(folder, name) })).toThrow(
        expect.objectContaining({ code: 'bad_input', file: 'a.db' }),
      );
  });

  it('say where they are, and what they are instead', () => {
    const missing = join(folder, 'none.ndjson');
    const refused = (path: string) => () => fileSource({ handle: 'h', name: 'a.db', path });
    expect(refused(missing)).toThrow(`There is no file ${missing}.`);
    expect(refused(folder)).toThrow(`${folder} is a folder.`);
    expect(refused('/dev/null')).toThrow('/dev/null is not a file that can be read to its end.');
  });

  it('may be a pipe, whose size is not known', async () => {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    const source = fileSource({ handle: 'h', name: 'pipe', path });
    expect(source.size).toBeNull();
    const writing = writeFile(path, 'two words');
    expect(new TextDecoder().decode(await collect(source.stream()))).toBe('two words');
    await writing;
  });

  it('that vanish before they are read are bad input too', async () => {
    const target = join(folder, 'target');
    writeFileSync(target, 'x');
    const source = fileSource(grant('target'));
    rmSync(target);
    await expect(collect(source.stream())).rejects.toMatchObject({
      code: 'bad_input',
      message: expect.stringContaining(`There is no file ${target}.`),
    });
  });

  it('leave errors of the reader alone', async () => {
    writeFileSync(join(folder, 'a'), 'x');
    const own = new Error('mine');
    const read = async () => {
      for await (const chunk of fileSource(grant('a')).stream()) if (chunk) throw own;
    };
    await expect(read()).rejects.toBe(own);
  });
});

describe('grants', () => {
  it('open what was granted and nothing else', () => {
    writeFileSync(join(folder, 'a'), 'x');
    const grants = new Grants();
    grants.allowRead([grant('a')]);
    expect(grants.resolve('h')?.size).toBe(1);
    expect(grants.resolve(join(folder, 'a'))).toBeUndefined();
    expect(grants.resolve('__proto__')).toBeUndefined();
  });

  it('write only where the user said so', async () => {
    const grants = new Grants();
    const path = join(folder, 'out.db');
    await expect(grants.writeFile(path, Buffer.from('x'))).rejects.toMatchObject({ code: 'usage' });
    grants.allowWrite(path);
    await grants.writeFile(path, Buffer.from('new'));
    expect(readFileSync(path, 'utf8')).toBe('new');
  });

  it('replace a file as a whole, leaving nothing beside it', async () => {
    const grants = new Grants();
    const path = join(folder, 'out.db');
    writeFileSync(path, 'an older and longer file');
    grants.allowWrite(path);
    const bytes = Buffer.alloc(300_000, 7);
    await grants.writeFile(path, bytes);
    const digest = (data: Buffer) => createHash('sha256').update(data).digest('hex');
    expect(digest(readFileSync(path))).toBe(digest(bytes));
    expect(readdirSync(folder)).toEqual(['out.db']);
  });

  it('say what to do where a file cannot be written, and keep the old one', async () => {
    const grants = new Grants();
    const path = join(folder, 'none', 'out.db');
    grants.allowWrite(path);
    await expect(grants.writeFile(path, Buffer.from('x'))).rejects.toMatchObject({
      code: 'bad_input',
      file: path,
      message: expect.stringContaining('ENOENT'),
    });
    // A folder in the place of the file: the new bytes are there, but cannot take its name.
    const taken = join(folder, 'taken');
    mkdirSync(taken);
    grants.allowWrite(taken);
    await expect(grants.writeFile(taken, Buffer.from('x'))).rejects.toMatchObject({
      code: 'bad_input',
    });
    expect(readdirSync(folder)).toEqual(['taken']);
  });
});
