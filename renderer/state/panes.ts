import { create } from 'zustand';

/** The inspector's width; null: the designed one. */
interface Panes {
  readonly inspectorOpen: boolean;
  readonly inspectorWidth: number | null;
  toggleInspector(): void;
  setInspectorWidth(width: number | null): void;
}

export const usePanes = create<Panes>()((set) => ({
  inspectorOpen: true,
  inspectorWidth: null,
  toggleInspector: () => set((panes) => ({ inspectorOpen: !panes.inspectorOpen })),
  setInspectorWidth: (inspectorWidth) => set({ inspectorWidth }),
}));
