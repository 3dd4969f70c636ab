import type {
  BenchReport,
  CaseReport,
  DiffReport,
  ExplainReport,
  FileReport,
  InfoReport,
  IngestReport,
  ResolveReport,
  StateReport,
  StorageReport,
  TableReport,
  VerifyReport,
} from './reports';
import type { StepParams, StepResult } from './room-steps';
import type {
  BlockInspection,
  EntriesOf,
  EntryList,
  EventInspection,
  EventLink,
  EventSearch,
  RoomOverview,
  RoomTile,
  RoomView,
  RowText,
  SnapshotInspection,
} from './room-view';
import type { Difference, KeyHistory, RefusalKind, Refusals, RoomPoint } from './state-questions';

export type { FileReport, SkippedLine } from './reports';

/**
 * Every request between a front (screen, command line) and the engine: name, parameters, result.
 * Numeric IDs leave the engine only through `debug.*` (design decision 8).
 */
export interface Requests {
  'app.info': { params: Record<string, never>; result: AppInfo };

  /** Opens files of one room, a database, or a sample, as one document. Long; cancellable. */
  'document.open': { params: OpenParams; result: DocumentInfo };
  'document.close': { params: { documentId: string }; result: Record<string, never> };
  'document.info': { params: RoomChoice; result: InfoReport };
  /** The bytes of a `.roomscope` document. `view`: what is on screen, as the front wants it back. */
  'document.save': {
    params: { documentId: string; view: string };
    result: { bytes: Uint8Array };
  };
  /** Writes the document's database to `path` (granted by the host), replacing it atomically. */
  'document.write': { params: { documentId: string; path: string }; result: IngestReport };

  /** Lays a room out. Long; cancellable. */
  'debug.room': { params: RoomChoice; result: RoomView };
  'debug.tile': { params: RoomRef & { tile: number }; result: RoomTile };
  /** What lies in rows `from` to `to` (exclusive), in at most `buckets` parts. */
  'debug.overview': {
    params: RoomRef & { from: number; to: number; buckets: number };
    result: RoomOverview;
  };
  'debug.rows': {
    params: RoomRef & { from: number; to: number };
    result: { rows: readonly RowText[] };
  };
  /** Events by ID, as links; at most 200. */
  'debug.links': {
    params: RoomRef & { eventIds: readonly string[] };
    result: { links: readonly EventLink[] };
  };
  /** Events by ID, the start of one, a link, a row's number or an event's JSON. */
  'debug.find-event': { params: RoomRef & { text: string }; result: EventSearch };
  /** The next or previous event of a kind, seen from a row. */
  'debug.step': { params: RoomRef & StepParams; result: StepResult };
  'debug.event': { params: RoomRef & { eventNid: number }; result: EventInspection };
  'debug.snapshot': { params: RoomRef & { snapshotNid: number }; result: SnapshotInspection };
  'debug.block': { params: RoomRef & { blockNid: number }; result: BlockInspection };

  /** Entries `from` to `to` (exclusive) of those of a state or block that `filter` ("": all) finds. */
  'debug.entries': {
    params: RoomRef & { of: EntriesOf; filter: string; from: number; to: number };
    result: EntryList;
  };

  /** Keys `from` to `to` (exclusive) of those on which two states differ, in words; at most 200. */
  'debug.difference': {
    params: RoomRef & { a: RoomPoint; b: RoomPoint; from: number; to: number };
    result: Difference;
  };
  /** Steps `from` to `to` (exclusive) of what one key of the state went through; at most 200. */
  'debug.key-history': {
    params: RoomRef & { type: string; stateKey: string; from: number; to: number };
    result: KeyHistory;
  };
  /** Events `from` to `to` (exclusive) of those that were not simply accepted; at most 200. */
  'debug.refusals': {
    params: RoomRef & { kinds: readonly RefusalKind[]; from: number; to: number };
    result: Refusals;
  };

  'debug.state': { params: RoomChoice & { at: readonly StatePoint[] }; result: StateReport };
  'debug.diff': { params: RoomChoice & { a: StatePoint; b: StatePoint }; result: DiffReport };
  'event.explain': { params: RoomChoice & { eventId: string }; result: ExplainReport };
  'debug.storage': { params: RoomChoice; result: StorageReport };
  'debug.table': {
    params: { documentId: string; table: string; limit: number | null };
    result: TableReport;
  };
  /** Resolves the states after events. Long; cancellable. */
  'state.resolve': { params: RoomChoice & ResolveParams; result: ResolveReport };
  /** Resolves the cases of a file. Long; cancellable. */
  'case.resolve': { params: ResolveCaseParams; result: { results: readonly CaseReport[] } };
  /** Judges case files, or a room's files against recorded answers. Long; cancellable. */
  'verify.run': { params: VerifyParams; result: VerifyReport };
  'bench.run': {
    params: { name: string; runs: number; files: readonly SourceRef[] };
    result: BenchReport;
  };
}

