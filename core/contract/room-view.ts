import type { ChipText } from '../analysis/chips';
import type { LadderRung } from './reports';

/** What the Room view draws: one summary, binary tiles of rows, texts of visible rows, inspections. */

export {
  MAX_OVERVIEW_BUCKETS,
  OVERVIEW_COUNTS,
  OVERVIEW_MAXIMA,
  type OverviewCount,
  type OverviewMaximum,
} from '../layout/format/overview-kinds';
export { ROWS_PER_TILE } from '../layout/format/tile-rows';

export interface RoomView {
  readonly roomId: string;
  readonly roomVersion: string;
  readonly policy: string;
  readonly schema: string;
  /** One row per event, root first. */
  readonly rows: number;
  readonly lanes: number;
  /** Bar columns in each group; the same packing serves State before and State after. */
  readonly fullColumns: number;
  readonly deltaColumns: number;
  /** Server names, those with most events first. */
  readonly servers: readonly string[];
  readonly counts: RoomCounts;
  readonly currentSnapshotNid: number;
  /** A sample's lesson; null otherwise. */
  readonly lesson: Lesson | null;
}

export interface RoomCounts {
  readonly accepted: number;
  readonly rejected: number;
  readonly notSent: number;
  readonly softFailed: number;
  readonly outliers: number;
  readonly incomplete: number;
  readonly redacted: number;
  readonly forwardExtremities: number;
  readonly blocks: number;
  readonly snapshots: number;
  /** Snapshots that are the state before no event (past current states). */
  readonly snapshotsBeforeNoEvent: number;
  /** Entries stored, and those that full copies of the same snapshots would hold. */
  readonly entries: number;
  readonly fullCopyEntries: number;
  readonly statesAfterNotStored: number;
}

export interface Lesson {
  readonly title: string;
  /** "Why 1, 3, 5 and 1, 2, 4, 6?" */
  readonly question: string;
  readonly answer: string;
  readonly stored: string;
}

/** Order is the wire encoding of `RoomTile.glyph`. */
export const GLYPHS = [
  'message',
  'create',
  'power',
  'member',
  'member-by-other',
  'state',
  'redaction',
  'redacted',
] as const;
export type Glyph = (typeof GLYPHS)[number];

/** Bits of `RoomTile.flags`. */
export const RowFlag = {
  merge: 1,
  rejected: 2,
  notSent: 4,
  softFailed: 8,
  outlier: 16,
  redacted: 32,
  incomplete: 64,
  forwardExtremity: 128,
  missingParent: 256,
  /** First row, from the top, that uses its snapshot (before / after). */
  newSnapshotBefore: 512,
  newSnapshotAfter: 1024,
  /** No snapshot holds the state after: shown as the before bars and "+1, not stored". */
  afterNotStored: 2048,
  /** The 64-block limit made a full copy here (before / after). */
  limitBefore: 4096,
  limitAfter: 8192,
  stateEvent: 16384,
} as const;

/**
 * How edges and bar segments lie in the arrays of a tile, as the layout made them; in a tile a
 * segment's `block` is the block's NID.
 */
export { EDGE_STRIDE, EdgeField, EdgeFlag, PORTAL_ROWS } from '../layout/format/edge-fields';
export {
  BarGroup,
  SEGMENT_STRIDE,
  SegmentField,
  SegmentFlag,
  SegmentKind,
} from '../layout/format/segment-fields';

export interface BarTile {
  readonly segments: Float64Array;
  /** Per row: blocks whose cap is here, at most two (0: none). */
  readonly newBlock: Float64Array;
  readonly secondNewBlock: Float64Array;
}

/**
 * Rows `from` to `to` (exclusive) in parts as even as whole rows can be: bucket `i` begins at row
 * `from + floor(i * (to - from) / buckets)`. Nothing is sampled.
 */
export interface RoomOverview {
  readonly from: number;
  readonly to: number;
  readonly buckets: number;
  /** `OVERVIEW_COUNTS` one after the other, `buckets` numbers each: how many of the rows. */
  readonly counts: Int32Array;
  /** `OVERVIEW_MAXIMA` likewise: the largest of the rows. */
  readonly maxima: Uint16Array;
}

/** Rows `tile * ROWS_PER_TILE` on; edges and segments are those that touch any of them. */
export interface RoomTile {
  readonly tile: number;
  readonly from: number;
  readonly to: number;
  readonly eventNid: Float64Array;
  readonly glyph: Uint8Array;
  readonly flags: Uint16Array;
  readonly lane: Uint16Array;
  /** Snapshot of the state before each row's event; 0: not known. */
  readonly snapshotBefore: Float64Array;
  /** Snapshot of the state after; 0: not stored or not known. */
  readonly snapshotAfter: Float64Array;
  readonly edges: Int32Array;
  readonly before: BarTile;
  readonly after: BarTile;
}

/** "Merge · 10 conflicted keys" */
export type Chip = ChipText;

export interface RowText {
  readonly row: number;
  readonly eventNid: number;
  readonly eventId: string;
  /** "adm (b) named the room “by demoted garden mirror”" */
  readonly sentence: string;
  readonly tone: 'state' | 'message' | 'removed' | 'refused';
  /** Without the `m.room.` prefix: "member". */
  readonly shortType: string;
  /** Shown name of the state key, "u2 (c)"; empty for an empty key; null for a message. */
  readonly stateKey: string | null;
  readonly originServerTs: number;
  readonly depth: string;
  readonly chips: readonly Chip[];
  /** "64 blocks, the limit: one full copy of 31 entries" */
  readonly limitNoteBefore: string | null;
  readonly limitNoteAfter: string | null;
  /** The row in one sentence for a screen reader, snapshots and blocks included. */
  readonly spoken: string;
}

