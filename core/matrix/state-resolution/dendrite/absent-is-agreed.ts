import { distinctValues } from '../partition';
import type {
  ConflictedKey,
  EventNumber,
  ResolutionInput,
  TupleNumber,
  UnconflictedState,
} from '../resolver-types';

/** A resolution's input, and the entries that moved to its unconflicted state. */
export interface WithAgreement {
  readonly input: ResolutionInput;
  readonly agreed: ReadonlyMap<TupleNumber, EventNumber>;
}

/**
 * Departure A: a key for which only one event stands, and which other sets lack, is unconflicted.
 * Nothing is copied: the unconflicted state given shows through. O(conflicted keys).
 */
export function absentIsAgreed(input: ResolutionInput): WithAgreement {
  const conflicted: ConflictedKey[] = [];
  const agreed = new Map<TupleNumber, EventNumber>();
  for (const key of input.conflicted) {
    const values = distinctValues(key);
    if (values.length > 1) conflicted.push(key);
    else for (const event of values) agreed.set(key.tuple, event);
  }
  if (agreed.size === 0) return { input, agreed };
  const unconflicted = new Overlay(input.unconflicted, agreed);
  return { input: { ...input, conflicted, unconflicted }, agreed };
}

class Overlay implements UnconflictedState {
  readonly #base: UnconflictedState;
  readonly #agreed: ReadonlyMap<TupleNumber, EventNumber>;

  constructor(base: UnconflictedState, agreed: ReadonlyMap<TupleNumber, EventNumber>) {
    this.#base = base;
    this.#agreed = agreed;
  }

  get(tuple: TupleNumber): EventNumber {
    return this.#agreed.get(tuple) ?? this.#base.get(tuple);
  }

  *events(): Generator<EventNumber> {
    yield* this.#base.events();
    yield* this.#agreed.values();
  }
}
