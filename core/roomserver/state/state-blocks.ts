import { Int32List } from '../../base/int32-list';
import { NidIndex } from '../types/nid-index';
import type { EventNid, EventStateKeyNid, EventTypeNid, StateBlockNid } from '../types/nids';
import { type Tuple, TupleIndex } from './tuples';

/**
 * The state blocks of a database, decoded once and never changed. A block is a run of event indices
 * (numbers of `events`) sorted by tuple in one shared array: 4 bytes an entry.
 */
export class StateBlocks {
  readonly tuples = new TupleIndex();
  readonly events = new NidIndex<EventNid>();
  readonly blocks = new NidIndex<StateBlockNid>();
  readonly #tupleOf = new Int32List();
  /** Where each block starts in the pool, and its end. */
  readonly #start = new Int32List();
  readonly #end = new Int32List();
  readonly #pool = new Int32List();
  /** Block index + 1 of the block that holds just this event, by event index. */
  readonly #oneEntryBlock = new Int32List();
  /** Events that blocks list but the database does not hold, by block index. */
  readonly #missingEvent = new Map<number, EventNid>();
  readonly #missingBlocks = new Set<number>();

  /** Makes an event known; blocks may list it from now on. Returns its index. */
  addEvent(nid: EventNid, typeNid: EventTypeNid, stateKeyNid: EventStateKeyNid | 0): number {
    const index = this.events.add(nid);
    this.#tupleOf.set(index, this.tuples.assign(typeNid, stateKeyNid));
    return index;
  }

  /** The tuple of a known event, by index. */
  tupleOf(event: number): Tuple {
    return this.#tupleOf.at(event);
  }

  /** Adds a block as stored. O(n log n). Returns its index. */
  addBlock(nid: StateBlockNid, eventNids: readonly EventNid[]): number {
    const entries = Int32Array.from(eventNids, (event) => this.events.indexOf(event));
    const missing = eventNids[entries.indexOf(-1)];
    const known = missing === undefined ? entries : entries.filter((event) => event >= 0);
    const block = this.addSortedBlock(nid, this.#sortByTuple(known));
    if (missing !== undefined) this.#missingEvent.set(block, missing);
    return block;
  }

  /** Adds a block whose event indices are sorted by tuple already. */
  addSortedBlock(nid: StateBlockNid, entries: Int32Array): number {
    const block = this.blocks.add(nid);
    this.#missingBlocks.delete(block);
    this.#start.set(block, this.#pool.length);
    this.#pool.pushAll(entries);
    this.#end.set(block, this.#pool.length);
    const [only] = entries;
    if (only !== undefined && entries.length === 1) this.#oneEntryBlock.set(only, block + 1);
    return block;
  }

  /** An index for a block that a snapshot lists, whether it is there or not. */
  indexOfListed(nid: StateBlockNid): number {
    const known = this.blocks.indexOf(nid);
    if (known >= 0) return known;
    const block = this.blocks.add(nid);
    this.#start.set(block, 0);
    this.#end.set(block, 0);
    this.#missingBlocks.add(block);
    return block;
  }

  isMissing(block: number): boolean {
    return this.#missingBlocks.has(block);
  }

  /** The block, or an event that it lists, is not in the database. */
  isDamaged(block: number): boolean {
    return this.#missingBlocks.has(block) || this.#missingEvent.has(block);
  }

  /** An event that the block lists and the database lacks; undefined where it lacks none. */
  missingEvent(block: number): EventNid | undefined {
    return this.#missingEvent.get(block);
  }

  /** Event indices sorted by tuple. */
  entries(block: number): Int32Array {
    return this.#pool.slice(this.#start.at(block), this.#end.at(block));
  }

  entryCount(block: number): number {
    return this.#end.at(block) - this.#start.at(block);
  }

  /** The event index that the block holds for `tuple`, -1 where it holds none. O(log n). */
  find(block: number, tuple: Tuple): number {
    const start = this.#start.at(block);
    let low = start;
    let high = this.#end.at(block);
    // The last of several with one tuple wins, so look for the first entry beyond it.
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#tupleOf.at(this.#pool.at(middle)) <= tuple) low = middle + 1;
      else high = middle;
    }
    if (low === start) return -1;
    const event = this.#pool.at(low - 1);
    return this.#tupleOf.at(event) === tuple ? event : -1;
  }

  /** The index of the block that holds just this event (by index), -1 where there is none. */
  oneEntryBlock(event: number): number {
    return this.#oneEntryBlock.at(event) - 1;
  }

  /** By tuple, then by NID, as the server's query and its stable sort put them. */
  #sortByTuple(entries: Int32Array): Int32Array {
    if (entries.length < 2) return entries;
    const keys = Float64Array.from(entries, (event, i) => this.tupleOf(event) * entries.length + i);
    keys.sort();
    return Int32Array.from(keys, (key) => entries[key % entries.length] ?? 0);
  }
}
