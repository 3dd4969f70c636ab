import { createContext, useContext } from 'react';
import type { EngineClient } from '../../core/contract/client';

export type { EngineClient };

const EngineContext = createContext<EngineClient | null>(null);
export const EngineProvider = EngineContext.Provider;

/** The engine that this window talks to. */
export function useEngine(): EngineClient {
  const engine = useContext(EngineContext);
  if (!engine) throw new Error('useEngine needs an EngineProvider above it.');
  return engine;
}
