import { type Csr, CsrBuilder, reverseCsr, targetsOf } from '../../../base/csr';
import { RoomscopeError } from '../../../base/errors';
import type { Work } from '../../../base/work';
import { topologicalOrder } from '../../../matrix/dag/topological-order';
import type { LevelVerdict } from '../../../matrix/event-auth/verdict';
import type { Storage } from '../../storage/interface';
import type { RoomRow } from '../../storage/tables/interface';
import type { RoomNid } from '../../types/nids';
import { decodeLadder } from './ladder';
import { type References, RoomColumns } from './room-columns';

/**
 * The events of one room as columns, rebuilt from the tables: of databases that we wrote and of
 * foreign ones. Rows stand in display order: by prev events, root first, ties by NID.
 */
export interface RoomEvents extends RoomGraph, RecordedColumns {
  readonly room: RoomRow;
  readonly count: number;
  readonly eventNid: Float64Array;
  readonly eventId: readonly string[];
  readonly typeNid: Float64Array;
  /** The column, as the server decodes states; 0 on a state event whose key the server lost. */
  readonly stateKeyNid: Float64Array;
  /** 1: the JSON has a `state_key`. */
  readonly isState: Uint8Array;
  /** Snapshot NID of the state before; 0: not known. */
  readonly snapshotBefore: Float64Array;
  readonly rejected: Uint8Array;
  readonly sent: Uint8Array;
  /** 1: the JSON says that it was redacted. */
  readonly redacted: Uint8Array;
  /** 1: a leave or ban that another user sent (kick, ban, unban). */
  readonly putOutByOther: Uint8Array;
  readonly forwardExtremity: Uint8Array;
  /** Rounded beyond 2^53; `exactDepth` has those, by row. */
  readonly depth: Float64Array;
  readonly exactDepth: ReadonlyMap<number, bigint>;
  readonly originServerTs: Float64Array;
  /** Index into `senders`. */
  readonly sender: Int32Array;
  readonly senders: readonly string[];
  /** -1 where the room does not hold the event. */
  rowOfNid(eventNid: number): number;
  rowOfId(eventId: string): number;
}

/** Who cites whom, by row. */
export interface RoomGraph {
  /** Rows of the prev events that are held, in cited order. */
  readonly prev: Csr;
  /** Rows of the events that cite a row as prev event, ascending. */
  readonly children: Csr;
  /** Rows of the auth events that are held, in cited order. */
  readonly auth: Csr;
  /** Cited events that are not held. */
  readonly missingPrev: ReadonlyMap<number, readonly string[]>;
  readonly missingAuth: ReadonlyMap<number, readonly string[]>;
}

/** From the side tables of a database that we wrote; empty in a foreign one. */
export interface RecordedColumns {
  readonly recorded: boolean;
  /** Input kind: 1 outlier, 2 new, 3 old; 0 not recorded. */
  readonly kind: Uint8Array;
  readonly incomplete: Uint8Array;
  /** `valid`, `redacted`, `mismatch`; "" not recorded. */
  contentHash(row: number): string;
  /** `valid`, `invalid`, `unchecked`; "" not recorded. */
  signatures(row: number): string;
  /** The ladder as recorded; null where it was not. */
  ladder(row: number): readonly LevelVerdict[] | null;
}

/** Reads a room into memory in one pass over its rows and their JSON. O(events + edges). */
export async function loadRoomEvents(
  storage: Storage,
  roomNid: RoomNid,
  work: Work,
): Promise<RoomEvents> {
  const room = storage.rooms.all().find((row) => row.roomNid === roomNid);
  if (!room) throw new RoomscopeError('usage', `The database holds no room ${roomNid}.`);
  const columns = new RoomColumns();
  await columns.readRows(storage.events.ofRoom(roomNid), work);
  const { prev, auth } = await columns.readJson(storage.events.jsonOfRoom(roomNid), work);
  await columns.readSide(storage.side.events(roomNid), work);
  const rows = new RowOrder(displayOrder(columns, prev.held, room));
  return {
    room,
    ...eventColumns(room, columns, rows),
    ...graph(prev, auth, rows),
    ...recordedColumns(columns, rows, storage.side.present),
  };
}

