import { describe, expect, test } from 'vitest';
import { nobleHashing } from '../../base/noble-hashing';
import { memorySource } from '../../interchange/memory-source';
import { sharingState } from '../../samples/sharing-state';
import { inProcessEngine } from '../../testing/node/in-process-engine';
import type { SourceRef } from '../requests';
import { Memo } from './open-room';

function engineWithOpen() {
  const engine = inProcessEngine();
  const open = (...sources: SourceRef[]) =>
    engine.client.request('document.open', {
      sources,
      roomId: null,
      policy: 'dendrite',
      schema: 'dendrite',
      algorithm: null,
      points: null,
      keys: null,
    });
  return { ...engine, open };
}

const now = [{ kind: 'now' }] as const;

describe('documents', () => {
  test('the samples are offered and open by their ID', async () => {
    const { client, open } = engineWithOpen();
    const { samples, host } = await client.request('app.info', {});
    expect(host).toBe('cli');
    expect(samples.map(({ id, events }) => [id, events])).toEqual([
      ['sharing-state', 6],
      ['fork-and-merge', 10],
      ['ban-meets-promotion', 12],
    ]);
    for (const sample of samples) {
      const info = await open({ kind: 'sample', id: sample.id });
      expect(info).toMatchObject({
        name: sample.title,
        kind: 'sample',
        sampleId: sample.id,
        readOnly: false,
        files: [{ name: sample.title, format: 'sample', events: sample.events, skipped: [] }],
        rooms: [{ roomVersion: '11', events: sample.events }],
      });
    }
  });

  test('is closed once, and does not answer afterwards', async () => {
    const { client, open } = engineWithOpen();
    const { documentId } = await open({ kind: 'sample', id: 'sharing-state' });
    const choice = { documentId, roomId: null };
    expect((await client.request('debug.state', { ...choice, at: now })).states).toHaveLength(1);
    await client.request('document.close', { documentId });
    const asked = client.request('debug.state', { ...choice, at: now });
    await expect(asked).rejects.toMatchObject({ code: 'usage' });
    await expect(client.request('document.close', { documentId })).rejects.toThrow(/not open/);
  });

  test('a room that it does not hold is refused with those it holds', async () => {
    const { client, open } = engineWithOpen();
    const { documentId } = await open({ kind: 'sample', id: 'sharing-state' });
    const asked = client.request('debug.storage', { documentId, roomId: '!other:x' });
    await expect(asked).rejects.toThrow(/It holds: !sharing-state:example\.org\./);
  });

  test('what was not granted is not opened', async () => {
    const { open, grant } = engineWithOpen();
    const forged = { kind: 'file', handle: '/etc/passwd', name: 'passwd' } as const;
    await expect(open(forged)).rejects.toMatchObject({ code: 'usage' });
    await expect(open({ kind: 'sample', id: 'nothing' })).rejects.toThrow(/no sample nothing/);
    const file = grant(memorySource('a', sharingState.build(nobleHashing)));
    await expect(open(file, { kind: 'sample', id: 'sharing-state' })).rejects.toThrow(/alone/);
  });

  test('a database that was written opens alone, read-only, and is not written again', async () => {
    const { client, open, grant, written } = engineWithOpen();
    const { documentId } = await open({ kind: 'sample', id: 'fork-and-merge' });
    await client.request('document.write', { documentId, path: 'room.db' });
    const database = grant(memorySource('room.db', written.get('room.db') ?? new Uint8Array()));
    const opened = await open(database);
    expect(opened).toMatchObject({ kind: 'database', readOnly: true, policy: 'dendrite' });
    const again = client.request('document.write', {
      documentId: opened.documentId,
      path: 'again.db',
    });
    await expect(again).rejects.toMatchObject({ code: 'usage' });
    await expect(open(database, database)).rejects.toThrow(/opened alone/);
    const withAlgorithm = client.request('document.open', {
      sources: [database],
      roomId: null,
      policy: 'dendrite',
      schema: 'dendrite',
      algorithm: 'v2',
      points: null,
      keys: null,
    });
    await expect(withAlgorithm).rejects.toThrow(/never recomputed/);
  });
});

describe('memo', () => {
  test('computes once for all who ask', async () => {
    const memo = new Memo();
    let computed = 0;
    const ask = () =>
      memo.get('key', async () => {
        computed += 1;
        return computed;
      });
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
    expect(await ask()).toBe(1);
  });

  test('a failure is its own caller’s: those who waited compute again', async () => {
    const memo = new Memo();
    const fails = memo.get('key', () => Promise.reject(new Error('cancelled')));
    const waits = memo.get('key', async () => 'value');
    await expect(fails).rejects.toThrow('cancelled');
    expect(await waits).toBe('value');
  });
});
