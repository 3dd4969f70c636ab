import { createClient } from '../../core/contract/client';
import { startEngine } from '../engine/engine-host';
import { version } from '../version';
import type { CliEngine } from './command';

/** Starts the engine on its worker thread, the same file as under the app. */
export async function connectEngine(hostFolder: string, debug: boolean): Promise<CliEngine> {
  const engine = startEngine({ hostFolder, version, host: 'cli', startupFiles: [], debug });
  return {
    client: createClient(engine.connect()),
    grant: (paths) => engine.grant(paths),
    allowWrite: (path) => engine.allowWrite(path),
    close: () => engine.close(),
  };
}
