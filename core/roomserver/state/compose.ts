import type { ResolutionInput, ResolvedKeys } from '../../matrix/state-resolution/resolver-types';
import type { SnapshotLabel } from '../storage/tables/interface';
import type { EventNid, RoomNid, StateSnapshotNid } from '../types/nids';
import { addDelta, addFullState } from './add-state';
import { compareStates, type ParentState } from './compare-states';
import type { StateStorage } from './state-storage';
import { overlay } from './state-view';

/** A snapshot lists at most this many blocks; the next change makes one full copy. */
export const MAX_BLOCKS = 64;

/** An event whose state after is wanted. */
export interface StateAtEvent {
  readonly eventNid: EventNid;
  readonly beforeSnapshot: StateSnapshotNid;
  /** Whether the event puts itself in place: a state event that was not rejected. */
  readonly setsState: boolean;
}

/** What composing needs of the room: its NID, and state resolution by its version's rules. */
export interface RoomStateRules {
  readonly roomNid: RoomNid;
  /** Whether a key that one side lacks counts as conflicted (all versions but 1, and no Dendrite's). */
  readonly absenceConflicts: boolean;
  resolve(
    conflict: Pick<ResolutionInput, 'conflicted' | 'unconflicted' | 'stateSets'>,
  ): ResolvedKeys;
}

/**
 * Stores the state after `events` and returns its snapshot: Dendrite's decision table, under the
 * block policy `dendrite`. The label says which row of the table made a snapshot.
 */
export function composeStateAfter(
  states: StateStorage,
  room: RoomStateRules,
  events: readonly StateAtEvent[],
): StateSnapshotNid {
  const [first] = events;
  if (first === undefined) return storeFull(states, room, new Int32Array(0), 'empty_state');
  return events.length === 1
    ? composeAfterOne(states, room, first)
    : composeAfterMany(states, room, events);
}

function composeAfterOne(
  states: StateStorage,
  room: RoomStateRules,
  event: StateAtEvent,
): StateSnapshotNid {
  // Label "no_change": nothing is written.
  if (!event.setsState) return event.beforeSnapshot;
  const before = states.view(event.beforeSnapshot);
  const index = states.blocks.events.indexOf(event.eventNid);
  if (before.list.length < MAX_BLOCKS) return addDelta(states, room.roomNid, before, index);
  const full = overlay(states.blocks, before.flat(), Int32Array.of(index));
  return storeFull(states, room, full, 'full_state_no_conflicts');
}

function composeAfterMany(
  states: StateStorage,
  room: RoomStateRules,
  events: readonly StateAtEvent[],
): StateSnapshotNid {
  const parents = events.map((event) => parentState(states, event));
  const comparison = compareStates(states.blocks, parents);
  if (comparison.conflicted.length === 0)
    return storeFull(states, room, comparison.unconflictedEvents(), 'full_state_no_conflicts');
  const winners = room.resolve({ ...comparison, stateSets: parents.length });
  // All of them: replaying the auth difference can bring back a key that no state set holds.
  const won = [...winners.values()]
    .map((winner) => states.blocks.events.indexOf(winner as EventNid))
    .sort((a, b) => states.blocks.tupleOf(a) - states.blocks.tupleOf(b));
  const full = overlay(states.blocks, comparison.unconflictedEvents(), Int32Array.from(won));
  const isConflict = comparison.namesDifferentEvents || room.absenceConflicts;
  const label = isConflict ? 'full_state_with_conflicts' : 'full_state_no_conflicts';
  return storeFull(states, room, full, label);
}

function parentState(states: StateStorage, event: StateAtEvent): ParentState {
  return {
    before: states.view(event.beforeSnapshot),
    own: event.setsState ? states.blocks.events.indexOf(event.eventNid) : -1,
  };
}

function storeFull(
  states: StateStorage,
  room: RoomStateRules,
  entries: Int32Array,
  label: SnapshotLabel,
): StateSnapshotNid {
  return addFullState(states, entries, { roomNid: room.roomNid, label });
}
