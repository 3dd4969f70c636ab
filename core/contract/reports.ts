import type { TraceStepReport } from '../analysis/resolution/trace-step-report';

/** The `--json` shapes of the command line (docs/formats.md); keys are part of a public contract. */

/** `[type, state_key, event_id]` */
export type Triple = readonly [string, string, string];

export interface InfoReport {
  readonly files: readonly FileReport[];
  readonly rooms: readonly RoomReport[];
}

export interface RoomReport {
  readonly room_id: string;
  readonly room_version: string;
  readonly events: number;
  readonly state_events: number;
  readonly edges: number;
  readonly forks: number;
  readonly merges: number;
  readonly leaves: readonly string[];
  readonly forward_extremities: readonly string[];
  readonly roots: readonly string[];
  readonly missing_prev: readonly string[];
  readonly missing_auth: readonly string[];
  readonly incomplete: readonly string[];
  readonly redacted: readonly string[];
  readonly id_mismatches: readonly string[];
  readonly hash_mismatches: readonly string[];
  /** Copies of events beyond the one kept, over all files. */
  readonly duplicates: number;
  readonly signatures: {
    readonly valid: number;
    readonly invalid: number;
    readonly unchecked: number;
  };
  readonly verdicts: {
    readonly accepted: number;
    readonly rejected: number;
    readonly soft_failed: number;
    readonly outlier: number;
  };
  readonly refused: readonly RefusedEvent[];
}

export interface RefusedEvent {
  readonly event_id: string;
  readonly verdict: string;
  readonly level: string | null;
  readonly rule_id: string | null;
  readonly because: string;
  readonly evidence: readonly string[];
}

export interface IngestReport {
  readonly out: string;
  readonly schema: string;
  readonly policy: string;
  readonly rooms: number;
  readonly events: number;
  readonly snapshots: number;
  readonly blocks: number;
  readonly seconds: number;
  readonly events_per_second: number;
}

export interface StateAt {
  readonly room_id: string;
  readonly room_version: string;
  readonly at:
    | { readonly before: string }
    | { readonly after: string }
    | { readonly now: true }
    | { readonly snapshot_nid: number };
  readonly snapshot_nid: number | null;
  readonly block_nids: readonly number[] | null;
  readonly incomplete: boolean;
  readonly state: readonly Triple[];
}

/** One per point asked for, in that order. */
export interface StateReport {
  readonly states: readonly StateAt[];
}

export interface DiffReport {
  readonly a: string;
  readonly b: string;
  readonly added: readonly Triple[];
  readonly removed: readonly Triple[];
  /** `[type, state_key, from, to]` */
  readonly changed: readonly (readonly [string, string, string, string])[];
}

export interface ExplainReport {
  readonly event_id: string;
  readonly verdict: string;
  readonly ladder: readonly LadderRung[];
  /** Where the verdict was not made here: "not recorded by Dendrite". */
  readonly note: string | null;
}

export interface LadderRung {
  readonly level: string;
  readonly ok: boolean | null;
  readonly rule_id: string | null;
  readonly because: string | null;
  readonly evidence: readonly string[];
}

export interface StorageReport {
  readonly policy: string;
  readonly schema: string;
  readonly events: number;
  readonly snapshots: number;
  readonly blocks: number;
  readonly entries: number;
  readonly bytes: {
    readonly blocks: number;
    readonly snapshots: number;
    readonly event_json: number;
    readonly file: number;
  };
  readonly blocks_per_snapshot: { readonly mean: number; readonly max: number };
  readonly snapshots_per_block: { readonly mean: number; readonly max: number };
  readonly compared: readonly {
    readonly policy: string;
    readonly blocks: number;
    readonly entries: number;
    readonly bytes: number;
  }[];
}

export interface TableReport {
  readonly rows: readonly Record<string, unknown>[];
}

export interface ResolveReport {
  readonly room_id: string;
  readonly room_version: string;
  /** `v1`, `v2`, `v2.1` or `dendrite`. */
  readonly algorithm: string;
  /** Of `dendrite`: the points that are switched on; null otherwise. */
  readonly points: readonly string[] | null;
  readonly events: readonly string[];
  /** An ancestor of an event is missing: its state is composed from what is known. */
  readonly incomplete: boolean;
  /** Keys on which the states do not all agree, and each event that one of them has there. */
  readonly conflicted: readonly (readonly [string, string, readonly string[]])[];
  readonly state: readonly Triple[];
  /** null: not asked for. */
  readonly trace: readonly TraceStepReport[] | null;
  readonly why_not: WhyNotReport | null;
}

export interface WhyNotReport {
  readonly algorithm: 'dendrite';
  readonly from_create: boolean;
  /** The smallest set that, added to the room's own rules, leads where all points lead. */
  readonly points: readonly string[];
  /** `[type, state_key, own, dendrite]`; null: no entry. */
  readonly differs: readonly (readonly [string, string, string | null, string | null])[];
}

export interface CaseReport {
  readonly id: string;
  readonly state: readonly Triple[];
  /** null: the case expects nothing. */
  readonly ok: boolean | null;
  /** Only where it was asked for. */
  readonly trace?: readonly TraceStepReport[];
}

export interface VerifyReport {
  readonly files: readonly VerifiedFile[];
  readonly passed: number;
  readonly failed: number;
}

export interface VerifiedFile {
  readonly name: string;
  readonly checks: number;
  readonly passed: number;
  readonly failures: readonly VerifyFailure[];
  /** Of a recorded room: events with answers that are not held, or lack ancestors. 0 for cases. */
  readonly not_compared: number;
}

/** Of lists that are compared as sets, `expected` and `got` are what only the one or the other has. */
export interface VerifyFailure {
  readonly what: string;
  readonly event_id: string | null;
  readonly expected: unknown;
  readonly got: unknown;
}

export interface BenchReport {
  readonly node: string;
  readonly cpu: string;
  readonly runs: number;
  readonly results: readonly BenchResult[];
}

export interface BenchResult {
  readonly name: string;
  /** Events, or what `unit` says. */
  readonly n: number;
  readonly unit?: 'entries';
  readonly ms: { readonly min: number; readonly median: number; readonly max: number };
  readonly per_second: number | null;
  readonly rss_mb: number;
  /** Of `bench render`: megabytes of JavaScript objects that the page holds on to. */
  readonly heap_mb?: number;
  /** Of `scroll` and `zoom`: frames a second, and script per frame (of `step`: a step) at the 95th percentile. */
  readonly fps?: number;
  readonly script_ms_p95?: number;
  readonly ratios: readonly { readonly to: string; readonly value: number }[];
  /** Of `resolve`: whether the answer was the one that lies beside the file; left out where none does. */
  readonly verified?: boolean;
}

/** What was read from one file. */
export interface FileReport {
  readonly name: string;
  readonly format: 'ndjson' | 'json-array' | 'dendrite-sqlite' | 'sample';
  readonly events: number;
  readonly skipped: readonly SkippedLine[];
}

export interface SkippedLine {
  readonly line: number;
  readonly field: string | null;
  readonly reason: string;
}
