import { type Csr, targetsOf } from '../../base/csr';
import type { Work } from '../../base/work';

export interface TracedBlocks {
  /** Parallel to the lists' targets. 1: an entry of the block is in force in that snapshot. */
  readonly inForce: Uint8Array;
  /** Entries of each snapshot's state. */
  readonly size: Int32Array;
}

/**
 * What is in force in every snapshot. Snapshots are visited in the order of their lists, so that those which
 * begin alike share the work: each distinct beginning costs the entries of its last block once, not once
 * per snapshot (full copies of a large state stand under many snapshots).
 */
export async function traceBlocks(
  lists: Csr,
  tuplesOf: (block: number) => Int32Array,
  tupleLimit: number,
  work: Work,
): Promise<TracedBlocks> {
  const snapshots = lists.start.length - 1;
  const inForce = new Uint8Array(lists.targets.length);
  const size = new Int32Array(snapshots);
  const stack = new BlockStack(tupleLimit);
  for (const [done, snapshot] of inListOrder(lists).entries()) {
    await work.breathe({ phase: 'Tracing blocks', done, total: snapshots });
    const list = targetsOf(lists, snapshot);
    const common = stack.commonWith(list);
    while (stack.depth > common) stack.pop();
    for (const block of list.subarray(common)) stack.push(block, tuplesOf(block));
    const start = lists.start[snapshot] ?? 0;
    for (let depth = 0; depth < list.length; depth++)
      inForce[start + depth] = stack.holds(depth) ? 1 : 0;
    size[snapshot] = stack.size;
  }
  return { inForce, size };
}

/** Snapshots sorted by their lists, element by element. */
function inListOrder(lists: Csr): Int32Array {
  const { start, targets } = lists;
  const order = Int32Array.from({ length: start.length - 1 }, (_, snapshot) => snapshot);
  return order.sort((a, b) => {
    const from = start[a] ?? 0;
    const other = start[b] ?? 0;
    const lengthA = (start[a + 1] ?? 0) - from;
    const lengthB = (start[b + 1] ?? 0) - other;
    for (let i = 0; i < lengthA && i < lengthB; i++) {
      const difference = (targets[from + i] ?? 0) - (targets[other + i] ?? 0);
      if (difference !== 0) return difference;
    }
    return lengthA - lengthB;
  });
}

/** The blocks of one list, applied one over the other; the top one can be taken off again. */
class BlockStack {
  /** Depth + 1 of the block that holds each tuple; 0: none. */
  readonly #holder: Int32Array;
  readonly #blocks: number[] = [];
  /** Entries in force, by depth. */
  readonly #held: number[] = [];
  /** What each block replaced: tuple and former holder, alternating. */
  readonly #undo: number[][] = [];
  size = 0;

  constructor(tupleLimit: number) {
    this.#holder = new Int32Array(tupleLimit);
  }

  get depth(): number {
    return this.#blocks.length;
  }

  holds(depth: number): boolean {
    return (this.#held[depth] ?? 0) > 0;
  }

  commonWith(list: Int32Array): number {
    let common = 0;
    while (common < list.length && this.#blocks[common] === list[common]) common++;
    return common;
  }

  push(block: number, tuples: Int32Array): void {
    const mine = this.#blocks.push(block);
    const undo: number[] = [];
    let held = 0;
    for (const tuple of tuples) {
      const former = this.#holder[tuple] ?? 0;
      if (former === mine) continue;
      if (former === 0) this.size++;
      else this.#held[former - 1] = (this.#held[former - 1] ?? 0) - 1;
      undo.push(tuple, former);
      this.#holder[tuple] = mine;
      held++;
    }
    this.#held.push(held);
    this.#undo.push(undo);
  }

  pop(): void {
    this.#blocks.pop();
    this.#held.pop();
    const undo = this.#undo.pop() ?? [];
    for (let i = 0; i < undo.length; i += 2) {
      const former = undo[i + 1] ?? 0;
      this.#holder[undo[i] ?? 0] = former;
      if (former === 0) this.size--;
      else this.#held[former - 1] = (this.#held[former - 1] ?? 0) + 1;
    }
  }
}
