import { RoomscopeError } from '../../base/errors';
import type { Documents } from './documents';
import { explainEvent } from './explain-event';
import type { Handlers } from './serve';
import { stateDiff } from './state-diff';
import { stateAtPoint } from './state-points';
import { storageReport } from './storage-report';

type StateHandlers = Pick<
  Handlers,
  'debug.state' | 'debug.diff' | 'debug.storage' | 'debug.table' | 'event.explain'
>;

/** The questions that the command line asks about an open document. */
export function createStateHandlers(documents: Documents): StateHandlers {
  return {
    'debug.state': async ({ documentId, roomId, at }, { work }) => {
      const room = await documents.room(documentId, roomId, work);
      const states = [];
      for (const point of at) {
        states.push(stateAtPoint(room, point));
        await work.breathe({ phase: 'Reading states', done: states.length, total: at.length });
      }
      return { states };
    },

    'debug.diff': async ({ documentId, roomId, a, b }, { work }) =>
      stateDiff(await documents.room(documentId, roomId, work), a, b),

    'debug.storage': async ({ documentId, roomId }, { work }) =>
      storageReport(await documents.room(documentId, roomId, work), work),

    'debug.table': async ({ documentId, table, limit }, { work }) => {
      const { storage, info } = documents.get(documentId);
      const rows = [];
      for (const row of storage.browse(table, limit) ?? noSuchTable(table, info.name)) {
        rows.push(row);
        await work.breathe({ phase: `Reading ${table}`, done: rows.length, total: limit });
      }
      return { rows };
    },

    'event.explain': async ({ documentId, roomId, eventId }, { work }) =>
      explainEvent(await documents.room(documentId, roomId, work), eventId),
  };
}

function noSuchTable(table: string, name: string): never {
  throw new RoomscopeError(
    'usage',
    `${name} has no table ${table}. A Dendrite's tables begin with roomserver_, like roomserver_events.`,
  );
}
