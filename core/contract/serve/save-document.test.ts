import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { withProperties } from '../../roomserver/storage/sqljs/with-properties';
import { inProcessEngine } from '../../testing/node/in-process-engine';
import { nodePlatform } from '../../testing/node/node-platform';
import { REPOSITORY_ROOT } from '../../testing/node/shared';
import type { DocumentInfo, SourceRef } from '../requests';

const folder = mkdtempSync(join(tmpdir(), 'roomscope-documents-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { client, grantFile, bugs } = inProcessEngine();
const VIEW = '{"side":"after"}';

const open = (source: SourceRef) =>
  client.request('document.open', {
    sources: [source],
    ...{ roomId: null, policy: 'dendrite', schema: 'dendrite' },
    ...{ algorithm: null, points: null, keys: null },
  });

function stored(name: string, bytes: Uint8Array): SourceRef {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return grantFile(path);
}

/** All that the screen and the command line make of the room, but for the time it took. */
async function contents({ documentId, rooms: [room] }: DocumentInfo) {
  const choice = { documentId, roomId: room?.roomId ?? null };
  const { rooms } = await client.request('document.info', { documentId, roomId: null });
  const { states } = await client.request('debug.state', { ...choice, at: [{ kind: 'now' }] });
  const { bytes, ...storage } = await client.request('debug.storage', choice);
  const tables = await Promise.all(
    ['roomserver_events', 'roomserver_state_block', 'roomserver_state_snapshots'].map((table) =>
      client.request('debug.table', { documentId, table, limit: null }),
    ),
  );
  return { rooms, states, storage, tables, eventJson: bytes.event_json };
}

describe('a document', () => {
  test.each(['fork-and-merge', 'ban-meets-promotion'])(
    'of the sample %s opens again with the same room and view',
    async (id) => {
      const info = await open({ kind: 'sample', id });
      const { documentId } = info;
      const { bytes } = await client.request('document.save', { documentId, view: VIEW });
      const again = await open(stored(`${id}.roomscope`, bytes));
      expect(again).toMatchObject({ kind: 'database', savedView: VIEW });
      expect(await contents(again)).toEqual(await contents(info));
      expect(bugs).toEqual([]);
    },
  );

  test('goes on answering after it was saved, and is saved again', async () => {
    const info = await open({ kind: 'sample', id: 'sharing-state' });
    const { documentId } = info;
    const before = await contents(info);
    const first = await client.request('document.save', { documentId, view: VIEW });
    expect(await contents(info)).toEqual(before);
    const second = await client.request('document.save', { documentId, view: VIEW });
    expect(second.bytes).toEqual(first.bytes);
  });

  test('saved of a document takes the new view', async () => {
    const { documentId } = await open({ kind: 'sample', id: 'sharing-state' });
    const { bytes } = await client.request('document.save', { documentId, view: VIEW });
    const copy = await open(stored('one.roomscope', bytes));
    const saved = await client.request('document.save', {
      documentId: copy.documentId,
      view: 'other',
    });
    expect((await open(stored('two.roomscope', saved.bytes))).savedView).toBe('other');
    expect((await open(stored('one-again.roomscope', bytes))).savedView).toBe(VIEW);
  });

  test('saved of a Dendrite database leaves that as it is, and shows the same', async () => {
    const path = `${REPOSITORY_ROOT}/core/testing/rooms/databases/c.roomserver.db.gz`;
    const info = await open(grantFile(path));
    const { documentId } = info;
    expect(info.savedView).toBeUndefined();
    const { bytes } = await client.request('document.save', { documentId, view: VIEW });
    const again = await open(stored('foreign.roomscope', bytes));
    expect(again.savedView).toBe(VIEW);
    expect(await contents(again)).toEqual(await contents(info));
  });

  test('of a later version is refused with what to do', async () => {
    const { documentId } = await open({ kind: 'sample', id: 'sharing-state' });
    const { bytes } = await client.request('document.save', { documentId, view: VIEW });
    const later = await withProperties(
      nodePlatform(),
      bytes,
      new Map([['document_version', '2']]),
      1,
    );
    await expect(open(stored('later.roomscope', later))).rejects.toMatchObject({
      code: 'bad_input',
      message:
        'later.roomscope is a Roomscope document of version 2; this Roomscope reads version 1. Open it with a later Roomscope.',
    });
  });
});
