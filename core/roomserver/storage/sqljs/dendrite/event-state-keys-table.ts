import type { EventStateKeyNid } from '../../../types/nids';
import type { SqljsDatabase } from '../sqljs-database';
import { MemoryInternTable } from './intern-table';

export class EventStateKeysTable extends MemoryInternTable<EventStateKeyNid> {
  constructor(database: SqljsDatabase) {
    super(database, {
      table: 'roomserver_event_state_keys',
      nid: 'event_state_key_nid',
      text: 'event_state_key',
    });
  }
}
