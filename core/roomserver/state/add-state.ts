import type { SnapshotLabel } from '../storage/tables/interface';
import type { EventNid, RoomNid, StateBlockNid, StateSnapshotNid } from '../types/nids';
import type { StateStorage } from './state-storage';
import { overlay, StateView } from './state-view';

/** A snapshot that is to be stored, and how it comes about. */
interface Making {
  readonly roomNid: RoomNid;
  readonly label: SnapshotLabel;
}

/**
 * Stores the state that is `before` plus one event: the same blocks and, where none of them lists
 * the event yet, one more block for it. Uses up NIDs as the server's upserts do.
 */
export function addDelta(
  states: StateStorage,
  roomNid: RoomNid,
  before: StateView,
  event: number,
): StateSnapshotNid {
  const { blocks } = states;
  const tuple = blocks.tupleOf(event);
  const isListed = before.list.some((block) => blocks.find(block, tuple) === event);
  const list = isListed
    ? before.list
    : sortedWith(states, before.list, storeBlock(states, Int32Array.of(event)));
  // Lists are sorted, so a block stored earlier can end up below one that holds the same key. A
  // server then loses the event; we store a full copy instead.
  if (new StateView(blocks, list).find(tuple) !== event) {
    const full = overlay(blocks, before.flat(), Int32Array.of(event));
    return addFullState(states, full, { roomNid, label: 'full_state_no_conflicts' });
  }
  return storeSnapshot(states, list, { roomNid, label: 'single_delta' });
}

/** Stores a whole state (event indices sorted by tuple) as one block; the empty one as no block. */
export function addFullState(
  states: StateStorage,
  entries: Int32Array,
  making: Making,
): StateSnapshotNid {
  const list = entries.length === 0 ? [] : [storeBlock(states, entries)];
  return storeSnapshot(states, Int32Array.from(list), making);
}

/** `entries` sorted by tuple. Returns the index of the block. */
function storeBlock(states: StateStorage, entries: Int32Array): number {
  const { blocks, storage } = states;
  // A typed array sorts by number, and several times as fast as a list with a comparison.
  const nids = Float64Array.from(entries, (event) => blocks.events.nid(event)).sort();
  const nid = storage.stateBlocks.upsert(Array.from(nids) as EventNid[]);
  const known = blocks.blocks.indexOf(nid);
  return known >= 0 ? known : blocks.addSortedBlock(nid, entries);
}

function storeSnapshot(states: StateStorage, list: Int32Array, making: Making): StateSnapshotNid {
  const { blocks, snapshots, storage } = states;
  const blockNids: StateBlockNid[] = Array.from(list, (block) => blocks.blocks.nid(block));
  const nid = storage.stateSnapshots.upsert(making.roomNid, blockNids);
  const known = snapshots.snapshots.indexOf(nid);
  if (known >= 0) {
    snapshots.setRoom(known, making.roomNid);
    return nid;
  }
  const snapshot = snapshots.add(nid, making.roomNid, list);
  snapshots.setLabel(snapshot, making.label);
  storage.side.insertSnapshot({ stateSnapshotNid: nid, label: making.label });
  return nid;
}

/** A list in ascending order of block NIDs, and one more block in its place. */
function sortedWith(states: StateStorage, list: Int32Array, block: number): Int32Array {
  const { blocks } = states.blocks;
  let place = list.length;
  while (place > 0 && blocks.nid(list[place - 1] ?? 0) > blocks.nid(block)) place--;
  const longer = new Int32Array(list.length + 1);
  longer.set(list.subarray(0, place));
  longer[place] = block;
  longer.set(list.subarray(place), place + 1);
  return longer;
}
