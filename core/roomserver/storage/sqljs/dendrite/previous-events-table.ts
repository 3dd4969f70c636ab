import { assertNid, type EventNid } from '../../../types/nids';
import type { PreviousEventsTable } from '../../interface';
import type { SqljsDatabase } from '../sqljs-database';

/**
 * `roomserver_previous_events`: for each event ID the events that have it among their prev events.
 * Dendrite's SQLite updater loses all but the last (`1,42`), so that what is read is only whether
 * the row is there; what is written is the whole list.
 */
export class DendritePreviousEventsTable implements PreviousEventsTable {
  readonly #database: SqljsDatabase;

  constructor(database: SqljsDatabase) {
    this.#database = database;
  }

  add(previousEventId: string, eventNid: EventNid): void {
    assertNid(eventNid, 'event_nid');
    // An event that names a parent twice comes twice in a row: it is listed once.
    this.#database.run(
      `INSERT INTO roomserver_previous_events (previous_event_id, event_nids) VALUES (?1, ?2)
       ON CONFLICT (previous_event_id) DO UPDATE SET event_nids = event_nids || ',' || ?2
       WHERE ',' || event_nids NOT LIKE '%,' || ?2`,
      [previousEventId, String(eventNid)],
    );
  }

  isReferenced(eventId: string): boolean {
    const sql = 'SELECT 1 FROM roomserver_previous_events WHERE previous_event_id = ?';
    return this.#database.first(sql, [eventId]) !== undefined;
  }
}
