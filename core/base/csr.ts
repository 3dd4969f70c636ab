/**
 * Adjacency lists of many nodes in two arrays: the targets of node `i` are
 * `targets[start[i]] .. targets[start[i + 1] - 1]`. `start` has one element more than nodes.
 */
export interface Csr {
  readonly start: Int32Array;
  readonly targets: Int32Array;
}

/** Builds lists from `(from, to)` pairs that come in ascending order of `from`. O(nodes + pairs). */
export class CsrBuilder {
  readonly #start: number[] = [0];
  readonly #targets: number[] = [];

  /** Adds one target to the node that is being built. */
  add(target: number): void {
    this.#targets.push(target);
  }

  /** Ends the list of the current node. */
  endNode(): void {
    this.#start.push(this.#targets.length);
  }

  build(): Csr {
    return { start: Int32Array.from(this.#start), targets: Int32Array.from(this.#targets) };
  }
}

/** The same edges seen from the other end; lists come out in ascending order. O(nodes + edges). */
export function reverseCsr(graph: Csr): Csr {
  const nodes = graph.start.length - 1;
  const start = new Int32Array(nodes + 1);
  for (const target of graph.targets) start[target + 1] = (start[target + 1] ?? 0) + 1;
  for (let node = 0; node < nodes; node++)
    start[node + 1] = (start[node + 1] ?? 0) + (start[node] ?? 0);
  const next = start.slice();
  const targets = new Int32Array(graph.targets.length);
  for (let node = 0; node < nodes; node++) {
    for (let at = graph.start[node] ?? 0; at < (graph.start[node + 1] ?? 0); at++) {
      const target = graph.targets[at] ?? 0;
      const place = next[target] ?? 0;
      targets[place] = node;
      next[target] = place + 1;
    }
  }
  return { start, targets };
}

/** The targets of one node, as a view. */
export function targetsOf(graph: Csr, node: number): Int32Array {
  return graph.targets.subarray(graph.start[node] ?? 0, graph.start[node + 1] ?? 0);
}
