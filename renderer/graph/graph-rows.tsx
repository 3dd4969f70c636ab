import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import { useViewState } from '../state/view-state';
import { detailOf } from './detail';
import { GraphRow, type GraphRowProps, rowElementId } from './graph-row';
import { isRowLit, type Look } from './look';
import { newBlocks, snapshotMark } from './row-numbers';
import { type Graph, useGraphState, useLook, usePagesVersion } from './use-graph';
import { rowsOnScreen, spokenRange } from './viewport';

interface GraphRowsProps {
  readonly graph: Graph;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Rows are placed from one of these on, so that a row is drawn once, and not for each that comes. */
const BASE_ROWS = 256;

const KEYS_HELP =
  'Up and Down: rows. Left and Right: parents and children. Escape: select nothing. ' +
  'All other keys are listed with the commands.';

/** The visible rows as a list box: what is painted, in words. */
export function GraphRows({ graph, onKeyDown }: GraphRowsProps) {
  const ref = useRef<HTMLDivElement>(null);
  const selection = useViewState((state) => state.selection);
  const { from, to, height } = useShownRows(graph, selection.kind === 'event' ? selection.row : -1);
  const look = useLook(graph);
  usePagesVersion(graph);
  const base = Math.floor(from / BASE_ROWS) * BASE_ROWS;
  useFollowScroll(graph, ref, base);

  const first = useGraphState(graph, ({ view }) => Math.ceil(view.top / view.rowHeight - 0.01));
  const rows = Array.from({ length: to - from }, (_, index) =>
    rowProps(graph, look, from + index, { base, height, first }),
  );
  const active = look.selectedRow;
  const isOverview = detailOf(height) === 'overview';
  return (
    <div
      role="listbox"
      className="graph-list"
      tabIndex={0}
      aria-label={`Events, root first. ${isOverview ? `${shownRows(graph)} ` : ''}${KEYS_HELP}`}
      aria-activedescendant={
        active !== null && active >= from && active < to ? rowElementId(active) : undefined
      }
      onKeyDown={onKeyDown}
    >
      <div ref={ref} className="graph-rows" role="presentation">
        {rows.map((props) => (
          <GraphRow key={props.row} {...props} />
        ))}
      </div>
    </div>
  );
}

/** Rows are real elements while they carry text; below that only the selected one is. */
function useShownRows(graph: Graph, selectedRow: number) {
  const from = useGraphState(graph, ({ view }) => rowsOnScreen(view).from);
  const to = useGraphState(graph, ({ view }) => rowsOnScreen(view).to);
  const height = useGraphState(graph, ({ view }) => view.rowHeight);
  if (detailOf(height) === 'labels') return { from, to, height };
  const isShown = selectedRow >= from && selectedRow < to;
  return isShown ? { from: selectedRow, to: selectedRow + 1, height } : { from, to: from, height };
}

/** Moves all rows at once while scrolling; React is asked only when rows come or go. */
function useFollowScroll(
  graph: Graph,
  ref: React.RefObject<HTMLDivElement | null>,
  base: number,
): void {
  useLayoutEffect(() => {
    const place = () => {
      const { view } = graph.store.getState();
      const y = base * view.rowHeight - view.top;
      if (ref.current) ref.current.style.transform = `translateY(${y}px)`;
    };
    place();
    return graph.store.subscribe(place);
  }, [graph.store, ref, base]);
}

function rowProps(
  graph: Graph,
  look: Look,
  row: number,
  shown: { readonly base: number; readonly height: number; readonly first: number },
): GraphRowProps {
  const { pages, room, scene } = graph;
  const text = pages.textOfRow(row);
  const mark = snapshotMark(pages, look.side, row, shown.first);
  const blocks = newBlocks(pages, look.side, row);
  const note = look.side === 'before' ? text?.limitNoteBefore : text?.limitNoteAfter;
  return {
    row,
    rows: room.rows,
    top: (row - shown.base) * shown.height,
    height: shown.height,
    scene,
    text,
    snapshot: mark.kind,
    snapshotNid: 'snapshotNid' in mark ? mark.snapshotNid : 0,
    newBlock: blocks.join(' '),
    isBlockLit: look.litBlocks === null || blocks.some((block) => look.litBlocks?.has(block)),
    isSelected: row === look.selectedRow,
    isFuture: look.futureFrom !== null && row >= look.futureFrom,
    isLit: isRowLit(look, pages.snapshotAt(row, look.side)),
    limitNote: note ?? null,
    isNotStored: mark.kind === 'not-stored',
  };
}

/** Said of rows that are too many to be read one by one. */
function shownRows({ store }: Graph): string {
  const { from, to, rows } = spokenRange(store.getState().view);
  return `Rows ${from} to ${to} of ${rows} are shown.`;
}
