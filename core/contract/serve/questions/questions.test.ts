import { beforeAll, describe, expect, test } from 'vitest';
import { inProcessEngine } from '../../../testing/node/in-process-engine';
import { REPOSITORY_ROOT } from '../../../testing/node/shared';
import type { DocumentInfo, RoomRef, SourceRef } from '../../requests';
import { type RoomView, RowFlag } from '../../room-view';

const OPTIONS = {
  roomId: null,
  policy: 'dendrite',
  schema: 'dendrite',
  algorithm: null,
  points: null,
  keys: null,
} as const;

const engine = inProcessEngine();
const { client } = engine;

async function open(source: SourceRef): Promise<RoomRef> {
  const info: DocumentInfo = await client.request('document.open', {
    sources: [source],
    ...OPTIONS,
  });
  return { documentId: info.documentId, roomId: info.rooms[0]?.roomId ?? '' };
}

describe('the difference of two states', () => {
  let ref: RoomRef;
  beforeAll(async () => {
    ref = await open({ kind: 'sample', id: 'sharing-state' });
  });

  test('is told key by key, in words, with the events', async () => {
    const found = await client.request('debug.difference', {
      ...ref,
      a: { kind: 'before', eventNid: 3 },
      b: { kind: 'now' },
      from: 0,
      to: 200,
    });
    expect(found).toEqual({
      added: 1,
      removed: 0,
      changed: 0,
      incomplete: false,
      total: 1,
      entries: [
        {
          change: 'added',
          group: 'room',
          type: 'm.room.topic',
          stateKey: '',
          key: 'topic',
          glyph: 'state',
          lines: ['The topic: absent → “Storage 101”'],
          from: null,
          to: { eventNid: 5, row: 4, value: '“Storage 101”' },
        },
      ],
    });
  });

  test('is turned round when A and B are swapped', async () => {
    const found = await client.request('debug.difference', {
      ...ref,
      a: { kind: 'after', eventNid: 6 },
      b: { kind: 'before', eventNid: 2 },
      from: 0,
      to: 200,
    });
    expect([found.added, found.removed, found.changed]).toEqual([0, 2, 0]);
    expect(found.entries.map(({ group, lines }) => [group, ...lines])).toEqual([
      ['room', 'The topic: “Storage 101” → absent'],
      ['members', 'Alice: joined → absent'],
    ]);
  });
});

