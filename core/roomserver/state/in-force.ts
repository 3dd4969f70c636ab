import type { StateBlocks } from './state-blocks';
import type { Tuple } from './tuples';

/**
 * Which blocks of a list still say something: 1 where at least one entry is replaced by no later
 * block. O(entries of all blocks but the first).
 */
export function inForce(blocks: StateBlocks, list: Int32Array): Uint8Array {
  const result = new Uint8Array(list.length);
  const seen = new Set<Tuple>();
  for (let at = list.length - 1; at >= 0; at--) {
    const entries = blocks.entries(list[at] ?? 0);
    if (entries.some((event) => !seen.has(blocks.tupleOf(event)))) result[at] = 1;
    // Nothing comes before the first block, so its entries need not be remembered.
    if (at > 0) for (const event of entries) seen.add(blocks.tupleOf(event));
  }
  return result;
}
