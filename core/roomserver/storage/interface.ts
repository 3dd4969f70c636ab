import type {
  EventNid,
  EventStateKeyNid,
  EventTypeNid,
  RoomNid,
  StateBlockNid,
  StateSnapshotNid,
} from '../types/nids';
import type {
  EventRow,
  EventSideRow,
  OutputRow,
  RoomRow,
  SnapshotSideRow,
  StateBlockRow,
  StateSnapshotRow,
} from './tables/interface';

/**
 * The storage port: everything that the roomserver asks of a database. Reads are in bulk (a room, a
 * list of NIDs), so that no caller is led into a query per event. One acceptance suite
 * (`core/testing/storage-acceptance.ts`) judges every adapter.
 */
export interface Storage {
  readonly schema: 'dendrite' | 'native';
  /** A foreign database: nothing may be written, and its bytes never change. */
  readonly readOnly: boolean;

  /**
   * All or nothing: commits when `work` returns, rolls back (memory and burnt NIDs included) when it
   * throws. Every write happens in one. May be nested: an inner one that throws takes back only its
   * own writes. `work` must not be async.
   */
  transaction<T>(work: () => T): T;
  /** The file's bytes; of a foreign one exactly those it was opened with. Not in a transaction. */
  export(): Uint8Array;
  close(): void;

  readonly eventTypes: InternTable<EventTypeNid>;
  readonly eventStateKeys: InternTable<EventStateKeyNid>;
  readonly rooms: RoomsTable;
  readonly events: EventsTable;
  readonly stateBlocks: StateBlocksTable;
  readonly stateSnapshots: StateSnapshotsTable;
  readonly previousEvents: PreviousEventsTable;
  readonly side: SideTables;
  /**
   * Rows of any one table for people (`tables`), decoded whatever their storage class: lists as
   * arrays, JSON as text, hashes as padded base64, integers beyond 2^53 as text; `_class` has each
   * column's storage class. Private keys are left out. null where the table does not exist.
   */
  browse(table: string, limit: number | null): Iterable<Record<string, unknown>> | null;
  /** Bytes: payload of lists and hashes, event JSON, and the file. */
  sizes(roomNid: RoomNid | null): StorageSizes;
}

export interface StorageSizes {
  readonly blocks: number;
  readonly snapshots: number;
  readonly eventJson: number;
  readonly file: number;
}

/** Event types and state keys: text to NID and back. Never mints on read. */
export interface InternTable<Nid extends number> {
  find(text: string): Nid | undefined;
  text(nid: Nid): string | undefined;
  /** The NID of `text`, minted where it is new. */
  assign(text: string): Nid;
}

export interface RoomsTable {
  all(): readonly RoomRow[];
  find(roomId: string): RoomRow | undefined;
  insert(roomId: string, roomVersion: string): RoomNid;
  update(
    roomNid: RoomNid,
    latest: readonly EventNid[],
    lastSent: EventNid,
    snapshot: StateSnapshotNid,
  ): void;
}

export interface EventsTable {
  /** Rows of a room in NID order, without their JSON. */
  ofRoom(roomNid: RoomNid): Iterable<EventRow>;
  /** Rows by NID in NID order, wherever they belong; unknown ones are left out. */
  byNids(nids: readonly EventNid[]): readonly EventRow[];
  byEventId(eventId: string): EventRow | undefined;
  /** JSON bytes as stored, in NID order; unknown NIDs are left out. */
  json(nids: readonly EventNid[]): Iterable<readonly [EventNid, Uint8Array]>;
  /** JSON of a whole room, in NID order, in one pass. */
  jsonOfRoom(roomNid: RoomNid): Iterable<readonly [EventNid, Uint8Array]>;
  /**
   * Stores row and JSON and returns the new NID. The event ID must be new. A depth beyond 2^63 - 1
   * is stored as that.
   */
  insert(row: Omit<EventRow, 'eventNid'>, json: Uint8Array): EventNid;
  setState(eventNid: EventNid, snapshot: StateSnapshotNid): void;
  markSent(eventNid: EventNid): void;
  /** Throws where an accepted event whose state before is known would become rejected. */
  setRejected(eventNid: EventNid, rejected: boolean): void;
}

export interface StateBlocksTable {
  /** All blocks of the database in NID order. */
  all(): Iterable<StateBlockRow>;
  /** The hash as stored; undefined where there is no such block. */
  hash(nid: StateBlockNid): Uint8Array | undefined;
  /**
   * Finds the block with exactly these events (sorted and unique) or stores one. An upsert that finds
   * still uses up a NID.
   */
  upsert(eventNids: readonly EventNid[]): StateBlockNid;
}

export interface StateSnapshotsTable {
  /**
   * All snapshots in NID order. Lists of a migrated foreign database may be unsorted: stored order.
   * Where a purge took the shared empty snapshot away although create events still point at it, it
   * is there all the same.
   */
  all(): Iterable<StateSnapshotRow>;
  /** The hash as stored; undefined where there is no such snapshot. */
  hash(nid: StateSnapshotNid): Uint8Array | undefined;
  /** As for blocks; `stateBlockNids` sorted and unique. Finding one sets its room to `roomNid`. */
  upsert(roomNid: RoomNid, stateBlockNids: readonly StateBlockNid[]): StateSnapshotNid;
}

export interface PreviousEventsTable {
  /**
   * Records that `eventNid` has `previousEventId` among its prev events; once per pair, when the
   * event is stored (an event that names a parent twice in a row is recorded once).
   */
  add(previousEventId: string, eventNid: EventNid): void;
  isReferenced(eventId: string): boolean;
}

/** `roomscope_*`: present in databases that we wrote, absent (empty reads) in foreign ones. */
export interface SideTables {
  readonly present: boolean;
  events(roomNid: RoomNid): Iterable<EventSideRow>;
  insertEvent(row: EventSideRow): void;
  snapshots(): Iterable<SnapshotSideRow>;
  insertSnapshot(row: SnapshotSideRow): void;
  output(roomNid: RoomNid): Iterable<OutputRow>;
  appendOutput(row: Omit<OutputRow, 'position'>): void;
  property(name: string): string | undefined;
  setProperty(name: string, value: string): void;
}
