import type { Glyph } from './room-view';

/** Answers to questions about the state of a room: what differs, what a key went through, who was refused. */

/** A point of a room's states, by numeric ID. */
export type RoomPoint =
  | { readonly kind: 'before' | 'after'; readonly eventNid: number }
  | { readonly kind: 'now' };

/** An entry in brief; the value is "joined", "“harbor”". */
export interface EntryRef {
  readonly eventNid: number;
  /** null: not an event of this room. */
  readonly row: number | null;
  readonly value: string;
}

/** As state entries are listed: what describes the room, its members, everything else. */
export type EntryGroup = 'room' | 'members' | 'other';

export interface DifferenceEntry {
  readonly change: 'added' | 'removed' | 'changed';
  readonly group: EntryGroup;
  readonly type: string;
  readonly stateKey: string;
  /** "member · u2 (c)" */
  readonly key: string;
  readonly glyph: Glyph;
  /** "Bob’s power level 50 → 0": one line for each thing that differs. */
  readonly lines: readonly string[];
  readonly from: EntryRef | null;
  readonly to: EntryRef | null;
}

/** What differs on the way from A to B; `entries` is the part that was asked for. */
export interface Difference {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  /** Of A or B: an ancestor is missing, so entries may be, too. */
  readonly incomplete: boolean;
  readonly total: number;
  readonly entries: readonly DifferenceEntry[];
}

export interface KeyHistoryStep {
  readonly kind: 'set' | 'resolved' | 'given';
  readonly row: number;
  /** The event of the row: the one that set the entry, or before which the states met. */
  readonly eventNid: number;
  /** "Alice banned Bob", "Branches met: event 539 won". */
  readonly sentence: string;
  readonly glyph: Glyph;
  readonly lines: readonly string[];
  readonly before: readonly EntryRef[];
  /** null: the state has no entry any more. */
  readonly after: EntryRef | null;
}

/** One stretch of rows in which a user's membership is the same. */
export interface MembershipSpan {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** "joined", "left", "banned"; "absent" before the first. */
  readonly membership: string;
}

export interface KeyHistory {
  readonly key: string;
  readonly rows: number;
  readonly total: number;
  readonly steps: readonly KeyHistoryStep[];
  /** Of `m.room.member`, with at most 1,000 steps; null otherwise. */
  readonly membership: readonly MembershipSpan[] | null;
}

export type RefusalKind = 'rejected' | 'soft_failed' | 'not_sent' | 'outlier';

export interface RefusalEntry {
  readonly kind: RefusalKind;
  readonly row: number;
  readonly eventNid: number;
  readonly sentence: string;
  readonly glyph: Glyph;
  /** The first level that refuses it, "state_before"; null where none does or it is not known. */
  readonly level: string | null;
  readonly ruleId: string | null;
  readonly because: string | null;
}

/** Every event that is not simply accepted: by kind as listed above, then in display order. */
export interface Refusals {
  readonly counts: Readonly<Record<RefusalKind, number>>;
  /** Of the kinds asked for. */
  readonly total: number;
  readonly entries: readonly RefusalEntry[];
}