export interface EventLink {
  readonly eventNid: number;
  readonly eventId: string;
  /** null: not held. */
  readonly row: number | null;
  readonly sentence: string;
  readonly glyph: Glyph;
}

/** What was found for a pasted ID, link or event; `problem` says in one sentence why nothing was. */
export interface EventSearch {
  /** At most 20, in display order. */
  readonly links: readonly EventLink[];
  readonly total: number;
  readonly problem: string | null;
}

export interface StateEntryText {
  readonly eventNid: number;
  readonly eventId: string;
  readonly row: number | null;
  readonly type: string;
  readonly stateKey: string;
  /** "member · u2 (c)" */
  readonly key: string;
  /** "joined", "version 11", "“harbor”", "4 users listed" */
  readonly value: string;
  readonly sentence: string;
  readonly glyph: Glyph;
}

/** A list of which the first part was sent; `debug.entries` has the rest. */
export interface EntryList {
  readonly total: number;
  readonly entries: readonly StateEntryText[];
}

export interface BlockLink {
  readonly blockNid: number;
  readonly kind: 'full' | 'delta';
  readonly entries: number;
  /** Of a one-entry block: what it holds. */
  readonly sentence: string | null;
  readonly eventNid: number | null;
}

/** How a snapshot or block was made. `derived`: worked out from the rows, not recorded by the server. */
export interface Making {
  readonly label: string | null;
  readonly derived: boolean;
  /** "Full copy at a merge: conflicted keys resolved." */
  readonly headline: string;
  readonly detail: string;
}

export interface StateChange {
  readonly key: string;
  readonly before: { readonly eventNid: number; readonly value: string } | null;
  readonly after: { readonly eventNid: number; readonly value: string } | null;
}

/** At a merge: each key that the parents do not all hold alike, and which event won. */
export interface MergeComparison {
  readonly parents: readonly {
    readonly eventNid: number;
    readonly row: number | null;
    readonly differ: number;
  }[];
  /** `values[i]`: event that holds the key after parent i; 0 absent. `result` 0: absent. */
  readonly differing: readonly MergeKey[];
  /** Keys that only one branch has. */
  readonly oneBranchOnly: readonly MergeKey[];
  readonly sameOnAll: number;
}

export interface MergeKey {
  readonly key: string;
  readonly values: readonly number[];
  readonly result: number;
}

export interface StateSide {
  /** false: no state is known here (outlier). */
  readonly known: boolean;
  readonly incomplete: boolean;
  /** null: not stored as a snapshot. */
  readonly snapshotNid: number | null;
  readonly blocks: readonly BlockLink[];
  readonly making: Making;
  /** Snapshots that share its newest block, for "Shared by snapshots 752, 785 and 787". */
  readonly sharedBy: readonly number[];
  readonly bytes: number | null;
  readonly state: EntryList;
}

export interface EventInspection {
  readonly eventNid: number;
  readonly eventId: string;
  readonly row: number;
  readonly glyph: Glyph;
  readonly flags: number;
  readonly sentence: string;
  readonly type: string;
  readonly stateKey: string | null;
  readonly sender: string;
  readonly depth: string;
  readonly originServerTs: number;
  readonly contentHash: string;
  /** As stored, not reformatted. */
  readonly json: string;
  readonly prevEvents: readonly EventLink[];
  readonly children: readonly EventLink[];
  readonly authEvents: readonly EventLink[];
  readonly verdict: string;
  /** "Accepted", "Rejected: Bob was banned at this point in the room." */
  readonly verdictText: string;
  readonly verdictNote: string | null;
  readonly ladder: readonly LadderRung[];
  readonly evidence: readonly EventLink[];
  readonly before: StateSide;
  readonly after: StateSide;
  /** null where the event changes nothing. */
  readonly change: StateChange | null;
  readonly merge: MergeComparison | null;
}

export interface SnapshotInspection {
  readonly snapshotNid: number;
  readonly current: boolean;
  readonly blocks: readonly BlockLink[];
  readonly making: Making;
  /** "before events 292 to 600", "before no event: a past current state" */
  readonly usedText: string;
  readonly rows: readonly number[];
  readonly bytes: number;
  readonly hash: string;
  readonly state: EntryList;
}

export interface BlockInspection {
  readonly blockNid: number;
  readonly kind: 'full' | 'delta';
  readonly making: Making;
  /** Snapshots that list the block, ascending. */
  readonly sharedBy: Float64Array;
  /** Of those, how many are the state before no event on screen. */
  readonly sharedBeforeNoEvent: number;
  /** Events whose state before holds the block. */
  readonly beforeEvents: number;
  readonly usedText: string;
  readonly firstRow: number | null;
  readonly lastRow: number | null;
  readonly entries: EntryList;
  /** A full copy at the limit: one number per entry swept together, 1 in force, 0 left behind. */
  readonly swept: Uint8Array | null;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly hash: string;
  /** The stored list, "[1]", cut after 200 characters. */
  readonly stored: string;
}

export type EntriesOf =
  | { readonly kind: 'before' | 'after'; readonly eventNid: number }
  | { readonly kind: 'snapshot'; readonly snapshotNid: number }
  | { readonly kind: 'block'; readonly blockNid: number };
