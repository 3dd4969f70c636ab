import type { StateStorage } from '../../roomserver/state/state-storage';
import type { Tuple } from '../../roomserver/state/tuples';
import type { EventNid, StateSnapshotNid } from '../../roomserver/types/nids';

/** A state as a stored snapshot (0: the empty state), with one event's own entry on top (0: none). */
export interface LayeredState {
  readonly snapshot: StateSnapshotNid | 0;
  readonly own: EventNid | 0;
}

/** One key that two states hold by different events; 0: absent. */
export interface KeyChange {
  readonly tuple: Tuple;
  readonly before: EventNid | 0;
  readonly after: EventNid | 0;
}

/** The keys on which two states differ, by tuple. Costs what differs, not what the states hold. */
export function stateChanges(states: StateStorage, a: LayeredState, b: LayeredState): KeyChange[] {
  const { removed, added } = states.difference(a.snapshot, b.snapshot);
  const changes = new Map<Tuple, { before: EventNid | 0; after: EventNid | 0 }>();
  for (const event of removed) changes.set(states.tupleOf(event), { before: event, after: 0 });
  for (const event of added) {
    const tuple = states.tupleOf(event);
    changes.set(tuple, { before: changes.get(tuple)?.before ?? 0, after: event });
  }
  for (const own of [a.own, b.own]) {
    if (own === 0) continue;
    const tuple = states.tupleOf(own);
    changes.set(tuple, { before: entryOf(states, a, tuple), after: entryOf(states, b, tuple) });
  }
  return [...changes]
    .map(([tuple, { before, after }]) => ({ tuple, before, after }))
    .filter(({ before, after }) => before !== after)
    .sort((x, y) => x.tuple - y.tuple);
}

function entryOf(states: StateStorage, state: LayeredState, tuple: Tuple): EventNid | 0 {
  if (state.own !== 0 && states.tupleOf(state.own) === tuple) return state.own;
  return states.view(state.snapshot).get(tuple);
}
