import { assertNid, type EventNid } from '../../../types/nids';
import type { PreviousEventsTable } from '../../interface';
import type { SqljsDatabase, TransactionMember } from '../sqljs-database';

/**
 * `roomserver_previous_events`: for each event ID the events that have it among their prev events.
 * Dendrite's SQLite updater loses all but the last (`1,42`), so that what is read is only whether
 * the row is there; what is written is the whole list.
 *
 * A list is written once per transaction, not once per referring event: a hundred thousand children
 * of one parent would otherwise rewrite an ever longer list each time.
 */
export class DendritePreviousEventsTable implements PreviousEventsTable, TransactionMember {
  readonly #database: SqljsDatabase;
  readonly #pending = new Map<string, EventNid[]>();
  /** Keys of `#pending` in the order in which their lists grew. */
  readonly #added: string[] = [];

  constructor(database: SqljsDatabase) {
    this.#database = database;
    database.join(this);
  }

  add(previousEventId: string, eventNid: EventNid): void {
    assertNid(eventNid, 'event_nid');
    this.#database.assertWritable();
    const nids = this.#pending.get(previousEventId) ?? [];
    if (nids.at(-1) === eventNid) return;
    nids.push(eventNid);
    this.#pending.set(previousEventId, nids);
    this.#added.push(previousEventId);
  }

  isReferenced(eventId: string): boolean {
    if (this.#pending.has(eventId)) return true;
    const sql = 'SELECT 1 FROM roomserver_previous_events WHERE previous_event_id = ?';
    return this.#database.first(sql, [eventId]) !== undefined;
  }

  beforeCommit(): void {
    for (const [previousEventId, nids] of this.#pending)
      this.#database.run(
        `INSERT INTO roomserver_previous_events (previous_event_id, event_nids) VALUES (?1, ?2)
         ON CONFLICT (previous_event_id) DO UPDATE SET event_nids = event_nids || ',' || ?2`,
        [previousEventId, nids.join(',')],
      );
  }

  afterCommit(): void {
    this.#pending.clear();
    this.#added.length = 0;
  }

  mark(): number {
    return this.#added.length;
  }

  rollBackTo(mark: number): void {
    for (const previousEventId of this.#added.splice(mark).reverse()) {
      const nids = this.#pending.get(previousEventId);
      nids?.pop();
      if (nids?.length === 0) this.#pending.delete(previousEventId);
    }
  }
}
