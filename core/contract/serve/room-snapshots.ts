import { snapshotUse, usedText } from '../../analysis/sharing/used-text';
import { targetsOf } from '../../base/csr';
import { hex } from '../../base/hex';
import type { SnapshotInspection } from '../room-view';
import { blockLinks } from './room-blocks';
import { compositionOf, listOf, makingOf } from './room-composition';
import { entryList, FIRST_ENTRIES, snapshotIndexOf } from './room-entries';
import type { RoomModel } from './room-model';

/** Rows listed in an inspection; the tiles tell of all. */
const ROWS_LISTED = 4096;

export function inspectSnapshot(model: RoomModel, snapshotNid: number): SnapshotInspection {
  const { sharing, states, events, room } = model;
  const snapshot = snapshotIndexOf(model, snapshotNid);
  const nid = sharing.snapshots.nid(snapshot);
  const rows = targetsOf(sharing.rowsBefore, snapshot);
  const current = room.row.stateSnapshotNid === snapshotNid;
  const before = usedText(rows, (row) => events.eventNid[row] ?? 0);
  return {
    snapshotNid,
    current,
    blocks: blockLinks(model, snapshot),
    making: makingOf(model, compositionOf(model, snapshot), snapshot),
    usedText: snapshotUse(before, current, listOf(model, snapshot).length === 0),
    rows: Array.from(rows.subarray(0, ROWS_LISTED)),
    bytes: JSON.stringify(states.blockNids(nid)).length,
    hash: hex(room.storage.stateSnapshots.hash(nid) ?? new Uint8Array()),
    state: entryList(model, { kind: 'snapshot', snapshotNid }, 0, FIRST_ENTRIES),
  };
}
