import type { KeyboardEvent } from 'react';
import { type Side, useViewState } from '../../state/view-state';
import { BAND_GAP, bottom, columnLeft, type LessonGeometry, middle, top } from './geometry';
import { LessonArrow } from './lesson-arrow';
import type { LessonBand, LessonBar, LessonBlock, LessonModel } from './lesson-model';
import { Silent } from './silent';

interface LessonBlocksProps {
  readonly geometry: LessonGeometry;
  readonly model: LessonModel;
  readonly bars: readonly LessonBar[];
  readonly bands: readonly LessonBand[];
  readonly side: Side;
}

/** A bar for each block, over every row whose snapshot lists it; a cap where it is first listed. */
export function LessonBlocks({ geometry, model, bars, bands, side }: LessonBlocksProps) {
  return (
    <>
      {bars.map((bar) => (
        <Bar
          key={`${bar.blockNid} ${bar.from}`}
          geometry={geometry}
          bar={bar}
          block={model.blocks.get(bar.blockNid)}
          bands={bands}
        />
      ))}
      {bars.map((bar) => (
        <LessonArrow
          key={bar.blockNid}
          geometry={geometry}
          bar={bar}
          bars={bars}
          block={model.blocks.get(bar.blockNid)}
        />
      ))}
      {side === 'after'
        ? bands
            .filter((band) => band.notStored)
            .map((band) => <OwnEntry key={band.from} geometry={geometry} band={band} bars={bars} />)
        : null}
    </>
  );
}

interface BarProps {
  readonly geometry: LessonGeometry;
  readonly bar: LessonBar;
  readonly block: LessonBlock | undefined;
  readonly bands: readonly LessonBand[];
}

const INSET = 4;
const STEM = 6;
/** Narrower columns have smaller words, and the narrowest caps the number alone. */
const COMPACT = 90;
const TITLE_NEEDS = 62;

function Bar({ geometry, bar, block, bands }: BarProps) {
  const chosen = useViewState(
    ({ selection }) => selection.kind === 'block' && selection.blockNid === bar.blockNid,
  );
  const lit = useViewState((state) => state.highlightedBlocks.has(bar.blockNid));
  const x = columnLeft(geometry, bar.column);
  const y = top(geometry, bar.from) + INSET;
  const height = bottom(geometry, bar.to) - INSET - y;
  const center = x + geometry.column / 2;
  if (bar.kind === 'gap')
    return <path className="lesson-gap" d={`M${center} ${y - INSET}v${height + 2 * INSET}`} />;

  const classes = ['lesson-block', block?.full ? 'full' : 'delta', bar.kind];
  if (chosen || lit) classes.push('chosen');
  return (
    <g className={classes.join(' ')}>
      <BarButton
        bar={bar}
        block={block}
        chosen={chosen}
        x={bar.kind === 'stem' ? center - STEM / 2 : x}
        y={y}
        width={bar.kind === 'stem' ? STEM : geometry.column}
        height={height}
      />
      <Silent>
        {bar.cap ? <Cap geometry={geometry} bar={bar} block={block} x={x} y={y} /> : null}
        {bar.kind === 'body' && geometry.column >= TITLE_NEEDS
          ? reusedAt(bar, bands).map((band) => (
              <text
                key={band.from}
                className="lesson-reused"
                x={center}
                y={middle(geometry, band.from, band.to) + 4}
              >
                reused
              </text>
            ))
          : null}
      </Silent>
    </g>
  );
}

interface BarButtonProps {
  readonly bar: LessonBar;
  readonly block: LessonBlock | undefined;
  readonly chosen: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function BarButton({ bar, block, chosen, x, y, width, height }: BarButtonProps) {
  const select = useViewState((state) => state.select);
  const choose = () => select({ kind: 'block', blockNid: bar.blockNid });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    choose();
  };
  const name = `Block ${bar.blockNid}, ${block?.full ? 'full' : 'delta'}, ${block?.label ?? ''}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button of its own.
    <g
      role="button"
      tabIndex={0}
      aria-pressed={chosen}
      aria-label={bar.kind === 'stem' ? `${name}, replaced by a later block` : name}
      onClick={choose}
      onKeyDown={onKeyDown}
    >
      <rect className="body" x={x} y={y} width={width} height={height} rx={width > 8 ? 6 : 3} />
    </g>
  );
}

/** Bands after the one that brought the block: there nothing new was stored. */
function reusedAt(bar: LessonBar, bands: readonly LessonBand[]): readonly LessonBand[] {
  return bands.filter((band) => {
    const inside = bar.from <= band.from && band.from < bar.to;
    return inside && !(bar.cap && band.from === bar.from);
  });
}

interface CapProps {
  readonly geometry: LessonGeometry;
  readonly bar: LessonBar;
  readonly block: LessonBlock | undefined;
  readonly x: number;
  readonly y: number;
}

function Cap({ geometry, bar, block, x, y }: CapProps) {
  const height = geometry.pitch - BAND_GAP - 2 * INSET;
  const center = x + geometry.column / 2;
  const step = height >= 60 ? 17 : 11.5;
  const title = geometry.column < TITLE_NEEDS ? String(bar.blockNid) : `Block ${bar.blockNid}`;
  const labels = labelLines(block?.label ?? '', geometry.column);
  const room = Math.max(1, Math.floor((height - 2) / step));
  // Of "6 entries" the number alone would say nothing.
  const isCut = labels.length >= room && !/[a-z]/i.test(labels[0] ?? '');
  const lines = [title, ...(isCut ? [] : labels)].slice(0, room);
  const first = y + height / 2 - ((lines.length - 1) * step) / 2 + 4;
  return (
    <>
      <rect className="cap" x={x} y={y} width={geometry.column} height={height} rx="6" />
      {lines.map((line, index) => (
        <text
          key={line}
          className={index === 0 ? 'lesson-cap-title' : 'lesson-cap-sub'}
          x={center}
          y={first + index * step}
        >
          {line}
        </text>
      ))}
    </>
  );
}

/** "member · Alice" and "power_levels" on two lines where the column is narrow; the rest is cut. */
function labelLines(label: string, width: number): readonly string[] {
  const letters = Math.floor((width - 6) / (width < COMPACT ? 5.6 : 6.1));
  const lines = label.length > letters ? label.split(/ · |_| /) : [label];
  return lines.map((line) => (line.length > letters ? `${line.slice(0, letters - 1)}…` : line));
}

interface OwnEntryProps {
  readonly geometry: LessonGeometry;
  readonly band: LessonBand;
  readonly bars: readonly LessonBar[];
}

/** The event's own entry, which no snapshot holds, in the next free column. */
function OwnEntry({ geometry, band, bars }: OwnEntryProps) {
  const taken = new Set(
    bars.filter((bar) => bar.from <= band.from && band.from < bar.to).map((bar) => bar.column),
  );
  let column = 0;
  for (const used of taken) column = Math.max(column, used + 1);
  const x = columnLeft(geometry, column);
  const y = top(geometry, band.from) + INSET;
  return (
    <g className="lesson-own">
      <rect
        x={x + 1}
        y={y}
        width={geometry.column - 2}
        height={geometry.pitch - BAND_GAP - 2 * INSET}
        rx="6"
      />
      <text x={x + geometry.column / 2} y={middle(geometry, band.from) + 4}>
        {geometry.column < COMPACT ? '+1' : '+1, not stored'}
      </text>
    </g>
  );
}
