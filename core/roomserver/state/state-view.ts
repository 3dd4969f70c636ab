import type { EventNid } from '../types/nids';
import type { StateBlocks } from './state-blocks';
import type { Tuple } from './tuples';

/**
 * One state, read through its list of blocks without copying it: the last block in the list that
 * holds a tuple wins, as the server loads it.
 */
export class StateView {
  readonly #blocks: StateBlocks;
  readonly #list: Int32Array;
  #flat: Int32Array | null = null;

  constructor(blocks: StateBlocks, list: Int32Array) {
    this.#blocks = blocks;
    this.#list = list;
  }

  /** 0 where the state has no entry. O(blocks * log entries). */
  get(tuple: Tuple): EventNid | 0 {
    const event = this.find(tuple);
    return event < 0 ? 0 : this.#blocks.events.nid(event);
  }

  /** As `get`, but an event index, -1 where there is none. */
  find(tuple: Tuple): number {
    for (let at = this.#list.length - 1; at >= 0; at--) {
      const event = this.#blocks.find(this.#list[at] ?? 0, tuple);
      if (event >= 0) return event;
    }
    return -1;
  }

  /** Block indices in list order. */
  get list(): Int32Array {
    return this.#list;
  }

  /** Event indices of the whole state, sorted by tuple. Computed when first asked for. */
  flat(): Int32Array {
    this.#flat ??= flatten(this.#blocks, this.#list);
    return this.#flat;
  }

  get size(): number {
    return this.flat().length;
  }

  /** Every entry, sorted by tuple. */
  *entries(): Generator<readonly [Tuple, EventNid]> {
    for (const event of this.flat())
      yield [this.#blocks.tupleOf(event), this.#blocks.events.nid(event)];
  }

  /** Every event in force, sorted by tuple. */
  eventNids(): EventNid[] {
    return Array.from(this.flat(), (event) => this.#blocks.events.nid(event));
  }
}

/**
 * The entries that a list of blocks stands for. The biggest block usually comes first, so the later
 * ones are sorted among themselves and merged into it. O(first block + rest * log rest).
 */
function flatten(blocks: StateBlocks, list: Int32Array): Int32Array {
  const first = list[0];
  if (first === undefined) return new Int32Array(0);
  const bottom = lastOfEachTuple(blocks, blocks.entries(first));
  if (list.length === 1) return bottom;
  return overlay(blocks, bottom, sortLater(blocks, list));
}

/** The entries of all blocks but the first, sorted by tuple, the last block's entry for each. */
function sortLater(blocks: StateBlocks, list: Int32Array): Int32Array {
  const events: number[] = [];
  for (const block of list.subarray(1))
    for (const event of blocks.entries(block)) events.push(event);
  const keys = Float64Array.from(events, (event, i) => blocks.tupleOf(event) * events.length + i);
  keys.sort();
  const sorted = Int32Array.from(keys, (key) => events[key % events.length] ?? 0);
  return lastOfEachTuple(blocks, sorted);
}

/** Of entries sorted by tuple, the last of each run of equal tuples. */
function lastOfEachTuple(blocks: StateBlocks, sorted: Int32Array): Int32Array {
  let repeated = false;
  for (let i = 1; i < sorted.length && !repeated; i++)
    repeated = blocks.tupleOf(sorted[i - 1] ?? 0) === blocks.tupleOf(sorted[i] ?? 0);
  if (!repeated) return sorted;
  return sorted.filter(
    (event, i) =>
      blocks.tupleOf(event) !== blocks.tupleOf(sorted[i + 1] ?? -1) || i + 1 === sorted.length,
  );
}

/** Merges two states sorted by tuple; where both hold a tuple, `top` wins. O(bottom + top). */
export function overlay(blocks: StateBlocks, bottom: Int32Array, top: Int32Array): Int32Array {
  const merged = new Int32Array(bottom.length + top.length);
  let length = 0;
  let below = 0;
  for (const event of top) {
    const tuple = blocks.tupleOf(event);
    while (below < bottom.length && blocks.tupleOf(bottom[below] ?? 0) < tuple)
      merged[length++] = bottom[below++] ?? 0;
    if (below < bottom.length && blocks.tupleOf(bottom[below] ?? 0) === tuple) below++;
    merged[length++] = event;
  }
  while (below < bottom.length) merged[length++] = bottom[below++] ?? 0;
  return merged.subarray(0, length);
}
