import { create } from 'zustand';

export const INSPECTOR_TABS = ['event', 'verdict', 'before', 'after'] as const;
export type InspectorTab = (typeof INSPECTOR_TABS)[number];

interface InspectorTabState {
  readonly tab: InspectorTab;
  /** The tab that a link names for an event that is still on its way. */
  readonly wanted: { readonly eventNid: number; readonly tab: InspectorTab } | null;
  setTab(tab: InspectorTab): void;
  want(eventNid: number, tab: InspectorTab): void;
  /** The tab that is wanted for an event, once. */
  take(eventNid: number): InspectorTab | null;
}

/** Which tab of the inspector is open for an event. */
export const useInspectorTab = create<InspectorTabState>()((set, get) => ({
  tab: 'event',
  wanted: null,
  setTab: (tab) => set({ tab }),
  want: (eventNid, tab) => set({ tab, wanted: { eventNid, tab } }),
  take(eventNid) {
    const { wanted } = get();
    if (wanted?.eventNid !== eventNid) return null;
    set({ wanted: null });
    return wanted.tab;
  },
}));
