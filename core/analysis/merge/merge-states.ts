import { targetsOf } from '../../base/csr';
import type { RoomEvents } from '../../roomserver/internal/query/room-events';
import { setsState, snapshotBefore } from '../../roomserver/internal/query/state-at';
import { tuplesThatMayDiffer } from '../../roomserver/state/difference';
import type { StateStorage } from '../../roomserver/state/state-storage';
import type { StateView } from '../../roomserver/state/state-view';
import type { Tuple } from '../../roomserver/state/tuples';
import type { EventNid } from '../../roomserver/types/nids';
import type { MergeOutcome } from '../chips';

/** One key at a merge; `values[i]` is the event that holds it after parent i, 0 = absent. */
export interface KeyAtMerge {
  readonly tuple: Tuple;
  readonly values: readonly number[];
}

/** The states after the parents of a merge, compared. */
export interface ParentComparison {
  /** Rows of the parents, ascending. */
  readonly parents: readonly number[];
  /** Keys that two parents hold by different events. */
  readonly conflicted: readonly KeyAtMerge[];
  /** Keys that some parents lack and the others hold alike. */
  readonly partial: readonly KeyAtMerge[];
  /** Keys that all hold alike. */
  readonly same: number;
}

/** null where the row has fewer than two held parents, or the state of one is not known. */
export function compareParents(
  events: RoomEvents,
  states: StateStorage,
  row: number,
): ParentComparison | null {
  const parents = Array.from(targetsOf(events.prev, row)).sort((a, b) => a - b);
  if (parents.length < 2) return null;
  const after: StateAfter[] = [];
  for (const parent of parents) {
    const snapshot = snapshotBefore(events, parent);
    if (snapshot === 0) return null;
    const own = setsState(events, parent) ? (events.eventNid[parent] as EventNid) : 0;
    after.push(new StateAfter(states, states.view(snapshot), own));
  }
  return compare(states, parents, after);
}

export function outcomeOf(comparison: ParentComparison): MergeOutcome {
  const conflicted = comparison.conflicted.length;
  return { conflicted, same: conflicted === 0 && comparison.partial.length === 0 };
}

/** Costs what the blocks hold that not all parents share. */
function compare(
  states: StateStorage,
  parents: readonly number[],
  after: readonly StateAfter[],
): ParentComparison {
  const conflicted: KeyAtMerge[] = [];
  const partial: KeyAtMerge[] = [];
  let differingInFirst = 0;
  for (const tuple of tuplesToCompare(states, after)) {
    const values = after.map((state) => state.get(tuple));
    if (values.every((value) => value === values[0])) continue;
    if (values[0] !== 0) differingInFirst++;
    const distinct = new Set(values.filter((value) => value !== 0)).size;
    (distinct > 1 ? conflicted : partial).push({ tuple, values });
  }
  const same = (after[0]?.size ?? 0) - differingInFirst;
  return { parents, conflicted, partial, same };
}

function tuplesToCompare(states: StateStorage, after: readonly StateAfter[]): ReadonlySet<Tuple> {
  const lists = after.map((state) => state.before.list);
  const tuples = new Set(tuplesThatMayDiffer(states.blocks, lists));
  for (const { own } of after) if (own !== 0) tuples.add(states.tupleOf(own));
  return tuples;
}

/** The state before an event with its own entry in place. */
class StateAfter {
  readonly before: StateView;
  readonly own: EventNid | 0;
  readonly #ownTuple: Tuple;

  constructor(states: StateStorage, before: StateView, own: EventNid | 0) {
    this.before = before;
    this.own = own;
    this.#ownTuple = own === 0 ? 0 : states.tupleOf(own);
  }

  get(tuple: Tuple): number {
    return this.own !== 0 && tuple === this.#ownTuple ? this.own : this.before.get(tuple);
  }

  get size(): number {
    const isNew = this.own !== 0 && this.before.get(this.#ownTuple) === 0;
    return this.before.size + (isNew ? 1 : 0);
  }
}
