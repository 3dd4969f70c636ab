import type { OverviewCount } from '../../core/contract/room-view';
import { useViewState } from '../state/view-state';
import { count, counted } from '../widgets/numbers';
import { totalIn } from './overview';
import { STRIPS } from './paint-overview';
import { type Graph, useGraphState } from './use-graph';
import { useScreenOverview } from './use-overview';
import { rowsOnScreen, spokenRange } from './viewport';

const WORDS: Readonly<Record<OverviewCount, readonly [one: string, many: string]>> = {
  state: ['other state event', 'other state events'],
  member: ['membership event', 'membership events'],
  power: ['power event', 'power events'],
  merge: ['merge', 'merges'],
  fork: ['fork', 'forks'],
  outlier: ['outlier', 'outliers'],
  refused: ['refused event, crossed', 'refused events, crossed'],
  fullBefore: ['full copy', 'full copies'],
  fullAfter: ['full copy', 'full copies'],
  deltaBefore: ['delta block', 'delta blocks'],
  deltaAfter: ['delta block', 'delta blocks'],
};

/** Beside rows of which several share a pixel: what the strips are, from left to right, and how much. */
export function OverviewLegend({ graph }: { readonly graph: Graph }) {
  const view = useGraphState(graph, (state) => state.view);
  const side = useViewState((state) => state.side);
  const overview = useScreenOverview(graph);
  if (!overview) return null;
  const { from, to } = rowsOnScreen(view);
  const range = spokenRange(view);
  const total = (name: OverviewCount) => totalIn(overview, name, from, to);
  const words = (name: OverviewCount) => counted(total(name), ...WORDS[name]);
  const blocks =
    side === 'before'
      ? ([words('fullBefore'), words('deltaBefore')] as const)
      : ([words('fullAfter'), words('deltaAfter')] as const);
  return (
    <div className="graph-ranges">
      <div
        className="graph-range"
        style={{ top: 0, left: graph.scene.textX, width: graph.scene.textWidth }}
      >
        <strong>
          Rows {range.from} to {range.to}
        </strong>
        <span className="minor">{count(Math.round(1 / view.rowHeight))} rows in each line</span>
        {STRIPS.map(([name, colour]) => (
          <span key={name} className="overview-key">
            <i style={{ background: `var(--${colour})` }} />
            {words(name)}
          </span>
        ))}
        <span className="overview-key">
          <i style={{ background: 'var(--st2)' }} />
          {blocks.join(' and ')}
        </span>
      </div>
    </div>
  );
}
