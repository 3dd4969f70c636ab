import {
  type Composition,
  compositionLabel,
  type NamedEvent,
  snapshotMaking,
} from '../../analysis/making/snapshot-making';
import { outcomeOf } from '../../analysis/merge/merge-states';
import { targetsOf } from '../../base/csr';
import { setsState } from '../../roomserver/internal/query/state-at';
import { MAX_BLOCKS } from '../../roomserver/state/compose';
import type { Making } from '../room-view';
import type { RoomModel } from './room-model';

/** How the state before a row's event was composed. */
export function compositionBefore(model: RoomModel, row: number): Composition {
  const { events, sharing } = model;
  const origin = sharing.origin(row);
  const parent = targetsOf(events.prev, row)[0] ?? -1;
  switch (origin) {
    case 'same':
      return { kind: 'same', parent: namedEvent(model, parent) };
    case 'delta':
      return {
        kind: 'delta',
        by: namedEvent(model, parent),
        blocksBefore: listOf(model, sharing.before[parent]).length,
      };
    case 'limit':
      return { kind: 'limit', by: namedEvent(model, parent) };
    case 'merge':
      return mergeComposition(model, row);
    default:
      return { kind: origin };
  }
}

/** How the state after it was composed, where a snapshot holds it. */
export function compositionAfter(model: RoomModel, row: number): Composition {
  const { events, sharing } = model;
  const before = sharing.before[row] ?? -1;
  const after = sharing.after[row] ?? -1;
  if (before < 0 || after < 0) return { kind: 'unknown' };
  const by = namedEvent(model, row);
  if (!setsState(events, row))
    return { kind: 'unchanged', by, snapshotNid: sharing.snapshots.nid(before) };
  const blocksBefore = listOf(model, before).length;
  const blocksAfter = listOf(model, after).length;
  if (blocksAfter === blocksBefore + 1) return { kind: 'delta', by, blocksBefore };
  return blocksBefore >= MAX_BLOCKS && blocksAfter === 1
    ? { kind: 'limit', by }
    : { kind: 'given' };
}

/** How a snapshot came about when it was stored first. */
export function compositionOf(model: RoomModel, snapshot: number): Composition {
  const { sharing, room } = model;
  const before = sharing.madeBefore[snapshot] ?? -1;
  if (before >= 0) return withoutFoundBlock(compositionBefore(model, before));
  const after = sharing.madeAfter[snapshot] ?? -1;
  if (after >= 0) return compositionAfter(model, after);
  const current = sharing.snapshots.nid(snapshot) === room.row.stateSnapshotNid;
  return { kind: 'room-state', current };
}

/** The server's own label where it was recorded, the one read off the rows otherwise. */
export function makingOf(model: RoomModel, made: Composition, snapshot: number): Making {
  const recorded = snapshot < 0 ? null : model.states.label(model.sharing.snapshots.nid(snapshot));
  const reused = made.kind === 'same' || made.kind === 'unchanged';
  return {
    label: reused ? 'no_change' : (recorded ?? compositionLabel(made)),
    derived: recorded === null && made.kind !== 'unknown',
    ...snapshotMaking(made),
  };
}

export function namedEvent({ events, texts }: RoomModel, row: number): NamedEvent {
  const eventNid = events.eventNid[row] ?? 0;
  const text = texts.read([eventNid]).get(eventNid);
  return { eventNid, sentence: text?.sentence ?? '', effect: text?.effect ?? '' };
}

export function listOf({ sharing }: RoomModel, snapshot: number | undefined): Int32Array {
  return targetsOf(sharing.lists, snapshot ?? -1);
}

function mergeComposition(model: RoomModel, row: number): Composition {
  const { events, sharing } = model;
  const comparison = model.parentsOf(row);
  const outcome = comparison ? outcomeOf(comparison) : null;
  const snapshot = sharing.before[row] ?? -1;
  const [block] = listOf(model, snapshot);
  const found = sharing.madeBefore[snapshot] !== row && block !== undefined;
  return {
    kind: 'merge',
    branches: targetsOf(events.prev, row).length,
    conflicted: outcome ? outcome.conflicted : null,
    same: outcome?.same ?? false,
    foundBlock: found ? sharing.blocks.nid(block) : null,
  };
}

function withoutFoundBlock(made: Composition): Composition {
  return made.kind === 'merge' ? { ...made, foundBlock: null } : made;
}
