import { create } from 'zustand';

/** The dialogs about commands; one at a time. */
export type CommandPanel = 'palette' | 'go-to-event' | 'help' | 'keys';

interface CommandPanels {
  readonly panel: CommandPanel | null;
  /** Commands run from the palette in this window, the last one first. */
  readonly recent: readonly string[];
  show(panel: CommandPanel): void;
  dismiss(): void;
  used(commandId: string): void;
}

const RECENT = 5;

export const useCommandPanels = create<CommandPanels>()((set) => ({
  panel: null,
  recent: [],
  show: (panel) => set({ panel }),
  dismiss: () => set({ panel: null }),
  used: (commandId) =>
    set(({ recent }) => ({
      recent: [commandId, ...recent.filter((id) => id !== commandId)].slice(0, RECENT),
    })),
}));
