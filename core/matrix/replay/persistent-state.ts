import type { EventNumber, TupleNumber } from '../state-resolution/resolver-types';

const BITS = 4;
const WIDTH = 1 << BITS;

/** Events by the last bits of their tuples (0: none), or nodes by the bits above those. */
type Node = Leaf | Branch;
type Leaf = Int32Array;
type Branch = readonly (Node | undefined)[];

/**
 * One state of a room, which never changes: putting an entry in place makes a new state that shares
 * everything but the path to that entry. So keeping the state after every event costs what changes,
 * and two states are compared without looking at what they share.
 *
 * A trie over the digits of the tuple number; `levels` grows with the largest tuple.
 */
export class PersistentState {
  static readonly EMPTY = new PersistentState(undefined, 1);
  readonly #root: Node | undefined;
  readonly #levels: number;
  /** Tuples that it holds are below this. */
  readonly #capacity: number;

  private constructor(root: Node | undefined, levels: number) {
    this.#root = root;
    this.#levels = levels;
    this.#capacity = capacity(levels);
  }

  /** 0 where the state has no entry. */
  get(tuple: TupleNumber): EventNumber {
    if (tuple >= this.#capacity) return 0;
    let node = this.#root;
    for (let level = this.#levels - 1; level > 0 && node !== undefined; level--)
      node = (node as Branch)[digit(tuple, level)];
    return (node as Leaf | undefined)?.[digit(tuple, 0)] ?? 0;
  }

  /** The same state with `event` in place; 0 takes the entry away. */
  with(tuple: TupleNumber, event: EventNumber): PersistentState {
    if (this.get(tuple) === event) return this;
    let levels = this.#levels;
    while (tuple >= capacity(levels)) levels++;
    return new PersistentState(replaced(this.rootAt(levels), levels - 1, tuple, event), levels);
  }

  /** By tuple, ascending. */
  *entries(): Generator<readonly [TupleNumber, EventNumber]> {
    const stack = [{ node: this.#root, level: this.#levels - 1, base: 0 }];
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      const { node, level, base } = top;
      if (node === undefined) continue;
      if (node instanceof Int32Array) {
        for (const [at, event] of node.entries()) if (event !== 0) yield [base + at, event];
        continue;
      }
      for (let at = WIDTH - 1; at >= 0; at--) {
        stack.push({ node: node[at], level: level - 1, base: base + at * capacity(level) });
      }
    }
  }

  *values(): Generator<EventNumber> {
    for (const [, event] of this.entries()) yield event;
  }

  /** The tuples at which these states do not all agree, ascending. Costs what they do not share. */
  static differing(states: readonly PersistentState[]): readonly TupleNumber[] {
    const levels = Math.max(1, ...states.map((state) => state.#levels));
    const found: TupleNumber[] = [];
    collectDiffering(
      states.map((state) => state.rootAt(levels)),
      levels - 1,
      0,
      found,
    );
    return found;
  }

  /** The root of the same state with more levels. */
  rootAt(levels: number): Node | undefined {
    let root = this.#root;
    for (let level = this.#levels; level < levels && root !== undefined; level++) root = [root];
    return root;
  }
}

/** Tuples that a trie of so many levels holds are below this. */
function capacity(levels: number): number {
  return WIDTH ** levels;
}

function digit(tuple: TupleNumber, level: number): number {
  return (tuple >>> (level * BITS)) & (WIDTH - 1);
}

/** Goes no deeper than the levels, of which a room of any size has a handful. */
function replaced(
  node: Node | undefined,
  level: number,
  tuple: TupleNumber,
  event: EventNumber,
): Node {
  if (level === 0) {
    const leaf = node === undefined ? new Int32Array(WIDTH) : (node as Leaf).slice();
    leaf[digit(tuple, 0)] = event;
    return leaf;
  }
  const branch: (Node | undefined)[] = node === undefined ? [] : (node as Branch).slice();
  const at = digit(tuple, level);
  branch[at] = replaced(branch[at], level - 1, tuple, event);
  return branch;
}

/** As deep as `replaced`. */
function collectDiffering(
  nodes: readonly (Node | undefined)[],
  level: number,
  base: number,
  found: TupleNumber[],
): void {
  const [first] = nodes;
  if (nodes.every((node) => node === first)) return;
  for (let at = 0; at < WIDTH; at++) {
    if (level > 0) {
      const below = nodes.map((node) => (node as Branch | undefined)?.[at]);
      collectDiffering(below, level - 1, base + at * capacity(level), found);
      continue;
    }
    const own = (first as Leaf | undefined)?.[at] ?? 0;
    if (nodes.some((node) => ((node as Leaf | undefined)?.[at] ?? 0) !== own))
      found.push(base + at);
  }
}
