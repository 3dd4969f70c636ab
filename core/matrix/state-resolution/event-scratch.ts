import type { EventNumber } from './resolver-types';

/**
 * A map from event numbers to small integers that is emptied in O(1): entries of earlier epochs do
 * not count. Made once per room and used again for every merge, so that a merge costs nothing that
 * grows with the room.
 */
export class EventScratch {
  #epoch = 1;
  #epochs = new Int32Array(0);
  #values = new Int32Array(0);

  /** Empties the map and makes room for event numbers below `limit`. */
  reset(limit: number): void {
    this.#epoch++;
    if (limit <= this.#epochs.length) return;
    const length = Math.max(limit, 2 * this.#epochs.length);
    this.#epochs = new Int32Array(length);
    this.#values = new Int32Array(length);
  }

  has(event: EventNumber): boolean {
    return this.#epochs[event] === this.#epoch;
  }

  /** undefined where the event has no entry. */
  get(event: EventNumber): number | undefined {
    return this.has(event) ? this.#values[event] : undefined;
  }

  set(event: EventNumber, value: number): void {
    this.#epochs[event] = this.#epoch;
    this.#values[event] = value;
  }

  /** Adds an event as to a set; false where it was there. */
  add(event: EventNumber): boolean {
    if (this.has(event)) return false;
    this.set(event, 1);
    return true;
  }
}
