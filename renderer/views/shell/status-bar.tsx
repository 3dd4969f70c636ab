import { type ReactNode, useSyncExternalStore } from 'react';
import type { RoomView } from '../../../core/contract/room-view';
import { useOpening } from '../../client/app-context';
import type { Inspection } from '../../client/use-inspection';
import { useViewState } from '../../state/view-state';
import { count, counted } from '../../widgets/numbers';
import { askQuestion } from '../questions/question-commands';
import { ShowTimeButton } from '../time/show-time-button';

interface StatusBarProps {
  readonly room: RoomView;
  readonly inspection: Inspection;
  readonly isLesson: boolean;
}

export function StatusBar(props: StatusBarProps) {
  const opening = useOpening((state) => state.status.kind);
  return (
    <footer className="status-bar">
      <LeftSide {...props} />
      <span className="status-right">
        {props.isLesson ? <LessonTotals room={props.room} /> : <RoomTotals room={props.room} />}
        <ShowTimeButton />
        <span>{opening === 'busy' ? 'Opening' : 'Ready'}</span>
      </span>
    </footer>
  );
}

function LeftSide({ room, inspection, isLesson }: StatusBarProps) {
  const visible = useViewState((state) => state.visibleRows);
  if (!isLesson && visible && visible.pixelsPerRow < ZOOMED_OUT_BELOW) {
    return (
      <>
        <First bold={`Rows ${count(visible.from + 1)} to ${count(visible.to)}`}>
          of {count(room.rows)}
        </First>
        <span>{rowScale(visible.pixelsPerRow)}</span>
      </>
    );
  }
  return (
    <>
      <Selected room={room} inspection={inspection} isLesson={isLesson} />
      {isLesson ? <LessonFacts room={room} /> : <RoomFacts room={room} inspection={inspection} />}
    </>
  );
}

const ZOOMED_OUT_BELOW = 6;

function rowScale(pixels: number): string {
  if (pixels >= 1) return `${Number(pixels.toFixed(pixels < 2 ? 1 : 0))} px per row`;
  const rows = 1 / pixels;
  return `${count(Number(rows.toFixed(rows < 10 ? 1 : 0)))} rows per px`;
}

function First({ bold, children }: { readonly bold: string; readonly children: ReactNode }) {
  return (
    <span className="first">
      <strong>{bold}</strong> {children}
    </span>
  );
}

function Selected({ room, inspection, isLesson }: StatusBarProps) {
  const selection = useViewState((state) => state.selection);
  const blockRow = useViewState((state) => state.selectedBlockRow);
  if (selection.kind === 'event') {
    const depth = inspection.event?.depth;
    return (
      <>
        <First bold={`Row ${count(selection.row + 1)}`}>of {count(room.rows)}</First>
        {depth === undefined || isLesson ? null : <span>depth {depth}</span>}
      </>
    );
  }
  if (selection.kind === 'none') return isLesson ? null : <span>{counted(room.rows, 'row')}</span>;
  const name =
    selection.kind === 'block'
      ? `Block ${selection.blockNid}`
      : `Snapshot ${selection.snapshotNid}`;
  return (
    <>
      <First bold={name}>selected</First>
      {blockRow === null || isLesson ? null : (
        <span>
          row {count(blockRow + 1)} of {count(room.rows)}
        </span>
      )}
    </>
  );
}

function RoomFacts({ room }: { readonly room: RoomView; readonly inspection: Inspection }) {
  const { counts } = room;
  const refusals = [
    counts.rejected > 0 ? `${count(counts.rejected)} rejected` : null,
    counts.softFailed > 0 ? `${count(counts.softFailed)} soft-failed` : null,
    counts.notSent > 0 ? `${count(counts.notSent)} not sent` : null,
    counts.outliers > 0 ? counted(counts.outliers, 'outlier') : null,
    counts.incomplete > 0 ? `${count(counts.incomplete)} incomplete` : null,
  ].filter((part) => part !== null);
  return (
    <>
      <span>{counted(counts.forwardExtremities, 'forward extremity', 'forward extremities')}</span>
      {refusals.length > 0 ? (
        <button
          type="button"
          className="link status-link"
          title="List the refused events"
          onClick={() => askQuestion({ kind: 'refusals' })}
        >
          {refusals.join(', ')}
        </button>
      ) : null}
    </>
  );
}

function LessonFacts({ room: { counts } }: { readonly room: RoomView }) {
  return (
    <>
      <span>{counted(counts.snapshots, 'snapshot')}, one empty</span>
      <span>{counted(counts.blocks, 'block')}</span>
    </>
  );
}

function LessonTotals({ room }: { readonly room: RoomView }) {
  return (
    <span>
      Room’s current state: <strong>snapshot {room.currentSnapshotNid}</strong>
    </span>
  );
}

function RoomTotals({ room: { counts } }: { readonly room: RoomView }) {
  const side = useViewState((state) => state.side);
  const isWide = useIsWide();
  if (side === 'after') {
    const n = counts.statesAfterNotStored;
    return (
      <span>
        <strong>{counted(n, 'state after', 'states after')}</strong> {n === 1 ? 'is' : 'are'} not
        stored
      </span>
    );
  }
  const unused = counts.snapshotsBeforeNoEvent;
  return (
    <>
      <span>
        <strong>{counted(counts.blocks, 'block')}</strong> for{' '}
        {counted(counts.snapshots, 'snapshot')}
        {unused > 1 ? `; ${count(unused)} are before no event` : ''}
      </span>
      {isWide || unused <= 1 ? (
        <span>
          {count(counts.entries)} entries where full copies would hold{' '}
          {count(counts.fullCopyEntries)}
        </span>
      ) : null}
    </>
  );
}

const wide = '(min-width: 1600px)';

function useIsWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(wide);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => window.matchMedia(wide).matches,
  );
}
