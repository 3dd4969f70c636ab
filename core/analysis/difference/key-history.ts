import { targetsOf } from '../../base/csr';
import type { Work } from '../../base/work';
import type { RoomEvents } from '../../roomserver/internal/query/room-events';
import { setsState } from '../../roomserver/internal/query/state-at';
import type { StateStorage } from '../../roomserver/state/state-storage';
import type { Tuple } from '../../roomserver/state/tuples';
import type { EventNid } from '../../roomserver/types/nids';
import type { RoomSharing } from '../sharing/room-sharing';

/**
 * How a row changed the entry of a key: its event `set` it; or the state before its event holds another
 * entry than the states after its parents: `resolved` where several were there, `given` where the
 * server took the state from elsewhere.
 */
export type KeyStepKind = 'set' | 'resolved' | 'given';

export interface KeyStep {
  readonly row: number;
  readonly kind: KeyStepKind;
  /** The entries that were there, each event once; 0: absent. */
  readonly before: readonly number[];
  /** 0: absent. */
  readonly after: number;
}

const PER_BREATH = 4096;

/**
 * Every row, in display order, at which the state's entry for a key changed. Each block and each list
 * of blocks is read once. O(rows + edges + listed blocks + blocks * log entries).
 */
export async function keyHistory(
  events: RoomEvents,
  states: StateStorage,
  sharing: RoomSharing,
  tuple: Tuple,
  work: Work,
): Promise<KeyStep[]> {
  const held = heldBySnapshot(states, sharing, tuple);
  const steps: KeyStep[] = [];
  /** What the last step led to: all there is to compare with where no parent's state is known. */
  const last = () => steps.at(-1)?.after ?? 0;
  for (let row = 0; row < events.count; row++) {
    if (row % PER_BREATH === 0)
      await work.breathe({ phase: 'Reading the history', done: row, total: events.count });
    const snapshot = sharing.before[row] ?? -1;
    if (snapshot < 0) continue;
    const before = held[snapshot] ?? 0;
    const come = comeFrom(row, before);
    if (come) steps.push(come);
    const own = ownEntry(row);
    if (own !== 0 && own !== before) steps.push({ row, kind: 'set', before: [before], after: own });
  }
  return steps;

  function ownEntry(row: number): number {
    const event = events.eventNid[row] as EventNid;
    return setsState(events, row) && states.tupleOf(event) === tuple ? event : 0;
  }

  /** How the state before a row differs from those after its parents; null where it does not. */
  function comeFrom(row: number, before: number): KeyStep | null {
    const parents = targetsOf(events.prev, row);
    const values = new Set<number>();
    for (const parent of parents) {
      const snapshot = sharing.before[parent] ?? -1;
      if (snapshot < 0) continue;
      values.add(ownEntry(parent) || (held[snapshot] ?? 0));
    }
    if (values.size === 0) values.add(last());
    if (values.size === 1) return values.has(before) ? null : stepOf(row, [...values], before);
    // A branch that has not heard of the key yet takes it over from the other: nothing was chosen.
    values.delete(0);
    return values.size === 1 && values.has(before) ? null : stepOf(row, [...values], before);
  }

  function stepOf(row: number, before: readonly number[], after: number): KeyStep {
    const known = targetsOf(events.prev, row).filter(
      (parent) => (sharing.before[parent] ?? -1) >= 0,
    );
    return { row, kind: known.length > 1 ? 'resolved' : 'given', before, after };
  }
}

/** Per snapshot the event that holds the key; 0: none. Of a list of blocks the last one that has it. */
function heldBySnapshot(states: StateStorage, sharing: RoomSharing, tuple: Tuple): Float64Array {
  const { blocks, events } = states.blocks;
  const inBlock = Float64Array.from(sharing.blocks.nids, (nid) => {
    const event = states.blocks.find(blocks.indexOf(nid), tuple);
    return event < 0 ? 0 : events.nid(event);
  });
  const held = new Float64Array(sharing.snapshots.size);
  for (let snapshot = 0; snapshot < held.length; snapshot++) {
    const list = targetsOf(sharing.lists, snapshot);
    for (let at = list.length - 1; at >= 0 && held[snapshot] === 0; at--)
      held[snapshot] = inBlock[list[at] ?? 0] ?? 0;
  }
  return held;
}
