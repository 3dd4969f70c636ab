import {
  type AlgorithmChoice,
  choiceOfText,
  withAlgorithm,
} from '../../matrix/room-versions/algorithm';
import type { RoomVersionRules } from '../../matrix/room-versions/rules';
import type { OpenRoom } from './open-room';

/** The algorithm that the room was computed under; null where its database does not say. */
export function algorithmOfRoom({ storage }: OpenRoom): AlgorithmChoice | null {
  const recorded = storage.side.property('state_resolution');
  return recorded === undefined ? null : choiceOfText(recorded);
}

/** The rules that the room was computed under: its version's, with the algorithm chosen for it. */
export function rulesOfRoom(room: OpenRoom): RoomVersionRules {
  return withAlgorithm(room.rules, algorithmOfRoom(room));
}
