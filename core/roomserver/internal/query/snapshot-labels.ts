import { targetsOf } from '../../../base/csr';
import { compareStates, type ParentState } from '../../state/compare-states';
import { MAX_BLOCKS } from '../../state/compose';
import type { StateStorage } from '../../state/state-storage';
import type { SnapshotLabel } from '../../storage/tables/interface';
import type { EventNid, StateBlockNid, StateSnapshotNid } from '../../types/nids';
import type { RoomEvents } from './room-events';
import { setsState, snapshotBefore } from './state-at';

/** How a snapshot was made. */
export interface SnapshotMaking {
  readonly label: SnapshotLabel;
  /** Worked out from the events and stored states, as a foreign database does not record it. */
  readonly derived: boolean;
}

/**
 * How the snapshots of a room were made: as recorded, or worked out by the decision table from the
 * parents of the events before which a snapshot stands.
 */
export class SnapshotLabels {
  readonly #events: RoomEvents;
  readonly #states: StateStorage;
  /** Rows by the snapshot before them, ascending. */
  readonly #rowsAfter = new Map<number, number[]>();

  constructor(events: RoomEvents, states: StateStorage) {
    this.#events = events;
    this.#states = states;
    events.snapshotBefore.forEach((snapshot, row) => {
      const rows = this.#rowsAfter.get(snapshot);
      if (rows) rows.push(row);
      else this.#rowsAfter.set(snapshot, [row]);
    });
  }

  /** null where nothing tells: the server was given the state, or it is a past current state. */
  of(snapshot: StateSnapshotNid): SnapshotMaking | null {
    const recorded = this.#states.label(snapshot);
    if (recorded !== null) return { label: recorded, derived: false };
    const label = this.#derive(snapshot);
    return label === null ? null : { label, derived: true };
  }

  #derive(snapshot: StateSnapshotNid): SnapshotLabel | null {
    const list = this.#states.blockNids(snapshot);
    if (list.length === 0) return 'empty_state';
    for (const row of this.#rowsAfter.get(snapshot) ?? []) {
      if (this.#events.missingPrev.has(row)) continue;
      const parents = Array.from(targetsOf(this.#events.prev, row));
      const label = this.#labelAfter(parents, list);
      if (label !== null) return label;
    }
    return this.#labelOfCurrent(snapshot, list) ?? this.#labelOfDelta(list);
  }

  /** How the state after `parents` was made if `list` is it; null where it is not. */
  #labelAfter(parents: readonly number[], list: readonly StateBlockNid[]): SnapshotLabel | null {
    const [only] = parents;
    if (only === undefined) return null;
    if (parents.length === 1) return this.#labelAfterOne(only, list);
    if (list.length !== 1 || parents.some((row) => snapshotBefore(this.#events, row) === 0))
      return null;
    const states = parents.map((row) => this.#stateAfter(row));
    return compareStates(this.#states.blocks, states).namesDifferentEvents
      ? 'full_state_with_conflicts'
      : 'full_state_no_conflicts';
  }

  #labelAfterOne(parent: number, list: readonly StateBlockNid[]): SnapshotLabel | null {
    const before = snapshotBefore(this.#events, parent);
    if (before === 0 || !setsState(this.#events, parent)) return null;
    const blocks = this.#states.blockNids(before);
    if (blocks.length >= MAX_BLOCKS) return list.length === 1 ? 'full_state_no_conflicts' : null;
    const own = this.#states.oneEntryBlock(this.#events.eventNid[parent] as EventNid);
    return isListPlus(list, blocks, own) ? 'single_delta' : null;
  }

  #labelOfCurrent(
    snapshot: StateSnapshotNid,
    list: readonly StateBlockNid[],
  ): SnapshotLabel | null {
    const { room, rowOfNid } = this.#events;
    if (room.stateSnapshotNid !== snapshot) return null;
    return this.#labelAfter(room.latestEventNids.map(rowOfNid), list);
  }

  /** A delta says itself which event it came after: the one in its newest one-entry block. */
  #labelOfDelta(list: readonly StateBlockNid[]): SnapshotLabel | null {
    const [event, ...others] = this.#states.blockEvents(list.at(-1) as StateBlockNid);
    if (event === undefined || others.length > 0) return null;
    const row = this.#events.rowOfNid(event);
    return row < 0 ? null : this.#labelAfterOne(row, list);
  }

  #stateAfter(row: number): ParentState {
    const { blocks } = this.#states;
    const event = this.#events.eventNid[row] ?? 0;
    return {
      before: this.#states.view(snapshotBefore(this.#events, row)),
      own: setsState(this.#events, row) ? blocks.events.indexOf(event) : -1,
    };
  }
}

function isListPlus(
  list: readonly StateBlockNid[],
  shorter: readonly StateBlockNid[],
  added: StateBlockNid | 0,
): boolean {
  if (added === 0 || list.length !== shorter.length + 1) return false;
  const expected = new Set([...shorter, added]);
  return list.every((block) => expected.has(block));
}
