import { useCallback } from 'react';
import { useViewState } from '../state/view-state';
import { useEngine } from './engine';
import { useRoomRef } from './use-inspection';

/** Selects an event and scrolls to it. The row is asked for where only the NID is known. */
export function useSelectEvent(): (eventNid: number, row?: number | null) => void {
  const engine = useEngine();
  const ref = useRoomRef();
  const documentId = ref?.documentId;
  const roomId = ref?.roomId;
  return useCallback(
    (eventNid, row) => {
      const go = (known: number) => {
        const { select, revealRow } = useViewState.getState();
        select({ kind: 'event', row: known, eventNid });
        revealRow(known);
      };
      if (row !== undefined && row !== null) go(row);
      else if (documentId !== undefined && roomId !== undefined) {
        const before = useViewState.getState().selection;
        engine.request('debug.event', { documentId, roomId, eventNid }).then(
          (event) => {
            // Whoever selected something else meanwhile wants to see that.
            if (useViewState.getState().selection === before) go(event.row);
          },
          (error: unknown) => console.warn(`Event ${eventNid} could not be shown:`, error),
        );
      }
    },
    [engine, documentId, roomId],
  );
}
