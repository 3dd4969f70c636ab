import type { EventStateKeyNid, EventTypeNid } from '../types/nids';

/** Stands for one (type, state key); numbered from 1 in order of first use, 0 means "none". */
export type Tuple = number;

/**
 * Tuple numbers of the (EventTypeNid, EventStateKeyNid) pairs of a database. A pair with state key 0
 * gets a number too: a server that lost a state key still lists such events in its blocks.
 */
export class TupleIndex {
  readonly #byType = new Map<number, Map<number, Tuple>>();
  readonly #types: EventTypeNid[] = [0 as EventTypeNid];
  readonly #stateKeys: (EventStateKeyNid | 0)[] = [0];

  /** Every tuple number is below this. */
  get limit(): number {
    return this.#types.length;
  }

  /** 0 where no event has this pair. */
  find(typeNid: EventTypeNid, stateKeyNid: EventStateKeyNid | 0): Tuple {
    return this.#byType.get(typeNid)?.get(stateKeyNid) ?? 0;
  }

  assign(typeNid: EventTypeNid, stateKeyNid: EventStateKeyNid | 0): Tuple {
    let ofType = this.#byType.get(typeNid);
    if (!ofType) {
      ofType = new Map();
      this.#byType.set(typeNid, ofType);
    }
    const known = ofType.get(stateKeyNid);
    if (known !== undefined) return known;
    const tuple = this.#types.length;
    ofType.set(stateKeyNid, tuple);
    this.#types.push(typeNid);
    this.#stateKeys.push(stateKeyNid);
    return tuple;
  }

  typeNid(tuple: Tuple): EventTypeNid {
    return this.#types[tuple] as EventTypeNid;
  }

  stateKeyNid(tuple: Tuple): EventStateKeyNid | 0 {
    return this.#stateKeys[tuple] ?? 0;
  }
}
