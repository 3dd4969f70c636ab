import { type Csr, targetsOf } from '../../base/csr';

/** All rows that a row leads to along the edges, itself left out; 1 where they do. O(rows + edges). */
export function reachedFrom(graph: Csr, row: number): Uint8Array {
  const reached = new Uint8Array(graph.start.length - 1);
  const open = [row];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const target of targetsOf(graph, next)) {
      if (reached[target] === 1) continue;
      reached[target] = 1;
      open.push(target);
    }
  return reached;
}
