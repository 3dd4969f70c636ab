import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsrBuilder, targetsOf } from '../../base/csr';
import { topologicalOrder } from './topological-order';

function graph(parents: readonly (readonly number[])[]) {
  const builder = new CsrBuilder();
  for (const list of parents) {
    for (const parent of list) builder.add(parent);
    builder.endNode();
  }
  return builder.build();
}

describe('topologicalOrder', () => {
  it('keeps an order that already is topological, whatever its ties', () => {
    const { order } = topologicalOrder(graph([[], [0], [], [1, 2], [0]]));
    expect([...order]).toEqual([0, 1, 2, 3, 4]);
  });

  it('puts parents first and otherwise keeps the input order', () => {
    //  2 ── 0 ── 3
    //   └── 1 ──┘
    const { order, cycle } = topologicalOrder(graph([[2], [2], [], [0, 1]]));
    expect([...order]).toEqual([2, 0, 1, 3]);
    expect(cycle).toBeNull();
  });

  it('names the nodes of a cycle', () => {
    const { order, cycle } = topologicalOrder(graph([[], [3], [1], [2], [3]]));
    expect([...order]).toEqual([0]);
    expect([...(cycle ?? [])].sort()).toEqual([1, 2, 3]);
  });

  it('orders any acyclic graph, shuffled in any way', () => {
    const shape = fc.array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(shape, fc.infiniteStream(fc.nat()), (lists, random) => {
        const nodes = lists.length;
        const place = Array.from({ length: nodes }, (_, i) => i);
        for (let i = nodes - 1; i > 0; i--) {
          const j = random.next().value % (i + 1);
          [place[i], place[j]] = [place[j] as number, place[i] as number];
        }
        const shuffled: number[][] = Array.from({ length: nodes }, () => []);
        lists.forEach((list, node) => {
          if (node === 0) return;
          shuffled[place[node] as number] = list.map((p) => place[p % node] as number);
        });
        const parents = graph(shuffled);
        const { order, cycle } = topologicalOrder(parents);
        expect(cycle).toBeNull();
        const at = new Map([...order].map((node, index) => [node, index]));
        expect(at.size).toBe(nodes);
        for (const node of order) {
          for (const parent of targetsOf(parents, node)) {
            expect(at.get(parent)).toBeLessThan(at.get(node) as number);
          }
        }
      }),
    );
  });
});
