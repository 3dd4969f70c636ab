import type { RoomStateRules } from '../../state/compose';
import type { StateStorage } from '../../state/state-storage';
import type { Storage } from '../../storage/interface';
import type { OutputRow } from '../../storage/tables/interface';
import type { HeldRoom } from './held-room';
import type { LatestEvents } from './latest-events';

/** What the steps of putting events into one room share. */
export interface InputContext {
  readonly storage: Storage;
  readonly states: StateStorage;
  readonly room: HeldRoom;
  readonly roomState: RoomStateRules;
  readonly latest: LatestEvents;
  /** Output of the running batch, told to others once it is committed. */
  readonly output: Omit<OutputRow, 'position'>[];
  /** Place in the order of arrival of the event put in last. */
  arrivals: number;
}
