import type { EventTypeNid } from '../../../types/nids';
import type { SqljsDatabase } from '../sqljs-database';
import { MemoryInternTable } from './intern-table';

export class EventTypesTable extends MemoryInternTable<EventTypeNid> {
  constructor(database: SqljsDatabase) {
    super(database, {
      table: 'roomserver_event_types',
      nid: 'event_type_nid',
      text: 'event_type',
    });
  }
}
