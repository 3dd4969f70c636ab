import { create } from 'zustand';
import type { RoomPoint } from '../../core/contract/state-questions';
import { type Selection, useViewState } from './view-state';

export type Question =
  | { readonly kind: 'difference' }
  | { readonly kind: 'history'; readonly type: string; readonly stateKey: string }
  | { readonly kind: 'refusals' };

/** Questions about the state, and the two points that are compared. */
export interface Questions {
  readonly a: RoomPoint | null;
  readonly b: RoomPoint | null;
  /** Shown in the inspector instead of the selection; null: none. */
  readonly question: Question | null;
  /** Selecting anything else than this closes the question. */
  readonly shownWith: Selection;
  mark(which: 'a' | 'b', point: RoomPoint | null): void;
  swap(): void;
  ask(question: Question): void;
  close(): void;
  /** Selects an event and scrolls to it while the question stays. */
  visit(eventNid: number, row: number): void;
}

const NONE = { a: null, b: null, question: null, shownWith: { kind: 'none' } } as const;

export const useQuestions = create<Questions>()((set) => ({
  ...NONE,
  mark: (which, point) => set(which === 'a' ? { a: point } : { b: point }),
  swap: () => set(({ a, b }) => ({ a: b, b: a })),
  ask: (question) => set({ question, shownWith: useViewState.getState().selection }),
  close: () => set({ question: null }),
  visit: (eventNid, row) => {
    const selection: Selection = { kind: 'event', row, eventNid };
    set({ shownWith: selection });
    const { select, revealRow } = useViewState.getState();
    select(selection);
    revealRow(row);
  },
}));

// What is selected elsewhere wants to be seen; marks of another room's events mean nothing.
useViewState.subscribe((view, last) => {
  const { question, shownWith } = useQuestions.getState();
  if (view.room !== last.room) useQuestions.setState(NONE);
  else if (question && view.selection !== last.selection && !isSame(view.selection, shownWith))
    useQuestions.getState().close();
});

function isSame(a: Selection, b: Selection): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The point that is selected: before or after an event, as the switch says; null where none is. */
export function selectedPoint(): RoomPoint | null {
  const { selection, side } = useViewState.getState();
  return selection.kind === 'event' ? { kind: side, eventNid: selection.eventNid } : null;
}

/** "before event 558", "now" */
export function pointWords(point: RoomPoint): string {
  return point.kind === 'now' ? 'now' : `${point.kind} event ${point.eventNid}`;
}
