import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { AppInfo } from '../../core/contract/requests';
import type { HostPlatform } from '../platform';
import type { Opening, OpeningStore } from './opening';

/** What every part of a connected window may use. */
export interface AppContextValue {
  readonly info: AppInfo;
  readonly host: HostPlatform;
  readonly opening: OpeningStore;
}

const AppContext = createContext<AppContextValue | null>(null);
export const AppProvider = AppContext.Provider;

export function useApp(): AppContextValue {
  const app = useContext(AppContext);
  if (!app) throw new Error('useApp needs an AppProvider above it.');
  return app;
}

export function useOpening<Part>(select: (opening: Opening) => Part): Part {
  return useStore(useApp().opening, select);
}
