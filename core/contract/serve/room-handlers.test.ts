import { beforeAll, describe, expect, test } from 'vitest';
import { type InProcessEngine, inProcessEngine } from '../../testing/node/in-process-engine';
import { REPOSITORY_ROOT } from '../../testing/node/shared';
import type { DocumentInfo, RoomRef, SourceRef } from '../requests';
import {
  GLYPHS,
  type RoomTile,
  type RoomView,
  RowFlag,
  SEGMENT_STRIDE,
  SegmentField,
  SegmentFlag,
} from '../room-view';

const OPTIONS = {
  roomId: null,
  policy: 'dendrite',
  schema: 'dendrite',
  algorithm: null,
  points: null,
  keys: null,
} as const;

async function open(engine: InProcessEngine, source: SourceRef): Promise<DocumentInfo> {
  return engine.client.request('document.open', { sources: [source], ...OPTIONS });
}

function roomFile(engine: InProcessEngine, name: string): SourceRef {
  return engine.grantFile(`${REPOSITORY_ROOT}/core/testing/rooms/${name}`);
}

function refTo(info: DocumentInfo, at = 0): RoomRef {
  return { documentId: info.documentId, roomId: info.rooms[at]?.roomId ?? '' };
}

describe('the lesson', () => {
  const engine = inProcessEngine();
  const { client } = engine;
  let ref: RoomRef;
  beforeAll(async () => {
    ref = refTo(await open(engine, { kind: 'sample', id: 'sharing-state' }));
  });

  test('has blocks 1, 3 and 5 under snapshots 1, 2, 4 and 6', async () => {
    const view = await client.request('debug.room', ref);
    expect(view).toMatchObject({
      rows: 6,
      lanes: 1,
      fullColumns: 0,
      deltaColumns: 3,
      servers: ['example.org'],
      currentSnapshotNid: 6,
      lesson: { question: 'Why 1, 3, 5 and 1, 2, 4, 6?' },
    });
    expect(view.counts).toMatchObject({ blocks: 3, snapshots: 4, entries: 3, fullCopyEntries: 6 });
    const tile = await client.request('debug.tile', { ...ref, tile: 0 });
    expect([...tile.snapshotBefore]).toEqual([1, 2, 4, 4, 4, 6]);
    expect([...tile.snapshotAfter]).toEqual([2, 4, 4, 4, 6, 6]);
    expect([...tile.before.newBlock]).toEqual([0, 1, 3, 0, 0, 5]);
    expect([...tile.after.newBlock]).toEqual([1, 3, 0, 0, 5, 0]);
    expect(Array.from(tile.glyph, (code) => GLYPHS[code])).toEqual([
      'create',
      'member',
      'message',
      'message',
      'state',
      'message',
    ]);
  });

  test('is told by display names', async () => {
    const { rows } = await client.request('debug.rows', { ...ref, from: 0, to: 99 });
    expect(rows.map((row) => row.sentence)).toEqual([
      'Alice created the room',
      'Alice joined',
      '“Hello?”',
      '“Anyone here?”',
      'Alice set the topic to “Storage 101”',
      '“Nice topic”',
    ]);
    expect(rows[1]).toMatchObject({
      shortType: 'member',
      stateKey: 'Alice',
      depth: '2',
      tone: 'state',
      spoken:
        'Alice joined. Event 2, row 2 of 6. State before: snapshot 2, 1 block, new block 1. State after: snapshot 4, 2 blocks, new block 3.',
    });
    expect(rows[2]).toMatchObject({ stateKey: null, tone: 'message' });
  });

  test('says how block 1 was made, and who shares it', async () => {
    const block = await client.request('debug.block', { ...ref, blockNid: 1 });
    expect(block).toMatchObject({
      kind: 'delta',
      making: {
        label: 'single_delta',
        derived: false,
        headline: 'Event 1 changed the state, so its one entry became a block.',
        detail:
          'Snapshot 2 is the empty snapshot 1 with this block added: the state before event 2.',
      },
      beforeEvents: 5,
      usedText: 'before events 2 to 6',
      entries: { total: 1, entries: [{ type: 'm.room.create', stateKey: '', eventNid: 1 }] },
      swept: null,
      bytes: 3,
      stored: '[1]',
    });
    expect([...block.sharedBy]).toEqual([2, 4, 6]);
    expect(block.hash.replace(/^(.{8}).*(.{8})$/, '$1…$2')).toBe('4059d642…f8ceb45e');
    const third = await client.request('debug.block', { ...ref, blockNid: 3 });
    expect(third.entries.entries[0]?.key).toBe('member · Alice');
    expect(third.making.detail).toBe(
      'Snapshot 4 is snapshot 2 with this block added: the state before event 3.',
    );
  });

  test('says before which events each snapshot is the state', async () => {
    const used: string[] = [];
    for (const snapshotNid of [1, 2, 4, 6])
      used.push((await client.request('debug.snapshot', { ...ref, snapshotNid })).usedText);
    expect(used).toEqual([
      'before event 1, empty',
      'before event 2',
      'before events 3, 4 and 5',
      'before event 6, and now',
    ]);
    const last = await client.request('debug.snapshot', { ...ref, snapshotNid: 6 });
    expect(last.making).toMatchObject({
      headline: 'Why a new block here: event 5 changed the topic.',
      detail: 'The earlier blocks stay; one entry is added.',
    });
    expect(last.blocks.map((block) => block.sentence)).toEqual([
      'Alice created the room',
      'Alice joined',
      'Alice set the topic to “Storage 101”',
    ]);
  });

  test('refuses what the room does not have', async () => {
    const asked = [
      client.request('debug.tile', { ...ref, tile: 1 }),
      client.request('debug.event', { ...ref, eventNid: 7 }),
      client.request('debug.snapshot', { ...ref, snapshotNid: 3 }),
      client.request('debug.block', { ...ref, blockNid: 2 }),
      client.request('debug.entries', {
        ...ref,
        of: { kind: 'block', blockNid: 1 },
        filter: '',
        from: 0,
        to: 1_000_000,
      }),
    ];
    for (const answer of asked) await expect(answer).rejects.toMatchObject({ code: 'usage' });
    const { rows } = await client.request('debug.rows', { ...ref, from: 4, to: 1_000_000 });
    expect(rows.map((row) => row.row)).toEqual([4, 5]);
    expect(engine.bugs).toEqual([]);
  });
});

