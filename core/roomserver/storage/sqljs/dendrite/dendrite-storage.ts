import type { Hashing } from '../../../../base/platform-port';
import type { RoomNid } from '../../../types/nids';
import type { Storage, StorageSizes } from '../../interface';
import type { SqljsDatabase } from '../sqljs-database';
import { browseTable } from './browse';
import type { PurgedEmptySnapshot } from './check-contents';
import { EventStateKeysTable } from './event-state-keys-table';
import { EventTypesTable } from './event-types-table';
import { DendriteEventsTable } from './events-table';
import type { Layout } from './layout';
import { DendritePreviousEventsTable } from './previous-events-table';
import { DendriteRoomsTable } from './rooms-table';
import { RoomscopeSideTables } from './side-tables';
import { storageSizes } from './sizes';
import { StateBlockTable } from './state-block-table';
import { StateSnapshotTable } from './state-snapshot-table';

/** The storage port over the tables of a Dendrite roomserver. */
export class DendriteStorage implements Storage {
  readonly schema = 'dendrite';
  readonly readOnly: boolean;
  readonly eventTypes: EventTypesTable;
  readonly eventStateKeys: EventStateKeysTable;
  readonly rooms: DendriteRoomsTable;
  readonly events: DendriteEventsTable;
  readonly stateBlocks: StateBlockTable;
  readonly stateSnapshots: StateSnapshotTable;
  readonly previousEvents: DendritePreviousEventsTable;
  readonly side: RoomscopeSideTables;
  readonly #database: SqljsDatabase;
  readonly #layout: Layout;

  constructor(
    database: SqljsDatabase,
    layout: Layout,
    hashing: Hashing,
    purged: readonly PurgedEmptySnapshot[] = [],
  ) {
    this.#database = database;
    this.#layout = layout;
    this.readOnly = database.readOnly;
    this.eventTypes = new EventTypesTable(database);
    this.eventStateKeys = new EventStateKeysTable(database);
    this.rooms = new DendriteRoomsTable(database);
    this.events = new DendriteEventsTable(database);
    this.stateBlocks = new StateBlockTable(database, hashing);
    this.stateSnapshots = new StateSnapshotTable(database, hashing, purged);
    this.previousEvents = new DendritePreviousEventsTable(database);
    this.side = new RoomscopeSideTables(database, layout);
  }

  transaction<T>(work: () => T): T {
    return this.#database.transaction(work);
  }

  export(): Uint8Array {
    return this.#database.export();
  }

  close(): void {
    this.#database.close();
  }

  browse(table: string, limit: number | null): Iterable<Record<string, unknown>> | null {
    return browseTable(this.#database, this.#layout, table, limit);
  }

  sizes(roomNid: RoomNid | null): StorageSizes {
    return storageSizes(this.#database, roomNid);
  }
}