export type RequestName = keyof Requests;
export type Params<Name extends RequestName> = Requests[Name]['params'];
export type ResultOf<Name extends RequestName> = Requests[Name]['result'];

/** What the engine tells without being asked. */
export interface Notifications {
  /** The host was asked to open these (command line, second start, native dialog). */
  'app.open': { sources: readonly SourceRef[] };
}
export type NotificationName = keyof Notifications;

export interface AppInfo {
  readonly version: string;
  readonly host: 'electron' | 'browser' | 'cli';
  readonly samples: readonly SampleInfo[];
  /** Given on the command line, to be opened at once. */
  readonly startupSources: readonly SourceRef[];
}

export interface SampleInfo {
  readonly id: string;
  readonly title: string;
  /** One or two sentences. */
  readonly description: string;
  readonly events: number;
}

/**
 * A file as a front may name it: by a handle that the host granted (dialog, drop, upload, command
 * line), or a sample. Fronts never name paths.
 */
export type SourceRef =
  | { readonly kind: 'file'; readonly handle: string; readonly name: string }
  | { readonly kind: 'sample'; readonly id: string };

export interface OpenParams {
  readonly sources: readonly SourceRef[];
  /** Keep only events of this room (an events file with several rooms is an error otherwise). */
  readonly roomId: string | null;
  readonly policy: string;
  readonly schema: string;
  /** `v1`, `v2`, `v2.1` or `dendrite`; null: the room version's own. */
  readonly algorithm: string | null;
  /** Of `dendrite`: the points that are switched on; null: all. */
  readonly points: readonly string[] | null;
  /** Public keys of servers, with which signatures are checked; null: none are known. */
  readonly keys: SourceRef | null;
}

export interface ResolveParams {
  readonly eventIds: readonly string[];
  /**
   * As when opening. null: the states as they are stored, resolved as the room was. Otherwise the room
   * is replayed under the algorithm from its create event on; of a database the stored states are
   * resolved under it.
   */
  readonly algorithm: string | null;
  readonly points: readonly string[] | null;
  readonly trace: boolean;
  /**
   * Also asks which points explain that a Dendrite comes to another state; null: does not. `fromCreate`:
   * with the whole room replayed under each set of points that is tried.
   */
  readonly whyNot: { readonly algorithm: 'dendrite'; readonly fromCreate: boolean } | null;
}

export interface ResolveCaseParams {
  readonly file: SourceRef;
  /** The case with this ID; null: all of the file. */
  readonly id: string | null;
  readonly trace: boolean;
  /** null: what the case names. */
  readonly algorithm: string | null;
  readonly points: readonly string[] | null;
}

export interface VerifyParams {
  /** Files of cases; with `expect` files of one room. */
  readonly files: readonly SourceRef[];
  /** The answers recorded for that room; null: the files are cases. */
  readonly expect: SourceRef | null;
  /** With `expect`: the room, where the files hold several. */
  readonly roomId: string | null;
  /** As when opening; null: what the case or its room version names. */
  readonly algorithm: string | null;
  readonly points: readonly string[] | null;
  /** `spec`: the specification's letter where deployed servers read it otherwise. */
  readonly reading: 'deployed' | 'spec';
  /** Also writes the outcome as JUnit XML to this path (granted by the host), replacing it atomically. */
  readonly junit: string | null;
}

/** A room of a document; null: the only one, an error listing them where there are several. */
export interface RoomChoice {
  readonly documentId: string;
  readonly roomId: string | null;
}

export interface RoomRef {
  readonly documentId: string;
  readonly roomId: string;
}

export type StatePoint =
  | { readonly kind: 'before'; readonly eventId: string }
  | { readonly kind: 'after'; readonly eventId: string }
  | { readonly kind: 'now' }
  | { readonly kind: 'snapshot'; readonly snapshotNid: number };

export interface DocumentInfo {
  readonly documentId: string;
  /** "roomserver.db", "a.ndjson + b.ndjson", or the sample's title. */
  readonly name: string;
  readonly kind: 'events' | 'database' | 'sample';
  readonly readOnly: boolean;
  readonly schema: string;
  readonly policy: string;
  readonly rooms: readonly DocumentRoom[];
  readonly files: readonly FileReport[];
  readonly sampleId: string | null;
  /** Of a `.roomscope` document: what was on screen when it was saved. */
  readonly savedView?: string;
}

export interface DocumentRoom {
  readonly roomId: string;
  readonly roomVersion: string;
  readonly events: number;
}