function displayOrder(columns: RoomColumns, prev: Csr, room: RoomRow): Int32Array {
  const { order, cycle } = topologicalOrder(prev);
  if (cycle === null) return order;
  const eventId = columns.eventIds[cycle[0] ?? -1] ?? null;
  throw new RoomscopeError(
    'corrupt_database',
    `In room ${room.roomId} the event ${eventId} is its own ancestor by prev_events, so the room has no order. Open an intact copy of the database.`,
    { eventId },
  );
}

/** Takes columns in NID order to display order. */
class RowOrder {
  /** By row, the place in NID order; and the other way round. */
  readonly order: Int32Array;
  readonly rowOf: Int32Array;

  constructor(order: Int32Array) {
    this.order = order;
    this.rowOf = new Int32Array(order.length);
    for (let row = 0; row < order.length; row++) this.rowOf[order[row] ?? 0] = row;
  }

  float64(column: readonly number[]): Float64Array {
    return Float64Array.from(this.order, (index) => column[index] ?? 0);
  }

  int32(column: readonly number[]): Int32Array {
    return Int32Array.from(this.order, (index) => column[index] ?? 0);
  }

  uint8(column: readonly number[]): Uint8Array {
    return Uint8Array.from(this.order, (index) => column[index] ?? 0);
  }

  csr(graph: Csr): Csr {
    const permuted = new CsrBuilder();
    for (const index of this.order) {
      for (const target of targetsOf(graph, index)) permuted.add(this.rowOf[target] ?? 0);
      permuted.endNode();
    }
    return permuted.build();
  }

  map<Value>(byIndex: ReadonlyMap<number, Value>): ReadonlyMap<number, Value> {
    return new Map([...byIndex].map(([index, value]) => [this.rowOf[index] ?? 0, value]));
  }
}

function eventColumns(room: RoomRow, columns: RoomColumns, rows: RowOrder) {
  const latest = new Set<number>(room.latestEventNids);
  return {
    count: rows.order.length,
    eventNid: rows.float64(columns.nids.nids),
    eventId: Array.from(rows.order, (index) => columns.eventIds[index] ?? ''),
    typeNid: rows.float64(columns.typeNid),
    stateKeyNid: rows.float64(columns.stateKeyNid),
    isState: rows.uint8(columns.isState),
    snapshotBefore: rows.float64(columns.snapshotBefore),
    rejected: rows.uint8(columns.rejected),
    sent: rows.uint8(columns.sent),
    redacted: rows.uint8(columns.redacted),
    putOutByOther: rows.uint8(columns.putOutByOther),
    forwardExtremity: rows.uint8(columns.nids.nids.map((nid) => (latest.has(nid) ? 1 : 0))),
    depth: rows.float64(columns.depth),
    exactDepth: rows.map(columns.bigDepths),
    originServerTs: rows.float64(columns.originServerTs),
    sender: rows.int32(columns.sender),
    senders: columns.senders,
    rowOfNid: (eventNid: number) => rows.rowOf[columns.nids.indexOf(eventNid)] ?? -1,
    rowOfId: (eventId: string) => rows.rowOf[columns.indexOfId.get(eventId) ?? -1] ?? -1,
  };
}

function graph(prev: References, auth: References, rows: RowOrder): RoomGraph {
  const prevByRow = rows.csr(prev.held);
  return {
    prev: prevByRow,
    children: reverseCsr(prevByRow),
    auth: rows.csr(auth.held),
    missingPrev: rows.map(prev.missing),
    missingAuth: rows.map(auth.missing),
  };
}

function recordedColumns(columns: RoomColumns, rows: RowOrder, recorded: boolean): RecordedColumns {
  return {
    recorded,
    kind: rows.uint8(columns.kind),
    incomplete: rows.uint8(columns.incomplete),
    contentHash: (row) => columns.contentHash[rows.order[row] ?? -1] ?? '',
    signatures: (row) => columns.signatures[rows.order[row] ?? -1] ?? '',
    ladder: (row) => {
      const text = columns.ladders[rows.order[row] ?? -1];
      return text === undefined ? null : decodeLadder(text);
    },
  };
}
