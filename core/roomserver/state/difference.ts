import type { StateBlocks } from './state-blocks';
import type { StateView } from './state-view';
import type { Tuple } from './tuples';

/** Up to this many keys are looked up one by one; more, and both states are walked side by side. */
const LOOKED_UP = 64;

interface Difference {
  readonly removed: number[];
  readonly added: number[];
}

/**
 * The event indices only in state `a` (removed) and only in state `b` (added), sorted by tuple.
 * Blocks that both lists share are not looked at: the cost is proportional to what differs.
 */
export function differenceOfStates(blocks: StateBlocks, a: StateView, b: StateView): Difference {
  const tuples = tuplesThatMayDiffer(blocks, [a.list, b.list]);
  if (tuples.length > LOOKED_UP) return walkStates(blocks, a.flat(), b.flat());
  const difference: Difference = { removed: [], added: [] };
  for (const tuple of tuples) note(difference, a.find(tuple), b.find(tuple));
  return difference;
}

/** O(a + b). */
function walkStates(blocks: StateBlocks, a: Int32Array, b: Int32Array): Difference {
  const difference: Difference = { removed: [], added: [] };
  const tupleAt = (state: Int32Array, at: number) =>
    at < state.length ? blocks.tupleOf(state[at] ?? 0) : Number.POSITIVE_INFINITY;
  let atA = 0;
  let atB = 0;
  while (atA < a.length || atB < b.length) {
    const tupleA = tupleAt(a, atA);
    const tupleB = tupleAt(b, atB);
    const before = tupleA <= tupleB ? (a[atA++] ?? -1) : -1;
    const after = tupleB <= tupleA ? (b[atB++] ?? -1) : -1;
    note(difference, before, after);
  }
  return difference;
}

function note({ removed, added }: Difference, before: number, after: number): void {
  if (before === after) return;
  if (before >= 0) removed.push(before);
  if (after >= 0) added.push(after);
}

/** The tuples in blocks that not all lists share, ascending: on all others the states agree. */
export function tuplesThatMayDiffer(
  blocks: StateBlocks,
  lists: readonly Int32Array[],
): readonly Tuple[] {
  const tuples = new Set<Tuple>();
  for (const block of unsharedBlocks(blocks, lists))
    for (const event of blocks.entries(block)) tuples.add(blocks.tupleOf(event));
  return [...tuples].sort((x, y) => x - y);
}

/** What all lists begin with says the same in all; so do later shared blocks where lists are sorted. */
function unsharedBlocks(blocks: StateBlocks, lists: readonly Int32Array[]): Iterable<number> {
  const [first = new Int32Array(0)] = lists;
  let common = 0;
  while (common < first.length && lists.every((list) => list[common] === first[common])) common++;
  const rests = lists.map((list) => list.subarray(common));
  const holders = new Map<number, number>();
  for (const rest of rests)
    for (const block of rest) holders.set(block, (holders.get(block) ?? 0) + 1);
  if (rests.every((rest) => isAscending(blocks, rest)))
    for (const [block, count] of holders) if (count === lists.length) holders.delete(block);
  return holders.keys();
}

function isAscending(blocks: StateBlocks, list: Int32Array): boolean {
  for (let i = 1; i < list.length; i++)
    if (blocks.blocks.nid(list[i - 1] ?? 0) >= blocks.blocks.nid(list[i] ?? 0)) return false;
  return true;
}
