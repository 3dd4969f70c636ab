import { useEffect, useRef } from 'react';
import type { RoomRef } from '../../core/contract/requests';
import type {
  BlockInspection,
  EventInspection,
  SnapshotInspection,
} from '../../core/contract/room-view';
import { useViewState } from '../state/view-state';
import type { EngineError } from './engine-error';
import { useRequest } from './use-request';

/**
 * What is selected, in detail. While the answer for a new selection is on its way, the last one
 * stays; at most one of the three is not null.
 */
export interface Inspection {
  readonly event: EventInspection | null;
  readonly block: BlockInspection | null;
  readonly snapshot: SnapshotInspection | null;
  readonly error: EngineError | null;
}

/** The room on screen as requests name it. */
export function useRoomRef(): RoomRef | null {
  const documentId = useViewState((state) => state.document?.documentId);
  const roomId = useViewState((state) => state.room?.roomId);
  return documentId === undefined || roomId === undefined ? null : { documentId, roomId };
}

/** Call once a screen: it also tells the graph which snapshots and blocks to light. */
export function useSelectionInspection(): Inspection {
  const ref = useRoomRef();
  const selection = useViewState((state) => state.selection);
  const event = useRequest(
    'debug.event',
    ref && selection.kind === 'event' ? { ...ref, eventNid: selection.eventNid } : null,
  );
  const block = useRequest(
    'debug.block',
    ref && selection.kind === 'block' ? { ...ref, blockNid: selection.blockNid } : null,
  );
  const snapshot = useRequest(
    'debug.snapshot',
    ref && selection.kind === 'snapshot' ? { ...ref, snapshotNid: selection.snapshotNid } : null,
  );
  useHighlights(block.fresh ? block.data : null, snapshot.fresh ? snapshot.data : null);
  return useLast({
    event: event.data,
    block: block.data,
    snapshot: snapshot.data,
    error: event.error ?? block.error ?? snapshot.error,
  });
}

/** Where a selection of another kind was just made, the last answer stays until the new one is here. */
function useLast(inspection: Inspection): Inspection {
  const isNone = useViewState((state) => state.selection.kind === 'none');
  const last = useRef(inspection);
  const { event, block, snapshot, error } = inspection;
  if (isNone || event || block || snapshot || error) last.current = inspection;
  return last.current;
}

function useHighlights(block: BlockInspection | null, snapshot: SnapshotInspection | null): void {
  const setHighlights = useViewState((state) => state.setHighlights);
  useEffect(() => {
    if (block) {
      setHighlights({
        snapshots: new Set(block.sharedBy),
        blocks: new Set(),
        blockRow: block.firstRow,
      });
    }
  }, [block, setHighlights]);
  useEffect(() => {
    if (snapshot) {
      setHighlights({
        snapshots: new Set(),
        blocks: new Set(snapshot.blocks.map(({ blockNid }) => blockNid)),
        blockRow: snapshot.rows[0] ?? null,
      });
    }
  }, [snapshot, setHighlights]);
}
