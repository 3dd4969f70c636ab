import type {
  ConflictedKey,
  UnconflictedState,
} from '../../matrix/state-resolution/resolver-types';
import { tuplesThatMayDiffer } from './difference';
import type { StateBlocks } from './state-blocks';
import { overlay, type StateView } from './state-view';
import type { Tuple } from './tuples';

/** The state after one parent: its state before, and its own entry (an event index; -1: none). */
export interface ParentState {
  readonly before: StateView;
  readonly own: number;
}

export interface StateComparison {
  /** Keys on which the states differ, absence included; by tuple. */
  readonly conflicted: readonly ConflictedKey[];
  readonly unconflicted: UnconflictedState;
  /** The event indices of `unconflicted`, sorted by tuple. O(size of one state) when first asked for. */
  unconflictedEvents(): Int32Array;
  /** Whether any key has two different events (rather than being absent on one side). */
  readonly namesDifferentEvents: boolean;
}

/**
 * Compares the states after several parents. Only keys in blocks that not all parents share are
 * looked at: O(differing blocks * log). What the states share is put together only when asked for.
 */
export function compareStates(
  blocks: StateBlocks,
  parents: readonly ParentState[],
): StateComparison {
  const conflicted: ConflictedKey[] = [];
  let namesDifferentEvents = false;
  for (const tuple of candidateTuples(blocks, parents)) {
    const events = parents.map((parent) => entryOf(blocks, parent, tuple));
    if (events.every((event) => event === events[0])) continue;
    conflicted.push({ tuple, values: events.map((event) => numberOf(blocks, event)) });
    namesDifferentEvents ||= new Set(events.filter((event) => event >= 0)).size > 1;
  }
  const unconflicted = new Unconflicted(blocks, parents[0], conflicted);
  const unconflictedEvents = () => unconflicted.indices();
  return { conflicted, unconflicted, unconflictedEvents, namesDifferentEvents };
}

function candidateTuples(blocks: StateBlocks, parents: readonly ParentState[]): readonly Tuple[] {
  const lists = parents.map((parent) => parent.before.list);
  const tuples = new Set(tuplesThatMayDiffer(blocks, lists));
  for (const { own } of parents) if (own >= 0) tuples.add(blocks.tupleOf(own));
  return [...tuples].sort((a, b) => a - b);
}

function entryOf(blocks: StateBlocks, parent: ParentState, tuple: Tuple): number {
  if (parent.own >= 0 && blocks.tupleOf(parent.own) === tuple) return parent.own;
  return parent.before.find(tuple);
}

function numberOf(blocks: StateBlocks, event: number): number {
  return event < 0 ? 0 : blocks.events.nid(event);
}

/** What all states share: the first one's entries but those at conflicted keys. */
class Unconflicted implements UnconflictedState {
  readonly #blocks: StateBlocks;
  readonly #first: ParentState | undefined;
  readonly #conflicted: ReadonlySet<Tuple>;
  #indices: Int32Array | null = null;

  constructor(
    blocks: StateBlocks,
    first: ParentState | undefined,
    conflicted: readonly ConflictedKey[],
  ) {
    this.#blocks = blocks;
    this.#first = first;
    this.#conflicted = new Set(conflicted.map((key) => key.tuple));
  }

  get(tuple: Tuple): number {
    if (this.#first === undefined || this.#conflicted.has(tuple)) return 0;
    return numberOf(this.#blocks, entryOf(this.#blocks, this.#first, tuple));
  }

  *events(): Generator<number> {
    for (const event of this.indices()) yield numberOf(this.#blocks, event);
  }

  indices(): Int32Array {
    this.#indices ??= this.#flat();
    return this.#indices;
  }

  #flat(): Int32Array {
    if (this.#first === undefined) return new Int32Array(0);
    const { before, own } = this.#first;
    const top = Int32Array.from(own < 0 ? [] : [own]);
    const state = overlay(this.#blocks, before.flat(), top);
    if (this.#conflicted.size === 0) return state;
    return state.filter((event) => !this.#conflicted.has(this.#blocks.tupleOf(event)));
  }
}
