import { RoomscopeError } from '../../base/errors';
import {
  type AlgorithmChoice,
  choiceOfText,
  withAlgorithm,
} from '../../matrix/room-versions/algorithm';
import type { RoomVersionRules } from '../../matrix/room-versions/rules';
import type { OpenRoom } from './open-room';

/**
 * The algorithm that the room was computed under; null where its database does not say. Throws
 * `bad_input` for one that is not known.
 */
export function algorithmOfRoom({ storage }: OpenRoom): AlgorithmChoice | null {
  const recorded = storage.side.property('state_resolution');
  if (recorded === undefined) return null;
  const choice = choiceOfText(recorded);
  if (choice !== null) return choice;
  throw new RoomscopeError(
    'bad_input',
    `The states of this database were computed by the algorithm ${JSON.stringify(recorded)}, which is not known here. Open it with the version of Roomscope that wrote it.`,
    { field: 'state_resolution' },
  );
}

/** The rules that the room was computed under: its version's, with the algorithm chosen for it. */
export function rulesOfRoom(room: OpenRoom): RoomVersionRules {
  return withAlgorithm(room.rules, algorithmOfRoom(room));
}
