import { create } from 'zustand';

/** Where the graph shall be scrolled and zoomed to, once it is there; null: it stays as it is. */
interface WantedPlace {
  readonly wanted: { readonly row: number; readonly pixelsPerRow: number } | null;
  want(place: { readonly row: number; readonly pixelsPerRow: number }): void;
  arrived(): void;
}

export const usePlace = create<WantedPlace>()((set) => ({
  wanted: null,
  want: (wanted) => set({ wanted }),
  arrived: () => set({ wanted: null }),
}));
