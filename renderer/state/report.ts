import { create } from 'zustand';

interface Report {
  readonly shown: boolean;
  show(): void;
  dismiss(): void;
}

/** Whether the import report of the open document is shown. */
export const useReport = create<Report>()((set) => ({
  shown: false,
  show: () => set({ shown: true }),
  dismiss: () => set({ shown: false }),
}));
