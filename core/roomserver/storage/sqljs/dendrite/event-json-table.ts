import type { EventNid, RoomNid } from '../../../types/nids';
import type { SqljsDatabase } from '../sqljs-database';
import { encodeNids } from './nid-list';
import { bytesOf, numberOf } from './values';

type JsonRow = readonly [EventNid, Uint8Array];

/** `roomserver_event_json`: the bytes of every event, as a BLOB. */
export class EventJsonTable {
  readonly #database: SqljsDatabase;

  constructor(database: SqljsDatabase) {
    this.#database = database;
  }

  byNids(nids: readonly EventNid[]): Generator<JsonRow> {
    return this.#read(
      `SELECT event_nid, event_json FROM roomserver_event_json
       WHERE event_nid IN (SELECT value FROM json_each(?)) ORDER BY event_nid`,
      encodeNids(nids),
    );
  }

  ofRoom(roomNid: RoomNid): Generator<JsonRow> {
    return this.#read(
      `SELECT e.event_nid, j.event_json
       FROM roomserver_events e JOIN roomserver_event_json j ON j.event_nid = e.event_nid
       WHERE e.room_nid = ? ORDER BY e.event_nid`,
      roomNid,
    );
  }

  replace(eventNid: EventNid, json: Uint8Array): void {
    this.#database.run('INSERT OR REPLACE INTO roomserver_event_json VALUES (?, ?)', [
      eventNid,
      json,
    ]);
  }

  *#read(sql: string, parameter: string | number): Generator<JsonRow> {
    for (const [nid = 0, json = ''] of this.#database.rows(sql, [parameter]))
      yield [numberOf(nid) as EventNid, bytesOf(json)];
  }
}