describe('the fork', () => {
  test('is a merge with one conflicted key and a full copy', async () => {
    const engine = inProcessEngine();
    const { client } = engine;
    const ref = refTo(await open(engine, { kind: 'sample', id: 'fork-and-merge' }));
    const { rows } = await client.request('debug.rows', { ...ref, from: 0, to: 10 });
    const merge = rows.find((row) => row.chips.length > 0);
    expect(merge?.chips).toEqual([{ kind: 'merge', text: 'Merge · 1 conflicted key' }]);
    const event = await client.request('debug.event', { ...ref, eventNid: merge?.eventNid ?? 0 });
    expect(event.before.making).toMatchObject({
      label: 'full_state_with_conflicts',
      derived: false,
      headline: 'Full copy at a merge: conflicted keys resolved.',
      detail:
        'Two branches met and disagreed on 1 key; the resolved state was written as one block.',
    });
    expect(event.before.blocks).toMatchObject([{ kind: 'full', entries: 6 }]);
    expect(event.merge?.differing).toMatchObject([{ key: 'topic', values: [6, 7] }]);
    expect(event.merge).toMatchObject({ oneBranchOnly: [], sameOnAll: 5 });
    expect(event.verdictText).toBe('Accepted');
    expect(event.ladder.map((rung) => rung.level)).toContain('state_before');
    const view = await client.request('debug.room', ref);
    expect(view.fullColumns).toBe(1);
    expect(engine.bugs).toEqual([]);
  });
});

describe('the first 700 events of a linear room, imported', () => {
  test('show the limit of 64 blocks, as recorded', async () => {
    const engine = inProcessEngine();
    const { client } = engine;
    const ref = refTo(
      await open(engine, roomFile(engine, 'linear/linear-v11-first-700.ndjson.gz')),
    );
    const { rows } = await client.request('debug.rows', { ...ref, from: 290, to: 292 });
    const note = '64 blocks, the limit: one full copy of 31 entries';
    expect(rows.map((row) => [row.limitNoteBefore, row.limitNoteAfter])).toEqual([
      [null, note],
      [note, null],
    ]);
    const block = await client.request('debug.block', { ...ref, blockNid: 129 });
    expect(block.making).toEqual({
      label: 'full_state_no_conflicts',
      derived: false,
      headline: 'Full copy: the snapshot had 64 blocks, the limit.',
      detail: 'Event 291, big0 set power levels, would have added a 65th.',
    });
    expect(block.kind).toBe('full');
    expect(block.swept?.length).toBe(65);
    expect(block.swept?.reduce((sum, one) => sum + one, 0)).toBe(31);
    expect(engine.bugs).toEqual([]);
  });
});

