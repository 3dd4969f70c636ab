import { createStore } from 'zustand/vanilla';
import { makeViewport, type Viewport } from './viewport';

/** What changes while one scrolls, zooms and points; kept apart so that only its readers draw anew. */
export interface GraphState {
  readonly view: Viewport;
  /** Pixels by which the delta group is scrolled sideways. */
  readonly scrollX: number;
  readonly hovered: Hovered | null;
}

export interface Hovered {
  readonly row: number;
  /** The block of the bar under the pointer. */
  readonly blockNid: number | null;
  /** Of that bar: its left edge and the height of the pointer, in the window. */
  readonly barX: number;
  readonly y: number;
}

export type GraphStore = ReturnType<typeof createGraphStore>;

export function createGraphStore(rows: number) {
  return createStore<GraphState>()(() => ({
    view: makeViewport(rows, 0),
    scrollX: 0,
    hovered: null,
  }));
}

export function setView(store: GraphStore, change: (view: Viewport) => Viewport): void {
  const view = change(store.getState().view);
  if (view !== store.getState().view) store.setState({ view });
}
