import { Int32List } from '../../base/int32-list';
import type { SnapshotLabel } from '../storage/tables/interface';
import { NidIndex } from '../types/nid-index';
import type { RoomNid, StateSnapshotNid } from '../types/nids';

/** The state snapshots of a database: each a list of block indices (numbers of `StateBlocks`). */
export class StateSnapshots {
  readonly snapshots = new NidIndex<StateSnapshotNid>();
  readonly #start = new Int32List();
  readonly #end = new Int32List();
  readonly #pool = new Int32List();
  readonly #rooms: RoomNid[] = [];
  readonly #labels: (SnapshotLabel | null)[] = [];
  /** Snapshots by the last block of their list: head by block index, then a chain; index + 1. */
  readonly #firstWithLast = new Int32List();
  readonly #nextWithLast = new Int32List();
  #empty = -1;

  add(nid: StateSnapshotNid, roomNid: RoomNid, blocks: ArrayLike<number>): number {
    const snapshot = this.snapshots.add(nid);
    this.#start.set(snapshot, this.#pool.length);
    this.#pool.pushAll(blocks);
    this.#end.set(snapshot, this.#pool.length);
    this.#rooms[snapshot] = roomNid;
    this.#labels[snapshot] = null;
    const last = blocks[blocks.length - 1];
    if (last === undefined) this.#empty = snapshot;
    else {
      this.#nextWithLast.set(snapshot, this.#firstWithLast.at(last));
      this.#firstWithLast.set(last, snapshot + 1);
    }
    return snapshot;
  }

  /** Block indices in list order. */
  list(snapshot: number): Int32Array {
    return this.#pool.slice(this.#start.at(snapshot), this.#end.at(snapshot));
  }

  /** The snapshot with exactly this list, -1 where none is stored. */
  find(list: ArrayLike<number>): number {
    const last = list[list.length - 1];
    if (last === undefined) return this.#empty;
    let snapshot = this.#firstWithLast.at(last) - 1;
    while (snapshot >= 0 && !sameList(this.list(snapshot), list))
      snapshot = this.#nextWithLast.at(snapshot) - 1;
    return snapshot;
  }

  roomNid(snapshot: number): RoomNid {
    return this.#rooms[snapshot] as RoomNid;
  }

  setRoom(snapshot: number, roomNid: RoomNid): void {
    this.#rooms[snapshot] = roomNid;
  }

  label(snapshot: number): SnapshotLabel | null {
    return this.#labels[snapshot] ?? null;
  }

  setLabel(snapshot: number, label: SnapshotLabel): void {
    this.#labels[snapshot] = label;
  }
}

function sameList(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
