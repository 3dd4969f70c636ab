import { RoomscopeError } from '../../base/errors';
import { documentBytes } from '../../interchange/document-file';
import { SAMPLES } from '../../samples/registry';
import type { Documents } from './documents';
import type { EngineHost } from './engine-host';
import { ingestReport } from './ingest-report';
import { openDocument } from './open-document';
import { roomReport } from './room-report';
import type { Handlers } from './serve';

type DocumentHandlers = Pick<
  Handlers,
  | 'app.info'
  | 'document.open'
  | 'document.close'
  | 'document.info'
  | 'document.save'
  | 'document.write'
>;

/** Requests about the engine itself and about documents as a whole. */
export function createDocumentHandlers(host: EngineHost, documents: Documents): DocumentHandlers {
  let opened = 0;
  return {
    'app.info': async () => ({
      version: host.version,
      host: host.host,
      samples: SAMPLES.map(({ id, title, description, events }) => ({
        id,
        title,
        description,
        events,
      })),
      startupSources: host.startupSources,
    }),

    'document.open': async (params, { work }) => {
      opened += 1;
      const document = await openDocument(`document-${opened}`, params, host, work);
      documents.add(document);
      return document.info;
    },

    'document.close': async ({ documentId }) => {
      documents.close(documentId);
      return {};
    },

    'document.info': async ({ documentId, roomId }, { work }) => {
      const { info } = documents.get(documentId);
      const roomIds = roomId === null ? info.rooms.map((room) => room.roomId) : [roomId];
      const rooms = [];
      for (const id of roomIds) {
        const room = await documents.room(documentId, id, work);
        rooms.push(await roomReport(room, host.platform, work));
      }
      return { files: info.files, rooms };
    },

    'document.save': async ({ documentId, view }) => {
      const { storage } = documents.get(documentId);
      return { bytes: await documentBytes(host.platform, storage, view) };
    },

    'document.write': async ({ documentId, path }, { work }) => {
      const document = documents.get(documentId);
      if (document.info.readOnly)
        throw new RoomscopeError(
          'usage',
          `${document.info.name} is a database already. Copy the file instead.`,
          { file: document.info.name },
        );
      const bytes = document.storage.export();
      work.throwIfCancelled();
      await host.writeFile(path, bytes);
      return ingestReport(document, path);
    },
  };
}
