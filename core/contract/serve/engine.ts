import { runBench } from './bench/run-bench';
import { createDocumentHandlers } from './document-handlers';
import { Documents } from './documents';
import type { EngineHost } from './engine-host';
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
    'verify.run': (params, { work }) => runVerify(params, host, work),
    'bench.run': (params, { work }) => runBench(params, host, work),
  };
}
