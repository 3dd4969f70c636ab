import { runBench } from './bench/run-bench';
import { createDocumentHandlers } from './document-handlers';
import { Documents } from './documents';
import type { EngineHost } from './engine-host';
import { createQuestionHandlers } from './questions/question-handlers';
import { resolveCases } from './resolve/resolve-cases';
import { resolveEvents } from './resolve/resolve-events';
import { createRoomHandlers } from './room-handlers';
import type { Handlers } from './serve';
import { createStateHandlers } from './state-handlers';
import { runVerify } from './verify/run-verify';

/** All that the engine answers; the documents it opens are shared by every front of the host. */
export function createHandlers(host: EngineHost): Handlers {
  const documents = new Documents();
  return {
    ...createDocumentHandlers(host, documents),
    ...createStateHandlers(documents),
    ...createRoomHandlers(documents),
    ...createQuestionHandlers(documents),
    'state.resolve': async (params, { work }) =>
      resolveEvents(await documents.room(params.documentId, params.roomId, work), params, work),
    'case.resolve': (params, { work }) => resolveCases(params, host, work),
    'verify.run': (params, { work }) => runVerify(params, host, work),
    'bench.run': (params, { work }) => runBench(params, host, work),
  };
}