describe('a Dendrite database with gaps, outliers and lost state keys', () => {
  const engine = inProcessEngine();
  const { client } = engine;
  let info: DocumentInfo;
  beforeAll(async () => {
    info = await open(engine, roomFile(engine, 'databases/c.roomserver.db.gz'));
  });

  test('every room answers for every row, event, snapshot and block', async () => {
    for (const [at, room] of info.rooms.entries()) {
      const ref = refTo(info, at);
      const view = await client.request('debug.room', ref);
      const tile = await client.request('debug.tile', { ...ref, tile: 0 });
      expectConsistent(view, tile);
      const { rows } = await client.request('debug.rows', { ...ref, from: 0, to: view.rows });
      expect(rows).toHaveLength(room.events);
      for (const row of rows) expect(row.spoken.length).toBeGreaterThan(20);
      for (const { eventNid } of rows.filter(({ row }) => room.events < 200 || row % 7 === 0)) {
        const event = await client.request('debug.event', { ...ref, eventNid });
        expect(event.before.known).toBe(tile.snapshotBefore[event.row] !== 0);
        expect(event.verdictText).not.toBe('');
      }
      for (const snapshotNid of new Set(tile.snapshotBefore)) {
        if (snapshotNid === 0) continue;
        const snapshot = await client.request('debug.snapshot', { ...ref, snapshotNid });
        for (const { blockNid } of snapshot.blocks.slice(-1)) {
          const block = await client.request('debug.block', { ...ref, blockNid });
          expect([...block.sharedBy]).toContain(snapshotNid);
        }
      }
    }
    expect(engine.bugs).toEqual([]);
  });

  test('outliers and missing parents are said', async () => {
    const at = info.rooms.findIndex((room) => room.roomVersion === '10' && room.events === 152);
    const ref = refTo(info, at);
    const view = await client.request('debug.room', ref);
    expect(view.counts.outliers).toBe(12);
    const { rows } = await client.request('debug.rows', { ...ref, from: 0, to: view.rows });
    const chips = rows.flatMap((row) => row.chips.map((chip) => chip.text));
    expect(chips.filter((text) => text === 'Outlier')).toHaveLength(12);
    expect(chips).toContain('1 parent missing');
    const outlier = rows.find((row) => row.chips.some((chip) => chip.kind === 'outlier'));
    const event = await client.request('debug.event', {
      ...ref,
      eventNid: outlier?.eventNid ?? 0,
    });
    expect(event).toMatchObject({
      verdict: 'outlier',
      verdictText: 'Outlier',
      before: { known: false, snapshotNid: null, blocks: [] },
      after: { known: false },
      change: null,
      merge: null,
    });
    const lost = await client.request('debug.event', { ...ref, eventNid: 1930 });
    expect(lost.type).toBe('m.room.power_levels');
    expect(lost.stateKey).toBe('');
    expect(lost.after.making.headline).toBe(
      'No new block: event 1930 was stored without its state key.',
    );
  });

  test('entries are answered in parts', async () => {
    const ref = refTo(info, 0);
    const view = await client.request('debug.room', ref);
    const of = { kind: 'snapshot', snapshotNid: view.currentSnapshotNid } as const;
    const all = await client.request('debug.entries', { ...ref, of, filter: '', from: 0, to: 200 });
    const some = await client.request('debug.entries', { ...ref, of, filter: '', from: 3, to: 5 });
    expect(some.total).toBe(all.entries.length);
    expect(some.entries).toEqual(all.entries.slice(3, 5));
    expect(all.entries[0]?.key).toBe('create');
  });
});

/** What must hold for any room: the flags, bars and numbers agree with each other. */
function expectConsistent(view: RoomView, tile: RoomTile): void {
  const withFlag = (flag: number) => tile.flags.filter((bits) => bits & flag).length;
  const { counts } = view;
  expect(withFlag(RowFlag.rejected)).toBe(counts.rejected);
  expect(withFlag(RowFlag.notSent)).toBe(counts.notSent);
  expect(withFlag(RowFlag.outlier)).toBe(counts.outliers);
  expect(withFlag(RowFlag.afterNotStored)).toBe(counts.statesAfterNotStored);
  const used = new Set(tile.snapshotBefore.filter((nid) => nid !== 0));
  expect(withFlag(RowFlag.newSnapshotBefore)).toBe(used.size);
  expect(counts.snapshots - counts.snapshotsBeforeNoEvent).toBe(used.size);
  expect(counts.fullCopyEntries).toBeGreaterThanOrEqual(counts.entries > 0 ? 1 : 0);
  for (const bars of [tile.before, tile.after]) {
    const capped: number[] = [];
    for (let at = 0; at < bars.segments.length; at += SEGMENT_STRIDE)
      if ((bars.segments[at + SegmentField.flags] ?? 0) & SegmentFlag.cap)
        capped.push(bars.segments[at] ?? 0);
    expect(new Set(capped).size).toBe(capped.length);
    for (const block of bars.newBlock) if (block !== 0) expect(capped).toContain(block);
  }
}
