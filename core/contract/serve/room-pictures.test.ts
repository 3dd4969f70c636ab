import { describe, expect, test } from 'vitest';
import { inProcessEngine } from '../../testing/node/in-process-engine';
import { sharedIsThere, sharedPath } from '../../testing/node/shared';
import { type Chip, RowFlag } from '../room-view';

/** The scenes that the interface was designed from: what the screen shows of them is these answers. */

async function openRecorded(file: string, roomId?: string) {
  const engine = inProcessEngine();
  const info = await engine.client.request('document.open', {
    sources: [engine.grantFile(sharedPath(`rooms/dendrite/${file}`))],
    roomId: null,
    policy: 'dendrite',
    schema: 'dendrite',
    algorithm: null,
    points: null,
    keys: null,
  });
  const ref = {
    documentId: info.documentId,
    roomId: roomId ?? info.rooms[0]?.roomId ?? '',
  };
  return { ...engine, ref };
}

function texts(chips: readonly Chip[]): string {
  return chips.map((chip) => chip.text).join(', ');
}

describe.runIf(sharedIsThere)('the forked room (../shared)', () => {
  const opened = openForked();
  function openForked() {
    return sharedIsThere
      ? openRecorded('fed/a/roomserver.db.gz', '!T5R6fmfqdX7pphla:a.lab.test:11448')
      : null;
  }
  async function forked() {
    return (await opened) ?? Promise.reject(new Error('../shared is not there'));
  }

  test('has the numbers of its status bar', async () => {
    const { client, ref } = await forked();
    const view = await client.request('debug.room', ref);
    expect(view).toMatchObject({ rows: 436, lanes: 5, fullColumns: 2, deltaColumns: 17 });
    expect(view.servers).toHaveLength(3);
    expect(view.counts).toMatchObject({
      rejected: 2,
      notSent: 15,
      softFailed: 0,
      forwardExtremities: 1,
      blocks: 268,
      snapshots: 269,
      snapshotsBeforeNoEvent: 79,
      entries: 2592,
      fullCopyEntries: 6380,
      statesAfterNotStored: 14,
    });
  });

  test('reads row by row as drawn', async () => {
    const { client, ref, bugs } = await forked();
    const { rows } = await client.request('debug.rows', { ...ref, from: 39, to: 79 });
    const said = new Map(rows.map((row) => [row.eventNid, row]));
    const expected: readonly (readonly [number, string, string])[] = [
      [448, 'adm (a) is now called “adm-48”', ''],
      [
        461,
        'mod (c): “velvet cloud bridge signal basket feather train harbor”',
        'Merge · same state',
      ],
      [464, 'u2 (c) set com.example.note “n4”', ''],
      [474, 'adm (c) removed u2 (b)', ''],
      [494, 'adm (c) named the room “by demoted cloud”', ''],
      [501, 'u1 (c) is now called “u1-14”', ''],
      [534, 'adm (b) removed u2 (a)', 'Merge · same state'],
      [535, 'Message removed by mod (b)', ''],
      [539, 'adm (b) named the room “by demoted garden mirror”', ''],
      [541, 'mod (b) removed a message', ''],
      [542, 'Message removed by adm (b)', 'Not sent'],
      [545, 'u1 (b) left', ''],
      [558, 'adm (c): “merge by c”', 'Merge · 10 conflicted keys'],
      [571, 'u1 (a) joined', ''],
      [574, 'u2 (b) joined', 'Merge · 2 conflicted keys'],
      [
        585,
        'adm (a): “signal button river marble rocket basket thunder”',
        'Merge · 3 conflicted keys',
      ],
      [588, 'u2 (c): “paper bridge window cactus”', 'Merge · same state'],
      [623, 'adm (a) invited u3 (a)', ''],
      [655, 'mod (a) tried to ban mod (b)', 'Rejected'],
      [658, 'mod (a) named the room “mod a”', ''],
      [695, 'adm (c) set com.example.note “n1”', ''],
      [701, 'Message removed by mod (b)', ''],
    ];
    for (const [nid, sentence, chips] of expected) {
      const row = said.get(nid);
      expect([nid, row?.sentence, texts(row?.chips ?? [])]).toEqual([nid, sentence, chips]);
    }
    expect(said.get(464)).toMatchObject({ shortType: 'com.example.note', stateKey: 'n4' });
    expect(said.get(448)).toMatchObject({ shortType: 'member', stateKey: 'adm (a)' });
    expect(said.get(535)?.tone).toBe('removed');
    expect(said.get(655)?.tone).toBe('refused');
    expect(said.get(558)).toMatchObject({ row: 57, depth: '35' });
    expect(bugs).toEqual([]);
  });

  test('shows snapshots and new blocks where they are drawn', async () => {
    const { client, ref } = await forked();
    const tile = await client.request('debug.tile', { ...ref, tile: 0 });
    const rowOf = (nid: number) => tile.eventNid.indexOf(nid);
    const before = (nid: number) => {
      const row = rowOf(nid);
      const isNew = ((tile.flags[row] ?? 0) & RowFlag.newSnapshotBefore) !== 0;
      return [tile.snapshotBefore[row], isNew, tile.before.newBlock[row]];
    };
    expect(before(461)).toEqual([367, false, 0]);
    expect(before(466)).toEqual([652, true, 640]);
    expect(before(548)).toEqual([756, true, 744]);
    expect(before(558)).toEqual([752, true, 740]);
    expect(before(574)).toEqual([789, true, 777]);
    expect(before(576)).toEqual([787, true, 775]);
    expect(before(585)).toEqual([794, true, 782]);
    const row = rowOf(574);
    expect(tile.snapshotAfter[row]).toBe(792);
    expect([tile.after.newBlock[row], tile.after.secondNewBlock[row]]).toEqual([777, 780]);
    expect(tile.snapshotAfter[rowOf(576)]).toBe(0);
  });

  test('explains the merge before event 558', async () => {
    const { client, ref } = await forked();
    const event = await client.request('debug.event', { ...ref, eventNid: 558 });
    expect(event.before).toMatchObject({
      snapshotNid: 752,
      blocks: [{ blockNid: 740, kind: 'full', entries: 20 }],
      making: {
        label: 'full_state_with_conflicts',
        derived: true,
        headline: 'Full copy at a merge: conflicted keys resolved.',
        detail:
          'Three branches met and disagreed on 10 keys; the resolved state was written as one block.',
      },
      sharedBy: [752, 785, 787],
      bytes: 81,
    });
    expect(event.before.state.total).toBe(20);
    const { merge } = event;
    expect(merge?.parents.map(({ eventNid, differ }) => [eventNid, differ])).toEqual([
      [448, 6],
      [533, 8],
      [548, 7],
    ]);
    expect(merge?.differing.map(({ key, values, result }) => [key, ...values, result])).toEqual([
      ['name', 231, 494, 539, 539],
      ['topic', 424, 232, 232, 232],
      ['member · adm (a)', 448, 226, 226, 448],
      ['member · u1 (a)', 391, 234, 234, 391],
      ['member · u1 (b)', 238, 533, 545, 545],
      ['member · u1 (c)', 242, 501, 242, 501],
      ['member · u2 (a)', 235, 235, 534, 534],
      ['member · u2 (b)', 422, 474, 239, 422],
      ['member · u2 (c)', 243, 524, 243, 524],
      ['note · n4', 406, 464, 0, 406],
    ]);
    expect(merge?.oneBranchOnly).toHaveLength(1);
    expect(merge?.sameOnAll).toBe(9);
  });

  test('explains the state after event 576, which is not stored', async () => {
    const { client, ref } = await forked();
    const event = await client.request('debug.event', { ...ref, eventNid: 576 });
    expect(event.before.snapshotNid).toBe(787);
    expect(event.after).toMatchObject({
      known: true,
      snapshotNid: null,
      making: {
        headline: 'No snapshot holds the state after this event.',
        detail:
          'The next events, 585 and 586, are merges, and a merge gets a full copy of its own. Shown here: the state before, with this event’s entry in place.',
      },
      blocks: [
        { blockNid: 740, kind: 'full', entries: 20 },
        { blockNid: 773, kind: 'delta', sentence: 'u1 (a) joined', eventNid: 571 },
        { blockNid: 775, kind: 'delta', sentence: 'u2 (a) joined', eventNid: 572 },
      ],
    });
    expect(event.after.state.total).toBe(20);
    expect(event.change).toEqual({
      key: 'member · u2 (c)',
      before: { eventNid: 524, value: 'left' },
      after: { eventNid: 576, value: 'joined' },
    });
  });

  test('says of refused and unsent events what Dendrite recorded, and what our rules make of them', async () => {
    const { client, ref } = await forked();
    const rejected = await client.request('debug.event', { ...ref, eventNid: 655 });
    expect(rejected).toMatchObject({
      verdictText: 'Rejected',
      verdictNote:
        'The reason is not recorded by Dendrite. The levels say what the rules make of what is stored.',
    });
    expect(rejected.ladder.map((rung) => rung.ok)).toEqual([true, false, false, null]);
    const unsent = await client.request('debug.event', { ...ref, eventNid: 542 });
    expect(unsent.verdictNote).toBe(
      'Not sent: backfilled or soft-failed, Dendrite does not say which. The levels say what the rules make of what is stored.',
    );
    expect(unsent.contentHash).toMatch(/^Redacted/);
  });

  test('tells who shares block 820', async () => {
    const { client, ref } = await forked();
    const block = await client.request('debug.block', { ...ref, blockNid: 820 });
    expect([...block.sharedBy]).toEqual([832, 836, 871]);
    expect(block).toMatchObject({
      kind: 'delta',
      beforeEvents: 9,
      entries: {
        total: 1,
        entries: [{ eventNid: 621, sentence: 'adm (a) named the room “a anchor paper walnut”' }],
      },
    });
  });
});

