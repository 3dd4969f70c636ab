import type { ImportFacts } from '../../interchange/import-room';
import type { VerifyKeys } from '../../matrix/event/verify-keys';
import type { RoomVersionRules } from '../../matrix/room-versions/rules';
import type { RoomEvents } from '../../roomserver/internal/query/room-events';
import type { StateStorage } from '../../roomserver/state/state-storage';
import type { Storage } from '../../roomserver/storage/interface';
import type { RoomRow } from '../../roomserver/storage/tables/interface';
import type { DocumentInfo } from '../requests';
import type { Lesson } from '../room-view';

/** An open document: its database, and what its import found. */
export interface OpenDocument {
  readonly info: DocumentInfo;
  readonly storage: Storage;
  /** What only the import knows, by room ID; empty where the document is a database. */
  readonly imported: ReadonlyMap<string, ImportFacts>;
  /** From start of reading to the last commit; 0 for a foreign database. */
  readonly importSeconds: number;
  /** Public keys that were given to check signatures with. */
  readonly keys: VerifyKeys;
  /** Explains a sample's storage with the numbers it really has; null for other documents. */
  readonly lesson: ((room: OpenRoom) => Lesson) | null;
}

/** One room of an open document with what every question about it needs, loaded once. */
export interface OpenRoom {
  readonly document: OpenDocument;
  readonly storage: Storage;
  readonly row: RoomRow;
  readonly rules: RoomVersionRules;
  readonly events: RoomEvents;
  readonly state: StateStorage;
  /** Things that handlers computed for this room (a layout); they go when the document closes. */
  readonly memo: Memo;
}

/** Computes a value once per key, also for callers that ask while it is being computed. */
export class Memo {
  readonly #values = new Map<string, Promise<unknown>>();

  /**
   * A failure belongs to the caller whose computation it was (it may have been cancelled): the others
   * try for themselves.
   */
  async get<Value>(key: string, compute: () => Promise<Value>): Promise<Value> {
    for (let known = this.#values.get(key); known; known = this.#values.get(key)) {
      try {
        return (await known) as Value;
      } catch {
        if (this.#values.get(key) === known) this.#values.delete(key);
      }
    }
    const value = compute();
    this.#values.set(key, value);
    try {
      return await value;
    } catch (error) {
      if (this.#values.get(key) === value) this.#values.delete(key);
      throw error;
    }
  }
}
