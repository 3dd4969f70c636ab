import type {
  EventNid,
  EventStateKeyNid,
  EventTypeNid,
  RoomNid,
  StateBlockNid,
  StateSnapshotNid,
} from '../../types/nids';

/** Rows of the tables, decoded. Names follow Dendrite's columns (docs/formats.md). */

export interface RoomRow {
  readonly roomNid: RoomNid;
  readonly roomId: string;
  readonly roomVersion: string;
  /** The newest event first. */
  readonly latestEventNids: readonly EventNid[];
  readonly lastEventSentNid: EventNid | 0;
  /** The current state; 0 in a room without any (a stub). */
  readonly stateSnapshotNid: StateSnapshotNid | 0;
}

export interface EventRow {
  readonly eventNid: EventNid;
  readonly roomNid: RoomNid;
  readonly eventTypeNid: EventTypeNid;
  /** 0: not a state event. */
  readonly eventStateKeyNid: EventStateKeyNid | 0;
  readonly sentToOutput: boolean;
  /** The state before the event; 0: not known. */
  readonly stateSnapshotNid: StateSnapshotNid | 0;
  readonly depth: number | bigint;
  readonly eventId: string;
  /** In the order in which the event cites them. */
  readonly authEventNids: readonly EventNid[];
  readonly isRejected: boolean;
}

export interface StateBlockRow {
  readonly stateBlockNid: StateBlockNid;
  readonly stateBlockHash: Uint8Array;
  readonly eventNids: readonly EventNid[];
}

export interface StateSnapshotRow {
  readonly stateSnapshotNid: StateSnapshotNid;
  readonly stateSnapshotHash: Uint8Array;
  readonly roomNid: RoomNid;
  readonly stateBlockNids: readonly StateBlockNid[];
}

/** Side table `roomscope_events`: what Dendrite does not keep about an event. */
export interface EventSideRow {
  readonly eventNid: EventNid;
  /** Input kind: 1 outlier, 2 new, 3 old. */
  readonly kind: 1 | 2 | 3;
  /** Place in the order of arrival, from 1. */
  readonly arrival: number;
  /** A parent is missing here or at an ancestor: the states are composed from what is known. */
  readonly incomplete: boolean;
  /** `valid`, `redacted` or `mismatch`. */
  readonly contentHash: string;
  /** `valid`, `invalid` or `unchecked`. */
  readonly signatures: string;
  /** The ladder (LevelVerdict[]) as JSON. */
  readonly ladder: string;
}

/** Side table `roomscope_snapshots`: how a snapshot was made (the label of the decision table). */
export interface SnapshotSideRow {
  readonly stateSnapshotNid: StateSnapshotNid;
  readonly label: SnapshotLabel;
}

/** Dendrite's own labels for the ways to make a snapshot (state storage, decision table). */
export type SnapshotLabel =
  | 'empty_state'
  | 'no_change'
  | 'single_delta'
  | 'full_state_no_conflicts'
  | 'full_state_with_conflicts';

/** One line of the output log. */
export interface OutputRow {
  readonly position: number;
  readonly roomNid: RoomNid;
  readonly eventNid: EventNid;
  readonly type: 'new_room_event' | 'old_room_event';
  readonly lastSentEventNid: EventNid | 0;
  readonly latestEventNids: readonly EventNid[];
  readonly addsStateEventNids: readonly EventNid[];
  readonly removesStateEventNids: readonly EventNid[];
  readonly stateSnapshotNid: StateSnapshotNid;
}
