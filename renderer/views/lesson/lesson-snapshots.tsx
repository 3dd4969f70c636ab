import { Fragment, type KeyboardEvent } from 'react';
import { useViewState } from '../../state/view-state';
import { listed } from '../../widgets/numbers';
import { columnLeft, type LessonGeometry, middle } from './geometry';
import type { LessonBand, LessonBar, LessonModel } from './lesson-model';
import { Silent } from './silent';

interface LessonSnapshotsProps {
  readonly geometry: LessonGeometry;
  readonly model: LessonModel;
  readonly bands: readonly LessonBand[];
  readonly bars: readonly LessonBar[];
}

const BOX_HEIGHT = 48;
/** Lower boxes hold the number of the snapshot alone. */
const TWO_LINES = 32;

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
  const height = Math.min(BOX_HEIGHT, (band.to - band.from) * geometry.pitch - 14);
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
      <g className={classesOf(isChosen, highlighted.has(snapshotNid), notStored)}>
        {/* biome-ignore lint/a11y/useSemanticElements: SVG has no button of its own. */}
        <g
          role="button"
          tabIndex={0}
          aria-pressed={isChosen}
          aria-disabled={snapshotNid === 0}
          aria-label={spokenOf(words, blocks)}
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
        </g>
        <BoxWords
          words={words}
          x={geometry.boxLeft + geometry.boxWidth / 2}
          y={y}
          height={height}
        />
      </g>
    </>
  );
}

function classesOf(chosen: boolean, lit: boolean, notStored: boolean): string {
  const classes = ['lesson-snapshot'];
  if (chosen) classes.push('chosen');
  if (lit) classes.push('lit');
  if (notStored) classes.push('not-stored');
  return classes.join(' ');
}

interface Words {
  readonly title: string;
  readonly sub: string;
}

function spokenOf({ title, sub }: Words, blocks: readonly number[]): string {
  const nids = blocks.length > LISTED ? ` ${listed(blocks.map(String))}` : '';
  return `${title}, ${sub}${nids}`;
}

interface BoxWordsProps {
  readonly words: Words;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

function BoxWords({ words, x, y, height }: BoxWordsProps) {
  if (height < TWO_LINES) {
    return (
      <Silent>
        <text className="lesson-box-title" x={x} y={y + 4}>
          {words.title}
        </text>
      </Silent>
    );
  }
  const isLow = height < BOX_HEIGHT;
  return (
    <Silent>
      <text className="lesson-box-title" x={x} y={isLow ? y - 4 : y - 3}>
        {words.title}
      </text>
      <text className="lesson-box-sub" x={x} y={isLow ? y + 12 : y + 15}>
        {words.sub}
      </text>
    </Silent>
  );
}

const LISTED = 3;

function wordsOf({ snapshotNid, blocks, notStored }: LessonBand): Words {
  if (notStored) return { title: 'Not stored', sub: `${blocks.length} blocks, +1` };
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
        <circle className="lesson-dot" cx={x} cy={y} r={geometry.column < 62 ? 3.2 : 4} />
      </Fragment>
    );
  });
}
