import type { StateBlocks } from './state-blocks';
import type { StateView } from './state-view';
import type { Tuple } from './tuples';

/**
 * The event indices only in state `a` (removed) and only in state `b` (added), sorted by tuple.
 * Blocks that both lists share are not looked at: the cost is proportional to what differs.
 */
export function differenceOfStates(
  blocks: StateBlocks,
  a: StateView,
  b: StateView,
): { removed: number[]; added: number[] } {
  const removed: number[] = [];
  const added: number[] = [];
  for (const tuple of tuplesThatMayDiffer(blocks, [a.list, b.list])) {
    const before = a.find(tuple);
    const after = b.find(tuple);
    if (before === after) continue;
    if (before >= 0) removed.push(before);
    if (after >= 0) added.push(after);
  }
  return { removed, added };
}

/** The tuples in blocks that not all lists share, ascending: on all others the states agree. */
export function tuplesThatMayDiffer(
  blocks: StateBlocks,
  lists: readonly Int32Array[],
): readonly Tuple[] {
  const holders = new Map<number, number>();
  for (const list of lists)
    for (const block of list) holders.set(block, (holders.get(block) ?? 0) + 1);
  // Shared blocks say the same only where all lists apply them in the same order.
  const ordered = lists.every((list) => isAscending(blocks, list));
  const tuples = new Set<Tuple>();
  for (const [block, count] of holders) {
    if (count === lists.length && ordered) continue;
    for (const event of blocks.entries(block)) tuples.add(blocks.tupleOf(event));
  }
  return [...tuples].sort((x, y) => x - y);
}

function isAscending(blocks: StateBlocks, list: Int32Array): boolean {
  for (let i = 1; i < list.length; i++)
    if (blocks.blocks.nid(list[i - 1] ?? 0) >= blocks.blocks.nid(list[i] ?? 0)) return false;
  return true;
}
