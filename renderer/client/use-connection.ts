import { useEffect, useState } from 'react';
import { createClient } from '../../core/contract/client';
import type { HostPlatform } from '../platform';
import type { AppContextValue } from './app-context';
import type { EngineClient } from './engine';
import { createOpening } from './opening';

export type Connection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'failed'; readonly reason: string }
  | {
      readonly kind: 'connected';
      readonly engine: EngineClient;
      readonly app: AppContextValue;
      /** Why the engine is gone; null while it answers. */
      readonly lost: string | null;
    };

/** Connects to the engine, opens what the host was started with, and notices when it is gone. */
export function useConnection(host: HostPlatform): Connection {
  const [connection, setConnection] = useState<Connection>({ kind: 'connecting' });
  useEffect(() => {
    let abandoned = false;
    connect(host).then(
      ({ engine, app }) => {
        if (abandoned) return;
        setConnection({ kind: 'connected', engine, app, lost: null });
        engine.onClose((reason) => {
          if (!abandoned) setConnection({ kind: 'connected', engine, app, lost: reason });
        });
        const { open } = app.opening.getState();
        engine.on('app.open', ({ sources }) => open(sources));
        open(app.info.startupSources);
      },
      (error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        if (!abandoned) setConnection({ kind: 'failed', reason });
      },
    );
    return () => {
      abandoned = true;
    };
  }, [host]);
  return connection;
}

/** One connection a host, also where React runs an effect twice while developing. */
const connections = new Map<
  HostPlatform,
  Promise<{ engine: EngineClient; app: AppContextValue }>
>();

function connect(host: HostPlatform): Promise<{ engine: EngineClient; app: AppContextValue }> {
  const known = connections.get(host);
  if (known) return known;
  const made = host.connect().then(async (pipe) => {
    const engine = createClient(pipe);
    const info = await engine.request('app.info', {});
    return { engine, app: { info, host, opening: createOpening(engine, host) } };
  });
  connections.set(host, made);
  return made;
}
