import { cpus } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { required } from '../../core/base/assert';
import { createHandlers } from '../../core/contract/serve/engine';
import { serve } from '../../core/contract/serve/serve';
import { Grants } from './grants';
import { startHashPool } from './hash-pool';
import type { EngineStart, HostMessage, HostMessageDone } from './messages';
import { nodeEnginePlatform } from './node-platform';
import { portPipe } from './pipes';

/** The engine's thread: the same file under Electron, on loopback and on the command line. */
function startWorker(start: EngineStart): void {
  const host = required(parentPort, 'the engine runs on a worker thread');
  const platform = nodeEnginePlatform(start.sqlWasm);
  const grants = new Grants();
  grants.allowRead(start.grants);
  for (const path of start.writable) grants.allowWrite(path);
  const handlers = createHandlers({
    platform,
    version: start.version,
    host: start.host,
    startupSources: start.startupSources,
    resolve: (handle) => grants.resolve(handle),
    writeFile: (path, bytes) => grants.writeFile(path, bytes),
    hashPool: (workers) => startHashPool(start.hostFolder, workers),
    monotonicMs: () => performance.now(),
    rssMb: () => process.memoryUsage().rss / (1024 * 1024),
    cpuModel: cpus()[0]?.model ?? 'unknown',
    nodeVersion: process.versions.node,
  });

  const onInternalError = (request: string, error: unknown) => {
    if (start.debug) console.error(`${request} failed:`, error);
  };

  host.on('message', (message: HostMessage) => {
    if (message.kind === 'grant') grants.allowRead(message.grants);
    else if (message.kind === 'allow-write') grants.allowWrite(message.path);
    else {
      const pipe = portPipe(message.port, 'the front was closed');
      serve(pipe, handlers, platform, onInternalError);
    }
    host.postMessage({ done: message.id } satisfies HostMessageDone);
  });
}

startWorker(workerData as EngineStart);
