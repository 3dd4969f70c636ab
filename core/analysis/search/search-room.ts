import type { RoomEvents } from '../../roomserver/internal/query/room-events';
import type { Storage } from '../../roomserver/storage/interface';
import type { IsValue } from './query-keys';

/** A room as searches see it. */
export interface SearchRoom {
  readonly events: RoomEvents;
  readonly storage: Storage;
  is(value: IsValue, row: number): boolean;
}
