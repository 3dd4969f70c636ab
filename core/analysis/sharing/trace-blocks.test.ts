import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CsrBuilder } from '../../base/csr';
import { Work } from '../../base/work';
import { nodePlatform } from '../../testing/node/node-platform';
import { traceBlocks } from './trace-blocks';

const work = () => new Work(nodePlatform(), new AbortController().signal, () => undefined);

/** The same question answered from scratch for one list: the last block that holds a tuple wins. */
function traceOne(list: readonly number[], blocks: readonly (readonly number[])[]) {
  const holder = new Map<number, number>();
  for (const [depth, block] of list.entries())
    for (const tuple of blocks[block] ?? []) holder.set(tuple, depth);
  const held = new Set(holder.values());
  return { inForce: list.map((_, depth) => (held.has(depth) ? 1 : 0)), size: holder.size };
}

test('sharing the work between lists that begin alike changes no answer', async () => {
  const block = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 });
  const list = fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(block, { minLength: 8, maxLength: 8 }),
      fc.array(list, { maxLength: 12 }),
      async (blocks, lists) => {
        const csr = new CsrBuilder();
        for (const one of lists) {
          for (const at of one) csr.add(at);
          csr.endNode();
        }
        const tuplesOf = (at: number) => Int32Array.from(blocks[at] ?? []);
        const traced = await traceBlocks(csr.build(), tuplesOf, 7, work());
        const expected = lists.map((one) => traceOne(one, blocks));
        expect([...traced.size]).toEqual(expected.map(({ size }) => size));
        expect([...traced.inForce]).toEqual(expected.flatMap(({ inForce }) => inForce));
      },
    ),
  );
});
