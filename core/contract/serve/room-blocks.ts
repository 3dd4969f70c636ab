import { blockMaking } from '../../analysis/making/block-making';
import { usedText } from '../../analysis/sharing/used-text';
import { targetsOf } from '../../base/csr';
import { hex } from '../../base/hex';
import type { BlockInspection, BlockLink, Making } from '../room-view';
import { compositionOf, listOf, makingOf, namedEvent } from './room-composition';
import { blockIndexOf, entryList, FIRST_ENTRIES, rowsOfBlock } from './room-entries';
import type { RoomModel } from './room-model';

const STORED_LIMIT = 200;

/** The blocks of a snapshot, in list order, with what the small ones hold. */
export function blockLinks(model: RoomModel, snapshot: number): BlockLink[] {
  const { sharing, states, texts } = model;
  const list = Array.from(listOf(model, snapshot));
  const onlyEvent = (block: number) =>
    sharing.entries[block] === 1
      ? (states.blockEvents(sharing.blocks.nid(block))[0] ?? null)
      : null;
  const events = list.map(onlyEvent);
  const read = texts.read(events.filter((event) => event !== null));
  return list.map((block, at) => ({
    blockNid: sharing.blocks.nid(block),
    kind: kindOf(model, block),
    entries: sharing.entries[block] ?? 0,
    sentence: read.get(events[at] ?? 0)?.sentence ?? null,
    eventNid: events[at] ?? null,
  }));
}

export function inspectBlock(model: RoomModel, blockNid: number): BlockInspection {
  const { sharing, states, events, room } = model;
  const block = blockIndexOf(model, blockNid);
  const snapshots = targetsOf(sharing.snapshotsOfBlock, block);
  const rows = rowsOfBlock(model, block);
  const nid = sharing.blocks.nid(block);
  const stored = JSON.stringify(states.blockEvents(nid));
  const used = usedText(rows, (row) => events.eventNid[row] ?? 0);
  return {
    blockNid,
    kind: kindOf(model, block),
    making: makingOfBlock(model, block),
    sharedBy: Float64Array.from(snapshots, (snapshot) => sharing.snapshots.nid(snapshot)),
    sharedBeforeNoEvent: snapshots.filter(
      (snapshot) => targetsOf(sharing.rowsBefore, snapshot).length === 0,
    ).length,
    beforeEvents: rows.length,
    usedText: used ?? 'before no event',
    firstRow: rows[0] ?? null,
    lastRow: rows[rows.length - 1] ?? null,
    entries: entryList(model, { kind: 'block', blockNid }, 0, FIRST_ENTRIES),
    swept: sweptBy(model, block),
    bytes: stored.length,
    hash: hex(room.storage.stateBlocks.hash(nid) ?? new Uint8Array()),
    stored: stored.length > STORED_LIMIT ? `${stored.slice(0, STORED_LIMIT)}…` : stored,
  };
}

function kindOf({ sharing }: RoomModel, block: number): 'full' | 'delta' {
  return sharing.full[block] === 1 ? 'full' : 'delta';
}

/** The snapshot that listed the block first tells how it was made. */
function makingOfBlock(model: RoomModel, block: number): Making {
  const { sharing, states, events } = model;
  const [snapshot = -1] = targetsOf(sharing.snapshotsOfBlock, block);
  const made = compositionOf(model, snapshot);
  const making = makingOf(model, made, snapshot);
  const [event] = states.blockEvents(sharing.blocks.nid(block));
  const row = events.rowOfNid(event ?? 0);
  if (sharing.full[block] === 1 || row < 0) return making;
  const base = sharing.before[row] ?? -1;
  const blocksBefore = listOf(model, base).length;
  const added = made.kind === 'delta' && made.by.eventNid === event && base >= 0;
  const firstRow = targetsOf(sharing.rowsBefore, snapshot)[0];
  return {
    ...making,
    ...blockMaking(
      { kind: 'delta', by: namedEvent(model, row), blocksBefore },
      {
        snapshotNid: sharing.snapshots.nid(snapshot),
        base: added
          ? { snapshotNid: sharing.snapshots.nid(base), empty: blocksBefore === 0 }
          : null,
        before: firstRow === undefined ? null : (events.eventNid[firstRow] ?? null),
      },
    ),
  };
}

/**
 * What the limit swept together: the entries of all blocks before, and the one that would have been one too
 * many. The ones in force, which were copied, come first.
 */
function sweptBy(model: RoomModel, block: number): Uint8Array | null {
  const { sharing, events } = model;
  if (sharing.full[block] !== 1) return null;
  const [snapshot = -1] = targetsOf(sharing.snapshotsOfBlock, block);
  const made = compositionOf(model, snapshot);
  if (made.kind !== 'limit') return null;
  const before = sharing.before[events.rowOfNid(made.by.eventNid)] ?? -1;
  const listed = listOf(model, before).reduce(
    (count, older) => count + (sharing.entries[older] ?? 0),
    1,
  );
  return new Uint8Array(listed).fill(1, 0, sharing.entries[block]);
}