describe.runIf(sharedIsThere)('the linear room (../shared)', () => {
  test('has the numbers of its status bar, and block 129 as drawn', async () => {
    const { client, ref, bugs } = await openRecorded('linear/linear/large-roomserver.db.gz');
    const view = await client.request('debug.room', ref);
    expect(view).toMatchObject({ rows: 12014, fullColumns: 1, deltaColumns: 64, lanes: 1 });
    expect(view.counts).toMatchObject({
      blocks: 2399,
      snapshots: 2400,
      entries: 3938,
      fullCopyEntries: 101200,
      forwardExtremities: 1,
    });
    const block = await client.request('debug.block', { ...ref, blockNid: 129 });
    expect(block.making).toEqual({
      label: 'full_state_no_conflicts',
      derived: true,
      headline: 'Full copy: the snapshot had 64 blocks, the limit.',
      detail: 'Event 291, big0 set power levels, would have added a 65th.',
    });
    expect(block).toMatchObject({
      kind: 'full',
      usedText: 'before events 292 to 600',
      firstRow: 291,
      bytes: 111,
    });
    expect([...block.sharedBy.subarray(0, 6), ...block.sharedBy.subarray(-2)]).toEqual([
      130, 132, 134, 136, 138, 140, 254, 256,
    ]);
    expect(block.sharedBy).toHaveLength(64);
    expect(block.swept).toHaveLength(65);
    expect(block.hash.replace(/^(.{8}).*(.{8})$/, '$1…$2')).toBe('e3257da7…14fa3d78');
    expect(block.entries.total).toBe(31);
    expect(
      block.entries.entries.slice(0, 9).map(({ key, value, eventNid }) => [key, value, eventNid]),
    ).toEqual([
      ['create', 'version 11', 1],
      ['join_rules', 'public', 4],
      ['history_visibility', 'shared', 5],
      ['name', '“harbor”', 87],
      ['topic', '“stone coffee coffee anchor stone”', 199],
      ['power_levels', '4 users listed', 291],
      ['member · big3', 'joined', 10],
      ['member · big6', 'joined', 13],
      ['member · big5', 'joined', 53],
    ]);
    const { rows } = await client.request('debug.rows', { ...ref, from: 269, to: 305 });
    expect(rows[0]?.sentence).toBe('big3: “* anchor pencil stone mirror”');
    expect(rows[4]?.sentence).toBe('churn6 left');
    expect(rows.at(-1)?.sentence).toBe('big0 reacted with 😀');
    expect(rows.find((row) => row.eventNid === 292)?.limitNoteBefore).toBe(
      '64 blocks, the limit: one full copy of 31 entries',
    );
    expect(bugs).toEqual([]);
  });
});