describe('a room of several servers', () => {
  let ref: RoomRef;
  let view: RoomView;
  beforeAll(async () => {
    const file = `${REPOSITORY_ROOT}/core/testing/rooms/databases/c.roomserver.db.gz`;
    ref = await open(engine.grantFile(file));
    view = await client.request('debug.room', ref);
  });

  async function flagsAndNids() {
    const tile = await client.request('debug.tile', { ...ref, tile: 0 });
    return { flags: tile.flags, nids: tile.eventNid };
  }

  test('differs from state to state as the states that are listed say', async () => {
    const { nids } = await flagsAndNids();
    const state = async (eventNid: number) => {
      const of = { kind: 'after', eventNid } as const;
      const page = { of, filter: '', from: 0, to: 4096 };
      const { entries } = await client.request('debug.entries', { ...ref, ...page });
      return new Map(entries.map((entry) => [`${entry.type} ${entry.stateKey}`, entry.eventNid]));
    };
    for (const [rowA, rowB] of [
      [20, 200],
      [200, 60],
      [57, 58],
    ]) {
      const [a, b] = [nids[rowA ?? 0] ?? 0, nids[rowB ?? 0] ?? 0];
      const [from, to] = [await state(a), await state(b)];
      const found = await client.request('debug.difference', {
        ...ref,
        a: { kind: 'after', eventNid: a },
        b: { kind: 'after', eventNid: b },
        from: 0,
        to: 200,
      });
      const expected = [...new Set([...from.keys(), ...to.keys()])]
        .filter((key) => from.get(key) !== to.get(key))
        .map((key) => [key, from.get(key), to.get(key)]);
      const told = found.entries.map((entry) => [
        `${entry.type} ${entry.stateKey}`,
        entry.from?.eventNid,
        entry.to?.eventNid,
      ]);
      expect(told.toSorted()).toEqual(expected.toSorted());
      expect(found.entries.every(({ lines }) => lines.length > 0)).toBe(true);
    }
  });

  test('has a history of a key whose steps lead from one entry to the next', async () => {
    const key = { type: 'm.room.name', stateKey: '' };
    const history = await client.request('debug.key-history', { ...ref, ...key, from: 0, to: 200 });
    expect(history).toMatchObject({ key: 'name', rows: view.rows, membership: null });
    expect(history.steps.length).toBe(history.total);
    expect(new Set(history.steps.map(({ kind }) => kind))).toEqual(
      new Set(['given', 'set', 'resolved']),
    );
    for (const step of history.steps.filter(({ kind }) => kind === 'set'))
      expect(step.after?.eventNid).toBe(step.eventNid);
    for (const step of history.steps.filter(({ kind }) => kind === 'resolved')) {
      const inspected = await client.request('debug.event', { ...ref, eventNid: step.eventNid });
      const merged = inspected.merge?.differing.find((one) => one.key === 'name');
      expect(merged?.result).toBe(step.after?.eventNid);
      expect(step.before.map(({ eventNid }) => eventNid).toSorted()).toEqual(
        [...new Set(merged?.values)].toSorted(),
      );
    }
  });

  test('has a timeline for a member that covers every row once', async () => {
    const of = { kind: 'snapshot', snapshotNid: view.currentSnapshotNid } as const;
    const page = { of, filter: 'm.room.member', from: 0, to: 50 };
    const { entries } = await client.request('debug.entries', { ...ref, ...page });
    expect(entries.length).toBeGreaterThan(3);
    for (const { type, stateKey, value } of entries) {
      const { membership } = await client.request('debug.key-history', {
        ...ref,
        type,
        stateKey,
        from: 0,
        to: 10,
      });
      let at = 0;
      for (const span of membership ?? []) {
        expect(span.from).toBe(at);
        expect(span.to).toBeGreaterThan(at);
        at = span.to;
      }
      expect(at).toBe(view.rows);
      expect(membership?.at(-1)?.membership).toBe(value);
    }
  });

  test('lists every refusal of the kinds asked for', async () => {
    const { flags, nids } = await flagsAndNids();
    const all = ['rejected', 'soft_failed', 'not_sent', 'outlier'] as const;
    const list = await client.request('debug.refusals', { ...ref, kinds: all, from: 0, to: 200 });
    const { rejected, notSent, softFailed, outliers } = view.counts;
    expect(list.total).toBe(rejected + notSent + softFailed + outliers);
    const only = { ...ref, kinds: ['rejected'] as const, from: 0, to: 200 };
    const refused = await client.request('debug.refusals', only);
    expect(refused.total).toBe(rejected);
    expect(refused.entries.map(({ eventNid }) => eventNid)).toEqual(
      Array.from(nids).filter((_, row) => ((flags[row] ?? 0) & RowFlag.rejected) !== 0),
    );
    for (const entry of refused.entries) expect(entry).toMatchObject({ kind: 'rejected' });
  });

  test('filters a state by type, state key and sender, in any case', async () => {
    const of = { kind: 'snapshot', snapshotNid: view.currentSnapshotNid } as const;
    const page = { of, from: 0, to: 400 };
    const all = await client.request('debug.entries', { ...ref, ...page, filter: '' });
    const members = all.entries.filter(({ type }) => type === 'm.room.member');
    const found = await client.request('debug.entries', {
      ...ref,
      ...page,
      filter: ' ROOM.Member ',
    });
    expect(found.total).toBe(members.length);
    expect(found.entries).toEqual(members);
    const none = await client.request('debug.entries', {
      ...ref,
      ...page,
      filter: 'member no-such',
    });
    expect(none).toEqual({ total: 0, entries: [] });
  });

  test('answers no more than a page at a time', async () => {
    const page = { from: 0, to: 201 };
    const now = { kind: 'now' } as const;
    for (const asked of [
      client.request('debug.difference', { ...ref, a: now, b: now, ...page }),
      client.request('debug.key-history', { ...ref, type: 'm.room.name', stateKey: '', ...page }),
      client.request('debug.refusals', { ...ref, kinds: [], ...page }),
    ])
      await expect(asked).rejects.toMatchObject({ code: 'usage' });
  });
});
