import type { Work } from '../../base/work';
import type { StateBlockNid, StateSnapshotNid } from '../../roomserver/types/nids';
import type { StorageReport } from '../reports';
import type { OpenRoom } from './open-room';

const SNAPSHOTS_PER_BREATH = 256;

/** What a room's snapshots and blocks cost, and how much they share. */
export async function storageReport(room: OpenRoom, work: Work): Promise<StorageReport> {
  const snapshots = snapshotsOfRoom(room);
  const uses = new Map<StateBlockNid, number>();
  let mostBlocks = 0;
  let listed = 0;
  for (const [index, snapshot] of snapshots.entries()) {
    if (index % SNAPSHOTS_PER_BREATH === 0)
      await work.breathe({ phase: 'Counting blocks', done: index, total: snapshots.length });
    const blocks = room.state.blockNids(snapshot);
    for (const block of blocks) uses.set(block, (uses.get(block) ?? 0) + 1);
    mostBlocks = Math.max(mostBlocks, blocks.length);
    listed += blocks.length;
  }
  let entries = 0;
  let mostUses = 0;
  for (const [block, count] of uses) {
    entries += room.state.blockEvents(block).length;
    mostUses = Math.max(mostUses, count);
  }
  const sizes = room.storage.sizes(room.row.roomNid);
  const { schema, policy } = room.document.info;
  return {
    policy,
    schema,
    events: room.events.count,
    snapshots: snapshots.length,
    blocks: uses.size,
    entries,
    bytes: {
      blocks: sizes.blocks,
      snapshots: sizes.snapshots,
      event_json: sizes.eventJson,
      file: sizes.file,
    },
    blocks_per_snapshot: { mean: mean(listed, snapshots.length), max: mostBlocks },
    snapshots_per_block: { mean: mean(listed, uses.size), max: mostUses },
    compared: [],
  };
}

/** By their room; the one empty snapshot is every room's that has an event before which it stands. */
function snapshotsOfRoom({ state, row, events }: OpenRoom): StateSnapshotNid[] {
  const before = new Set(events.snapshotBefore);
  return state.allSnapshots().filter((snapshot) => {
    if (state.blockNids(snapshot).length === 0) return before.has(snapshot);
    return state.roomOf(snapshot) === row.roomNid;
  });
}

function mean(sum: number, count: number): number {
  return count === 0 ? 0 : sum / count;
}
