import { create } from 'zustand';

/** The dialogs about commands; one at a time. */
type CommandPanel = 'palette' | 'go-to-event' | 'help' | 'keys';

interface CommandPanels {
  readonly panel: CommandPanel | null;
  /** What had the focus when the first of them was opened. */
  readonly opener: (Element & HTMLOrSVGElement) | null;
  /** Commands run from the palette in this window, the last one first. */
  readonly recent: readonly string[];
  show(panel: CommandPanel): void;
  dismiss(): void;
  used(commandId: string): void;
}

const RECENT = 5;

export const useCommandPanels = create<CommandPanels>()((set) => ({
  panel: null,
  opener: null,
  recent: [],
  show: (panel) =>
    set((panels) => ({ panel, opener: panels.panel === null ? focused() : panels.opener })),
  dismiss: () => set({ panel: null }),
  used: (commandId) =>
    set(({ recent }) => ({
      recent: [commandId, ...recent.filter((id) => id !== commandId)].slice(0, RECENT),
    })),
}));

function focused(): CommandPanels['opener'] {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement || activeElement instanceof SVGElement
    ? activeElement
    : null;
}
