import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startHashPool } from './hash-pool';

/** Answers with the thread's number and how much came; dies of an empty batch. */
const FAKE_WORKER = `
const { parentPort, threadId } = require('node:worker_threads');
parentPort.on('message', ({ id, batch }) => {
  if (batch.bytes.length === 0) throw new Error('nothing to do');
  parentPort.postMessage({ id, checked: { eventIds: [String(threadId)], contentHashes: batch.bytes } });
});
`;

function poolOf(workers: number) {
  const folder = mkdtempSync(join(tmpdir(), 'roomscope-test-'));
  writeFileSync(join(folder, 'hash-worker.cjs'), FAKE_WORKER);
  return startHashPool(folder, workers);
}

function batch(...bytes: number[]) {
  return {
    roomVersion: '11',
    bytes: Uint8Array.from(bytes),
    ends: Int32Array.from([bytes.length]),
  };
}

it('shares batches among its threads, and moves their memory there', async () => {
  const pool = poolOf(2);
  const given = [batch(1), batch(2), batch(3)];
  const checked = await Promise.all(given.map((each) => pool.check(each)));
  expect(checked.map(({ contentHashes }) => [...contentHashes])).toEqual([[1], [2], [3]]);
  expect(new Set(checked.flatMap(({ eventIds }) => eventIds)).size).toBe(2);
  expect(given.map(({ bytes }) => bytes.length)).toEqual([0, 0, 0]);
  await pool.close();
});

it('fails what waits for a thread that dies, and what comes after', async () => {
  const pool = poolOf(1);
  const waiting = [pool.check(batch()), pool.check(batch(1))];
  for (const each of waiting) await expect(each).rejects.toThrow('it died: nothing to do');
  await expect(pool.check(batch(1))).rejects.toThrow('nothing to do');
});

it('fails what still waits when it is closed', async () => {
  const pool = poolOf(1);
  const waiting = expect(pool.check(batch(1))).rejects.toThrow('it has ended');
  await pool.close();
  await waiting;
});
