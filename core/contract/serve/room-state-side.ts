import { afterNotStored } from '../../analysis/making/after-not-stored';
import { targetsOf } from '../../base/csr';
import { type Making, RowFlag, type StateSide } from '../room-view';
import { blockLinks } from './room-blocks';
import { compositionAfter, compositionBefore, listOf, makingOf } from './room-composition';
import { entryList, FIRST_ENTRIES } from './room-entries';
import { parentCount } from './room-flags';
import type { RoomModel } from './room-model';

/** The state before a row's event. */
export function sideBefore(model: RoomModel, row: number): StateSide {
  const snapshot = model.sharing.before[row] ?? -1;
  const making = makingOf(model, compositionBefore(model, row), snapshot);
  return storedSide(model, row, 'before', snapshot, making);
}

/** The state after it. Not stored: the blocks are those of the state before. */
export function sideAfter(model: RoomModel, row: number): StateSide {
  const { sharing, flags } = model;
  if ((flags[row] ?? 0) & RowFlag.afterNotStored) {
    const making = { label: null, derived: false, ...afterNotStored(followersOf(model, row)) };
    return {
      ...storedSide(model, row, 'after', sharing.before[row] ?? -1, making),
      snapshotNid: null,
      sharedBy: [],
      bytes: null,
    };
  }
  const snapshot = sharing.after[row] ?? -1;
  const making = makingOf(model, compositionAfter(model, row), snapshot);
  return storedSide(model, row, 'after', snapshot, making);
}

function storedSide(
  model: RoomModel,
  row: number,
  kind: 'before' | 'after',
  snapshot: number,
  making: Making,
): StateSide {
  const { events, sharing } = model;
  const known = snapshot >= 0;
  const eventNid = events.eventNid[row] ?? 0;
  return {
    known,
    incomplete: events.incomplete[row] === 1,
    snapshotNid: known ? sharing.snapshots.nid(snapshot) : null,
    blocks: blockLinks(model, snapshot),
    making,
    ...newestBlockOf(model, snapshot),
    state: known
      ? entryList(model, { kind, eventNid }, 0, FIRST_ENTRIES)
      : { total: 0, entries: [] },
  };
}

/** Who shares the newest block, and the bytes of its list. */
function newestBlockOf(
  model: RoomModel,
  snapshot: number,
): { sharedBy: readonly number[]; bytes: number | null } {
  const { sharing, states } = model;
  const list = listOf(model, snapshot);
  const newest = list[list.length - 1];
  if (newest === undefined) return { sharedBy: [], bytes: null };
  const sharers = targetsOf(sharing.snapshotsOfBlock, newest);
  return {
    sharedBy: Array.from(sharers, (sharer) => sharing.snapshots.nid(sharer)),
    bytes: JSON.stringify(states.blockEvents(sharing.blocks.nid(newest))).length,
  };
}

function followersOf(model: RoomModel, row: number) {
  const { events } = model;
  const children = Array.from(targetsOf(events.children, row));
  return {
    eventNids: children.map((child) => events.eventNid[child] ?? 0),
    allMerges: children.every((child) => parentCount(events, child) > 1),
    sent: events.sent[row] === 1,
  };
}
