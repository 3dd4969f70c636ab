import { Fragment, type KeyboardEvent } from 'react';
import { useViewState } from '../../state/view-state';
import { listed } from '../../widgets/numbers';
import { columnLeft, type LessonGeometry, middle } from './geometry';
import type { LessonBand, LessonBar, LessonModel } from './lesson-model';

interface LessonSnapshotsProps {
  readonly geometry: LessonGeometry;
  readonly model: LessonModel;
  readonly bands: readonly LessonBand[];
  readonly bars: readonly LessonBar[];
}

const BOX_HEIGHT = 48;

/** A box for each band's snapshot, and a line with a dot at each block that it lists. */
export function LessonSnapshots(props: LessonSnapshotsProps) {
  return props.bands.map((band) => <Snapshot key={band.from} band={band} {...props} />);
}

interface SnapshotProps extends LessonSnapshotsProps {
  readonly band: LessonBand;
}

function Snapshot({ band, geometry, bars }: SnapshotProps) {
  const select = useViewState((state) => state.select);
  const selection = useViewState((state) => state.selection);
  const highlighted = useViewState((state) => state.highlightedSnapshots);
  const { snapshotNid, blocks, notStored } = band;
  const y = middle(geometry, band.from, band.to);
  const isChosen = selection.kind === 'snapshot' && selection.snapshotNid === snapshotNid;
  const isLit = highlighted.has(snapshotNid);
  const height = Math.min(BOX_HEIGHT, (band.to - band.from) * geometry.pitch - 14);
  const center = geometry.boxLeft + geometry.boxWidth / 2;
  const choose = () => {
    if (snapshotNid !== 0) select({ kind: 'snapshot', snapshotNid });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    choose();
  };
  const words = wordsOf(band);
  return (
    <>
      <Line band={band} bars={bars} geometry={geometry} y={y} />
      {/* biome-ignore lint/a11y/useSemanticElements: SVG has no button of its own. */}
      <g
        className={`lesson-snapshot${isChosen ? ' chosen' : ''}${isLit ? ' lit' : ''}${notStored ? ' not-stored' : ''}`}
        role="button"
        tabIndex={0}
        aria-pressed={isChosen}
        aria-disabled={snapshotNid === 0}
        aria-label={`${words.title}, ${words.sub}${blocks.length > 0 ? ` ${listed(blocks.map(String))}` : ''}`}
        onClick={choose}
        onKeyDown={onKeyDown}
      >
        <rect
          x={geometry.boxLeft + 0.5}
          y={y - height / 2}
          width={geometry.boxWidth - 1}
          height={height}
          rx="6"
        />
        <text className="lesson-box-title" x={center} y={height < 40 ? y + 4 : y - 3}>
          {words.title}
        </text>
        {height < 40 ? null : (
          <text className="lesson-box-sub" x={center} y={y + 15}>
            {words.sub}
          </text>
        )}
      </g>
    </>
  );
}

const LISTED = 4;

function wordsOf({ snapshotNid, blocks, notStored }: LessonBand) {
  if (notStored) return { title: 'Not stored', sub: `+1 to blocks ${blocks.join(', ')}` };
  if (snapshotNid === 0) return { title: 'Not known', sub: 'an outlier' };
  const title = `Snapshot ${snapshotNid}`;
  if (blocks.length === 0) return { title, sub: 'empty' };
  if (blocks.length === 1) return { title, sub: `block ${blocks[0]}` };
  if (blocks.length > LISTED) return { title, sub: `${blocks.length} blocks` };
  return { title, sub: `blocks ${blocks.join(', ')}` };
}

interface LineProps {
  readonly band: LessonBand;
  readonly bars: readonly LessonBar[];
  readonly geometry: LessonGeometry;
  readonly y: number;
}

function Line({ band, bars, geometry, y }: LineProps) {
  const stops = bars
    .filter((bar) => bar.kind !== 'gap' && bar.from <= band.from && band.from < bar.to)
    .map((bar) => columnLeft(geometry, bar.column))
    .sort((a, b) => a - b);
  let from = geometry.boxLeft + geometry.boxWidth;
  return stops.map((x) => {
    const start = from;
    from = x + geometry.column;
    return (
      <Fragment key={x}>
        <path className="lesson-line" d={`M${start} ${y}H${x}`} />
        <circle className="lesson-dot" cx={x} cy={y} r="4" />
      </Fragment>
    );
  });
}
