import { type Csr, CsrBuilder } from '../../base/csr';
import type { RoomEvents } from '../../roomserver/internal/query/room-events';
import { snapshotsAfter } from '../../roomserver/internal/query/state-at';
import type { StateStorage } from '../../roomserver/state/state-storage';
import { NidIndex } from '../../roomserver/types/nid-index';
import type { EventNid, StateBlockNid, StateSnapshotNid } from '../../roomserver/types/nids';

/** A room's snapshots and their blocks, numbered 0, 1, 2, ... in the order of their NIDs. */
export interface SnapshotIndex {
  readonly snapshots: NidIndex<StateSnapshotNid>;
  readonly blocks: NidIndex<StateBlockNid>;
  /** Blocks of each snapshot, in list order. */
  readonly lists: Csr;
  /** Per row, the snapshot before it; -1 where no state is known. */
  readonly before: Int32Array;
  /** Per row, the snapshot that is the state after it; -1 where none is stored. */
  readonly after: Int32Array;
  /** The block that holds just this event; -1 where the room's snapshots list none. */
  ownBlock(eventNid: number): number;
}

/**
 * The room's snapshots are those that it stored, those before and after its events, and its current
 * state: the empty snapshot belongs to whichever room stored it last.
 */
export function indexSnapshots(events: RoomEvents, states: StateStorage): SnapshotIndex {
  const after = snapshotsAfter(events, states);
  const nids = new Set<number>([...events.snapshotBefore, ...after]);
  nids.add(events.room.stateSnapshotNid);
  nids.delete(0);
  for (const snapshot of states.allSnapshots())
    if (states.roomOf(snapshot) === events.room.roomNid && states.blockNids(snapshot).length > 0)
      nids.add(snapshot);
  const snapshots = ascending<StateSnapshotNid>(nids);
  const blockLists = snapshots.nids.map((snapshot) => states.blockNids(snapshot));
  const blocks = ascending<StateBlockNid>(new Set(blockLists.flat()));
  return {
    snapshots,
    blocks,
    lists: listsOf(blockLists, blocks),
    before: Int32Array.from(events.snapshotBefore, (nid) => snapshots.indexOf(nid)),
    after: Int32Array.from(after, (nid) => snapshots.indexOf(nid)),
    ownBlock(eventNid) {
      const block = states.oneEntryBlock(eventNid as EventNid);
      return block === 0 ? -1 : blocks.indexOf(block);
    },
  };
}

function ascending<Nid extends StateSnapshotNid | StateBlockNid>(
  nids: ReadonlySet<number>,
): NidIndex<Nid> {
  const index = new NidIndex<Nid>();
  for (const nid of Float64Array.from(nids).sort()) index.add(nid as Nid);
  return index;
}

function listsOf(
  blockLists: readonly (readonly StateBlockNid[])[],
  blocks: NidIndex<StateBlockNid>,
): Csr {
  const lists = new CsrBuilder();
  for (const list of blockLists) {
    for (const block of list) lists.add(blocks.indexOf(block));
    lists.endNode();
  }
  return lists.build();
}
