import { type Csr, reverseCsr } from '../../base/csr';
import { Heap } from '../../base/heap';

export interface TopologicalOrder {
  /** Node indices, every parent before its children; shorter than the graph where there is a cycle. */
  readonly order: Int32Array;
  /** The nodes of one cycle, each the parent of the one before; null where there is none. */
  readonly cycle: readonly number[] | null;
}

/**
 * Orders a graph so that parents come first and otherwise the input order is kept: an input that is
 * in order already stays as it is, ties go by index. O((nodes + edges) log nodes) at worst.
 */
export function topologicalOrder(parents: Csr): TopologicalOrder {
  const nodes = parents.start.length - 1;
  if (isInOrder(parents))
    return { order: Int32Array.from({ length: nodes }, (_, i) => i), cycle: null };
  const children = reverseCsr(parents);
  const waiting = new Int32Array(nodes);
  const ready = new Heap((a, b) => a < b);
  for (let node = 0; node < nodes; node++) {
    waiting[node] = (parents.start[node + 1] ?? 0) - (parents.start[node] ?? 0);
    if (waiting[node] === 0) ready.push(node);
  }
  const order = new Int32Array(nodes);
  let placed = 0;
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    order[placed++] = node;
    for (let at = children.start[node] ?? 0; at < (children.start[node + 1] ?? 0); at++) {
      const child = children.targets[at] ?? 0;
      waiting[child] = (waiting[child] ?? 0) - 1;
      if (waiting[child] === 0) ready.push(child);
    }
  }
  const cycle = placed < nodes ? findCycle(parents, waiting) : null;
  return { order: order.subarray(0, placed), cycle };
}

function isInOrder(parents: Csr): boolean {
  for (let node = 0; node + 1 < parents.start.length; node++) {
    for (let at = parents.start[node] ?? 0; at < (parents.start[node + 1] ?? 0); at++) {
      if ((parents.targets[at] ?? 0) >= node) return false;
    }
  }
  return true;
}

/** Walks from any unplaced node to unplaced parents; it must come back to a node it has seen. */
function findCycle(parents: Csr, waiting: Int32Array): readonly number[] {
  const seenAt = new Map<number, number>();
  const path: number[] = [];
  let node = waiting.findIndex((count) => count > 0);
  while (!seenAt.has(node)) {
    seenAt.set(node, path.length);
    path.push(node);
    const from = parents.start[node] ?? 0;
    const to = parents.start[node + 1] ?? 0;
    node = parents.targets.subarray(from, to).find((parent) => (waiting[parent] ?? 0) > 0) ?? node;
  }
  return path.slice(seenAt.get(node));
}
