import type {
  ConsultedEntry,
  MainlineCriterion,
  PowerCriterion,
} from '../../matrix/state-resolution/trace';

/**
 * A step of a resolution as it is printed and shown: event IDs and `[type, state_key]` instead of
 * numbers, plain JSON throughout. docs/formats.md, "Steps of a trace", describes every step.
 */
export type TraceStepReport =
  | { readonly step: 'absent-is-agreed'; readonly state: Triples }
  | ConflictedKeysReport
  | { readonly step: 'unconflicted-state'; readonly size: number; readonly state: Triples }
  | AuthChainsReport
  | { readonly step: 'no-create-event' }
  | AuthDifferenceReport
  | { readonly step: 'conflicted-state-subgraph'; readonly events: Ids }
  | FullConflictedSetReport
  | PowerEventsReport
  | PowerOrderReport
  | { readonly step: 'starting-state'; readonly from: 'unconflicted-state' | 'empty-state' }
  | IterativeAuthCheckReport
  | { readonly step: 'mainline'; readonly events: Ids }
  | { readonly step: 'mainline-order'; readonly order: readonly MainlinePlaceReport[] }
  | { readonly step: 'unconflicted-overwrites'; readonly keys: readonly OverwrittenKeyReport[] }
  | { readonly step: 'version-1-uncontested'; readonly state: Triples }
  | VersionOneKeyReport
  | ResultReport;

export type TraceKey = readonly [type: string, stateKey: string];
export type TraceTriple = readonly [type: string, stateKey: string, eventId: string];
/** An integer; as text where a JSON number would not hold it, and "infinite" for creators. */
export type LevelReport = number | string;
type Ids = readonly string[];
type Triples = readonly TraceTriple[];

export interface ConflictedKeysReport {
  readonly step: 'conflicted-keys';
  /** `values[i]` is of state set i; null: the set lacks the key. */
  readonly keys: readonly { readonly key: TraceKey; readonly values: readonly (string | null)[] }[];
}

export interface AuthChainsReport {
  readonly step: 'auth-chains';
  readonly reading: 'deployed' | 'literal';
  readonly chains: readonly Ids[];
}

export interface AuthDifferenceReport {
  readonly step: 'auth-difference';
  readonly events: Ids;
  /** Only under departure E: what would have been the difference. */
  readonly left_out?: Ids;
}

export interface FullConflictedSetReport {
  readonly step: 'full-conflicted-set';
  readonly size: number;
  readonly conflicted: Ids;
  readonly added_by_auth_difference: Ids;
  readonly added_by_subgraph: Ids;
}

export interface PowerEventsReport {
  readonly step: 'power-events';
  /** `pulled_in_by` null: a power event itself. */
  readonly events: readonly { readonly event_id: string; readonly pulled_in_by: string | null }[];
}

export interface PowerRankedReport {
  readonly event_id: string;
  readonly sender_level: LevelReport;
  readonly origin_server_ts: number;
}

export interface PowerOrderReport {
  readonly step: 'reverse-topological-power-order';
  readonly order: readonly PowerPlaceReport[];
  /** Only under departure K: places were decided from the last to the first. */
  readonly from?: 'leaves';
}

export interface PowerPlaceReport extends PowerRankedReport {
  readonly decided_by: PowerCriterion;
  readonly rival: PowerRankedReport | null;
  readonly held_back: string | null;
  /** Only under departures K and P: placed first whatever cites it. */
  readonly stranded?: true;
}

export interface IterativeAuthCheckReport {
  readonly step: 'iterative-auth-check';
  readonly of: 'power-events' | 'other-events';
  readonly event_id: string;
  /** null for a message. */
  readonly key: TraceKey | null;
  readonly verdict: 'allowed' | 'refused' | 'rejected-before';
  readonly rule_id: string | null;
  readonly section: string | null;
  readonly because: string | null;
  readonly evidence: Ids;
  readonly replaces: string | null;
  readonly consulted: readonly ConsultedEntryReport[];
}

export interface ConsultedEntryReport {
  readonly key: TraceKey;
  readonly event_id: string | null;
  readonly source: ConsultedEntry['source'];
}

export interface MainlinePlaceReport {
  readonly event_id: string;
  readonly position: number | null;
  readonly hangs_on: string | null;
  readonly steps: number | null;
  readonly origin_server_ts: number;
  readonly decided_by: MainlineCriterion;
}

export interface OverwrittenKeyReport {
  readonly key: TraceKey;
  readonly let_in: string;
  readonly unconflicted: string;
}

export interface VersionOneKeyReport {
  readonly step: 'version-1-key';
  readonly key: TraceKey;
  readonly method: 'climb' | 'first-allowed';
  readonly candidates: readonly VersionOneCandidateReport[];
  readonly winner: string;
  readonly ended: 'refused' | 'all-allowed' | 'allowed' | 'none-allowed';
}

export interface VersionOneCandidateReport {
  readonly event_id: string;
  readonly depth: LevelReport;
  readonly sha1: string;
  readonly outcome: 'unchecked' | 'allowed' | 'refused' | 'not-tried';
  readonly rule_id: string | null;
  readonly section: string | null;
  readonly because: string | null;
  readonly evidence: Ids;
}

export interface ResultReport {
  readonly step: 'result';
  readonly state: Triples;
  readonly without_value: readonly TraceKey[];
}
