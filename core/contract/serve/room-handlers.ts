import type { Documents } from './documents';
import { findEvent } from './find-event';
import { inspectBlock } from './room-blocks';
import { entryList } from './room-entries';
import { inspectEvent } from './room-event';
import { linksById } from './room-links';
import { type RoomModel, roomModel } from './room-model';
import { roomOverview } from './room-overview';
import { rowTexts } from './room-rows';
import { inspectSnapshot } from './room-snapshots';
import { stepRow } from './room-steps';
import { roomSummary } from './room-summary';
import { roomTile } from './room-tile';
import type { Handlers, RequestContext } from './serve';

type RoomHandlers = Pick<
  Handlers,
  | 'debug.room'
  | 'debug.tile'
  | 'debug.overview'
  | 'debug.rows'
  | 'debug.links'
  | 'debug.find-event'
  | 'debug.step'
  | 'debug.event'
  | 'debug.snapshot'
  | 'debug.block'
  | 'debug.entries'
>;

/** What the Room view asks. A room is laid out once; every answer is cut from that. */
export function createRoomHandlers(documents: Documents): RoomHandlers {
  async function model(
    { documentId, roomId }: { documentId: string; roomId: string | null },
    { work }: RequestContext,
  ): Promise<RoomModel> {
    return roomModel(await documents.room(documentId, roomId, work), work);
  }
  return {
    'debug.room': async (params, context) => roomSummary(await model(params, context)),
    'debug.tile': async (params, context) => roomTile(await model(params, context), params.tile),
    'debug.overview': async (params, context) =>
      roomOverview(await model(params, context), params, context.work),
    'debug.rows': async (params, context) => ({
      rows: rowTexts(await model(params, context), params.from, params.to),
    }),
    'debug.links': async (params, context) => ({
      links: linksById(await model(params, context), params.eventIds),
    }),
    'debug.find-event': async (params, context) =>
      findEvent(await model(params, context), params.text),
    'debug.step': async (params, context) => stepRow(await model(params, context), params),
    'debug.event': async (params, context) =>
      inspectEvent(await model(params, context), params.eventNid),
    'debug.snapshot': async (params, context) =>
      inspectSnapshot(await model(params, context), params.snapshotNid),
    'debug.block': async (params, context) =>
      inspectBlock(await model(params, context), params.blockNid),
    'debug.entries': async (params, context) =>
      entryList(await model(params, context), params.of, params.from, params.to, params.filter),
  };
}
