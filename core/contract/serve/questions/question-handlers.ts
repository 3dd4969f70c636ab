import type { RoomRef } from '../../requests';
import type { Documents } from '../documents';
import { type RoomModel, roomModel } from '../room-model';
import type { Handlers, RequestContext } from '../serve';
import { roomDifference } from './room-difference';
import { roomKeyHistory } from './room-key-history';
import { roomRefusals } from './room-refusals';

type QuestionHandlers = Pick<Handlers, 'debug.difference' | 'debug.key-history' | 'debug.refusals'>;

/** What people ask about the state of a room, answered page by page. */
export function createQuestionHandlers(documents: Documents): QuestionHandlers {
  async function model(ref: RoomRef, { work }: RequestContext): Promise<RoomModel> {
    return roomModel(await documents.room(ref.documentId, ref.roomId, work), work);
  }
  return {
    'debug.difference': async ({ a, b, from, to, ...ref }, context) =>
      roomDifference(await model(ref, context), a, b, from, to),
    'debug.key-history': async ({ type, stateKey, from, to, ...ref }, context) =>
      roomKeyHistory(await model(ref, context), { type, stateKey }, from, to, context.work),
    'debug.refusals': async ({ kinds, from, to, ...ref }, context) =>
      roomRefusals(await model(ref, context), kinds, from, to),
  };
}
