import { targetsOf } from '../../base/csr';
import type { RoomEvents } from '../../roomserver/internal/query/room-events';
import { setsState } from '../../roomserver/internal/query/state-at';
import { MAX_BLOCKS } from '../../roomserver/state/compose';
import type { SnapshotIndex } from './snapshot-index';

/**
 * How the state before an event follows from the states around it. It is read off what is stored, so
 * it holds for databases of any server:
 *
 * - `unknown`: no state is stored. `empty`: nothing came before.
 * - `same`: the parent changed nothing. `delta`: the parent's entry was added as a block.
 * - `limit`: the parent's entry would have been the 65th block, so all was copied.
 * - `merge`: several parents, one full copy.
 * - `given`: follows from none of these; the server took it from elsewhere (another server's answer).
 */
export const ROW_ORIGINS = [
  'unknown',
  'empty',
  'same',
  'delta',
  'limit',
  'merge',
  'given',
] as const;
export type RowOrigin = (typeof ROW_ORIGINS)[number];

export function rowOrigin(events: RoomEvents, index: SnapshotIndex, row: number): RowOrigin {
  const before = index.before[row] ?? -1;
  if (before < 0) return 'unknown';
  const list = targetsOf(index.lists, before);
  const parents = targetsOf(events.prev, row);
  const gap = events.missingPrev.has(row);
  const [parent] = parents;
  if (parent === undefined) return list.length === 0 && !gap ? 'empty' : 'given';
  // A gap is closed with a state from another server, except by our own import, which goes by the
  // parents that it has.
  if (gap && !events.recorded) return 'given';
  if (parents.length > 1) return list.length === 1 ? 'merge' : 'given';
  return afterOne(events, index, parent, list);
}

/** `list` is the state before a row with just this parent. */
function afterOne(
  events: RoomEvents,
  index: SnapshotIndex,
  parent: number,
  list: Int32Array,
): RowOrigin {
  const before = index.before[parent] ?? -1;
  if (before < 0) return 'given';
  const parentList = targetsOf(index.lists, before);
  if (!setsState(events, parent)) return sameList(list, parentList) ? 'same' : 'given';
  if (parentList.length >= MAX_BLOCKS) return list.length === 1 ? 'limit' : 'given';
  const own = index.ownBlock(events.eventNid[parent] ?? 0);
  const grown = list.length === parentList.length + 1 && list.includes(own);
  return grown && parentList.every((block) => list.includes(block)) ? 'delta' : 'given';
}

function sameList(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((block, i) => block === b[i]);
}
