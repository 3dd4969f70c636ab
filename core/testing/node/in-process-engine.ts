import { basename } from 'node:path';
import type { ByteSource } from '../../base/platform-port';
import { createClient, type EngineClient } from '../../contract/client';
import { memoryPipe } from '../../contract/memory-pipe';
import type { SourceRef } from '../../contract/requests';
import { createHandlers } from '../../contract/serve/engine';
import { serve } from '../../contract/serve/serve';
import { checkBatch } from '../../matrix/event/check-batch';
import { fileSource, nodePlatform } from './node-platform';

export interface InProcessEngine {
  readonly client: EngineClient;
  /** What was written by `document.write`, by path. */
  readonly written: Map<string, Uint8Array>;
  readonly bugs: unknown[];
  grantFile(path: string): SourceRef;
  grant(source: ByteSource): SourceRef;
}

/** The engine behind a pipe, as a front sees it, without a thread. */
export function inProcessEngine(): InProcessEngine {
  const platform = nodePlatform();
  const sources = new Map<string, () => ByteSource>();
  const written = new Map<string, Uint8Array>();
  const bugs: unknown[] = [];
  const handlers = createHandlers({
    platform,
    version: '0.0.0-test',
    host: 'cli',
    startupSources: [],
    resolve: (handle) => sources.get(handle)?.(),
    writeFile: async (path, bytes) => void written.set(path, bytes),
    hashPool: () => ({
      check: async (batch) => checkBatch(batch, platform.hashing),
      close: () => Promise.resolve(),
    }),
    monotonicMs: () => performance.now(),
    rssMb: () => process.memoryUsage().rss / 1e6,
    cpuModel: 'test',
    nodeVersion: process.versions.node,
  });
  const pipe = memoryPipe();
  serve(pipe.engine, handlers, platform, (_request, error) => bugs.push(error));

  function add(name: string, source: () => ByteSource): SourceRef {
    const handle = `handle-${sources.size + 1}`;
    sources.set(handle, source);
    return { kind: 'file', handle, name };
  }

  return {
    client: createClient(pipe.front),
    written,
    bugs,
    grantFile: (path) => add(basename(path), () => fileSource(path)),
    grant: (source) => add(source.name, () => source),
  };
}
