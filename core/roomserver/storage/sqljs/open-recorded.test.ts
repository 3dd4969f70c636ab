import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodePlatform } from '../../../testing/node/node-platform';
import { sharedIsThere, sharedPath } from '../../../testing/node/shared';
import type { RoomNid } from '../../types/nids';
import type { Storage } from '../interface';
import type { StateBlockRow, StateSnapshotRow } from '../tables/interface';
import { openDendriteDatabase } from './open';

interface Sidecar {
  readonly room_id: string;
  readonly room_version: string;
  readonly events: readonly {
    readonly event_id: string;
    readonly event_nid: number;
    readonly rejected: boolean;
    readonly sent_to_output: boolean;
    readonly state_snapshot_nid: number;
  }[];
  readonly latest_event_ids: readonly string[];
  readonly room_state_snapshot_nid: number;
  readonly counts: {
    readonly blocks: number;
    readonly block_entries_total: number;
    readonly snapshots: number;
  };
}

const DATABASES = [
  { file: 'fed/a/roomserver.db.gz', folder: 'fed', server: 'a', events: 7109 },
  { file: 'fed/c/roomserver.db.gz', folder: 'fed', server: 'c', events: 2088 },
  { file: 'single/lone/large-roomserver.db.gz', folder: 'single', server: 'lone', events: 13373 },
  {
    file: 'linear/linear/large-roomserver.db.gz',
    folder: 'linear',
    server: 'linear',
    events: 12014,
  },
];

function unpacked(path: string): Uint8Array {
  const bytes = readFileSync(path);
  return new Uint8Array(path.endsWith('.gz') ? gunzipSync(bytes) : bytes);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function sidecars(folder: string, server: string): readonly [name: string, Sidecar][] {
  if (!sharedIsThere) return [];
  const path = sharedPath(`rooms/dendrite/${folder}`);
  return readdirSync(path)
    .filter((name) => new RegExp(`\\.${server}\\.json(\\.gz)?$`).test(name))
    .map((name) => [
      name.replace(/\.json(\.gz)?$/, ''),
      JSON.parse(new TextDecoder().decode(unpacked(`${path}/${name}`))) as Sidecar,
    ]);
}

function lines(folder: string, name: string): readonly string[] {
  const path = sharedPath(`rooms/dendrite/${folder}/${name}.ndjson`);
  const packed = readdirSync(sharedPath(`rooms/dendrite/${folder}`)).includes(`${name}.ndjson.gz`);
  const text = new TextDecoder().decode(unpacked(packed ? `${path}.gz` : path));
  return text.split('\n').filter((line) => line !== '');
}

describe.runIf(sharedIsThere).each(DATABASES)(
  '$file, opened',
  ({ file, folder, server, events }) => {
    const platform = nodePlatform();
    const { blake2b256 } = platform.hashing;
    const bytes = sharedIsThere ? unpacked(sharedPath(`rooms/dendrite/${file}`)) : new Uint8Array();
    const before = sha256(bytes);
    let storage: Storage;
    let blocks: readonly StateBlockRow[];
    let snapshots: readonly StateSnapshotRow[];

    beforeAll(async () => {
      storage = await openDendriteDatabase(platform, bytes, 'roomserver.db');
      blocks = [...storage.stateBlocks.all()];
      snapshots = [...storage.stateSnapshots.all()];
    });
    afterAll(() => storage.close());

    test('hashes are those of the lists', () => {
      const encode = (nids: readonly number[]) => new TextEncoder().encode(JSON.stringify(nids));
      for (const block of blocks)
        expect(blake2b256(encode(block.eventNids))).toEqual(block.stateBlockHash);
      for (const snapshot of snapshots)
        expect(blake2b256(encode(snapshot.stateBlockNids))).toEqual(snapshot.stateSnapshotHash);
    });

    test('every room, event and JSON is read', () => {
      let found = 0;
      for (const room of storage.rooms.all()) {
        const rows = [...storage.events.ofRoom(room.roomNid)];
        const json = [...storage.events.jsonOfRoom(room.roomNid)];
        expect(json.map(([nid]) => nid)).toEqual(rows.map((row) => row.eventNid));
        found += rows.length;
      }
      expect(found).toBe(events);
    });

    test.each(sidecars(folder, server))('room %s is as its notes say', (name, sidecar) => {
      const room = storage.rooms.find(sidecar.room_id);
      expect(room?.roomVersion).toBe(sidecar.room_version);
      const roomNid = room?.roomNid as RoomNid;
      expect(room?.stateSnapshotNid).toBe(sidecar.room_state_snapshot_nid);
      const rows = [...storage.events.ofRoom(roomNid)];
      expect(
        rows.map((row) => ({
          event_id: row.eventId,
          event_nid: row.eventNid,
          rejected: row.isRejected,
          sent_to_output: row.sentToOutput,
          state_snapshot_nid: row.stateSnapshotNid,
        })),
      ).toEqual(sidecar.events);
      const latest = storage.events.byNids(room?.latestEventNids ?? []);
      expect(latest.map((row) => row.eventId).sort()).toEqual([...sidecar.latest_event_ids].sort());

      const text = new TextDecoder();
      const json = [...storage.events.jsonOfRoom(roomNid)].map(([, value]) => text.decode(value));
      expect(json).toEqual(lines(folder, name));

      const usedBefore = new Set<number>(rows.map((row) => row.stateSnapshotNid));
      const own = snapshots.filter(
        (row) =>
          row.roomNid === roomNid ||
          (row.stateBlockNids.length === 0 && usedBefore.has(row.stateSnapshotNid)),
      );
      const used = new Set(own.flatMap((row) => row.stateBlockNids));
      const ownBlocks = blocks.filter((block) => used.has(block.stateBlockNid));
      const entries = ownBlocks.reduce((sum, block) => sum + block.eventNids.length, 0);
      expect({ snapshots: own.length, blocks: used.size, block_entries_total: entries }).toEqual({
        snapshots: sidecar.counts.snapshots,
        blocks: sidecar.counts.blocks,
        block_entries_total: sidecar.counts.block_entries_total,
      });
      const payload = (lists: readonly (readonly number[])[]) =>
        lists.reduce((sum, list) => sum + JSON.stringify(list).length + 32, 0);
      expect(storage.sizes(roomNid)).toEqual({
        blocks: payload(ownBlocks.map((block) => block.eventNids)),
        snapshots: payload(own.map((row) => row.stateBlockNids)),
        eventJson: json.reduce((sum, line) => sum + new TextEncoder().encode(line).length, 0),
        file: bytes.length,
      });
    });

    test('its bytes have not changed', () => {
      for (const table of ['roomserver_events', 'roomserver_membership', 'db_migrations'])
        expect([...(storage.browse(table, 5) ?? [])].length).toBeGreaterThan(0);
      expect(storage.sizes(null).file).toBe(bytes.length);
      expect(storage.readOnly).toBe(true);
      expect(sha256(bytes)).toBe(before);
      expect(sha256(storage.export())).toBe(before);
    });
  },
);
