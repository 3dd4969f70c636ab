import { serversByEvents } from '../../analysis/room-names';
import type { RoomView } from '../room-view';
import type { RoomModel } from './room-model';

/** What the Room view needs before its first row. */
export function roomSummary(model: RoomModel): RoomView {
  const { room, events, lanes, lifelines, counts } = model;
  const { info, lesson } = room.document;
  return {
    roomId: room.row.roomId,
    roomVersion: room.row.roomVersion,
    policy: info.policy,
    schema: info.schema,
    rows: events.count,
    lanes: lanes.lanes,
    fullColumns: lifelines.fullColumns,
    deltaColumns: lifelines.deltaColumns,
    servers: serversByEvents(events),
    counts,
    currentSnapshotNid: room.row.stateSnapshotNid,
    lesson: lesson ? lesson(room) : null,
  };
}
