import { useRoomRef } from '../client/use-inspection';
import { useRequest } from '../client/use-request';
import { useViewState } from '../state/view-state';
import { count, counted } from '../widgets/numbers';
import { detailOf } from './detail';
import { OverviewLegend } from './overview-legend';
import { type RowRange, rowRanges } from './row-ranges';
import { segmentsOfRows } from './segments';
import { type Graph, useGraphState, usePagesVersion } from './use-graph';
import { rowsOnScreen, yOfRow } from './viewport';

const LABEL_HEIGHT = 78;

/** Where rows are too low for text: which rows lie between full copies, and what these hold. */
export function RangeLabels({ graph }: { readonly graph: Graph }) {
  const detail = useGraphState(graph, ({ view }) => detailOf(view.rowHeight));
  if (detail === 'labels') return null;
  return detail === 'overview' ? <OverviewLegend graph={graph} /> : <Ranges graph={graph} />;
}

function Ranges({ graph }: { readonly graph: Graph }) {
  const view = useGraphState(graph, (state) => state.view);
  const side = useViewState((state) => state.side);
  usePagesVersion(graph);
  const { from, to } = rowsOnScreen(view);
  const segments = segmentsOfRows(graph.pages, side, from, to);
  const minRows = LABEL_HEIGHT / view.rowHeight;
  const ranges = rowRanges(segments, from, to, view.rows, minRows);
  return (
    <div className="graph-ranges">
      {ranges.map((range) => {
        const top = yOfRow(view, range.from);
        const end = range.to === null ? view.height : yOfRow(view, range.to);
        const y = Math.max(top, Math.min(0, end - LABEL_HEIGHT));
        return (
          <div key={range.from}>
            {top > 0 ? <RangeRule graph={graph} top={top} /> : null}
            <div
              className="graph-range"
              style={{ top: y, left: graph.scene.textX, width: graph.scene.textWidth }}
            >
              <Range graph={graph} range={range} />
            </div>
          </div>
        );
      })}
    </div>
  );
}

function RangeRule({ graph, top }: { readonly graph: Graph; readonly top: number }) {
  return <div className="graph-range-rule" style={{ top, width: graph.scene.paneX - 10 }} />;
}

interface RangeProps {
  readonly graph: Graph;
  readonly range: RowRange;
}

function Range({ graph, range }: RangeProps) {
  const { from, to } = range;
  const title =
    to === null ? `From row ${count(from + 1)}` : `Rows ${count(from + 1)} to ${count(to)}`;
  return (
    <>
      <strong>{title}</strong>
      {to === null && range.fullBlock !== null ? (
        <OpenRange blockNid={range.fullBlock} />
      ) : (
        <span>{heldText(range)}</span>
      )}
      {to !== null && range.fullCopies < 2 ? <InForce graph={graph} lastRow={to - 1} /> : null}
    </>
  );
}

function heldText({ fullBlock, fullCopies, deltaBlocks }: RowRange): string {
  const deltas = counted(deltaBlocks, 'delta block');
  if (fullBlock === null && fullCopies === 0) return `${deltas}, no full copy`;
  const copies = fullBlock === null ? `${count(fullCopies)} full copies` : `Full copy ${fullBlock}`;
  return deltaBlocks === 0 ? `${copies}, no delta block` : `${copies} and ${deltas}`;
}

function OpenRange({ blockNid }: { readonly blockNid: number }) {
  const ref = useRoomRef();
  const { data } = useRequest('debug.block', ref && { ...ref, blockNid });
  const entries = data ? `, ${counted(data.entries.total, 'entry', 'entries')}` : '';
  return (
    <span>
      Full copy {blockNid}
      {entries}
    </span>
  );
}

function InForce({ graph, lastRow }: { readonly graph: Graph; readonly lastRow: number }) {
  const ref = useRoomRef();
  const side = useViewState((state) => state.side);
  const snapshotNid = graph.pages.snapshotAt(lastRow, side) ?? 0;
  const asked = ref && snapshotNid !== 0 ? { ...ref, snapshotNid } : null;
  const { data } = useRequest('debug.snapshot', asked);
  if (!data) return null;
  const stored = data.blocks.reduce((sum, block) => sum + block.entries, 0);
  return (
    <span className="minor">
      {count(data.state.total)} of {counted(stored, 'entry', 'entries')} in force at the end
    </span>
  );
}
