import { differCounts } from '../../analysis/merge/differ-counts';
import type { KeyAtMerge } from '../../analysis/merge/merge-states';
import { entryRank } from '../../analysis/sort-entries';
import type { StateView } from '../../roomserver/state/state-view';
import type { EventStateKeyNid } from '../../roomserver/types/nids';
import type { MergeComparison, MergeKey } from '../room-view';
import type { RoomModel } from './room-model';

/** null where the row is no merge, or a parent's state or the result is not known. */
export function mergeComparison(model: RoomModel, row: number): MergeComparison | null {
  const { events, states, sharing } = model;
  const comparison = model.parentsOf(row);
  const snapshot = sharing.before[row] ?? -1;
  if (!comparison || snapshot < 0) return null;
  const result = states.view(sharing.snapshots.nid(snapshot));
  const { conflicted, partial, parents, same } = comparison;
  const differ = differCounts([...conflicted, ...partial], parents.length, ({ tuple }) =>
    result.get(tuple),
  );
  return {
    parents: parents.map((parent, at) => ({
      eventNid: events.eventNid[parent] ?? 0,
      row: parent,
      differ: differ[at] ?? 0,
    })),
    differing: mergeKeys(model, conflicted, result),
    oneBranchOnly: mergeKeys(model, partial, result),
    sameOnAll: same,
  };
}

function mergeKeys(model: RoomModel, keys: readonly KeyAtMerge[], result: StateView): MergeKey[] {
  return keys
    .map(({ tuple, values }) => {
      const { type, stateKey } = keyOf(model, tuple);
      const key = model.keys.key(type, stateKey);
      return { rank: entryRank(type), key, values, result: result.get(tuple) as number };
    })
    .sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : 1))
    .map(({ key, values, result: winner }) => ({ key, values, result: winner }));
}

function keyOf({ states, room }: RoomModel, tuple: number): { type: string; stateKey: string } {
  const { eventTypes, eventStateKeys } = room.storage;
  const stateKeyNid = states.tuples.stateKeyNid(tuple) as EventStateKeyNid;
  return {
    type: eventTypes.text(states.tuples.typeNid(tuple)) ?? '',
    stateKey: eventStateKeys.text(stateKeyNid) ?? '',
  };
}
