import type { KeyboardEvent } from 'react';
import { type Side, useViewState } from '../../state/view-state';
import { bottom, columnLeft, type LessonGeometry, middle, top } from './geometry';
import { LessonArrow } from './lesson-arrow';
import type { LessonBand, LessonBar, LessonBlock, LessonModel } from './lesson-model';

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

const INSET = 5;
const STEM = 6;

function Bar({ geometry, bar, block, bands }: BarProps) {
  const select = useViewState((state) => state.select);
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

  const choose = () => select({ kind: 'block', blockNid: bar.blockNid });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    choose();
  };
  const name = `Block ${bar.blockNid}, ${block?.full ? 'full' : 'delta'}, ${block?.label ?? ''}`;
  const level = block?.full ? 'full' : 'delta';
  const body =
    bar.kind === 'stem' ? { x: center - STEM / 2, width: STEM } : { x, width: geometry.column };
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button of its own.
    <g
      className={`lesson-block ${level} ${bar.kind}${chosen || lit ? ' chosen' : ''}`}
      role="button"
      tabIndex={0}
      aria-pressed={chosen}
      aria-label={bar.kind === 'stem' ? `${name}, replaced by a later block` : name}
      onClick={choose}
      onKeyDown={onKeyDown}
    >
      <rect
        className="body"
        x={body.x}
        y={y}
        width={body.width}
        height={height}
        rx={body.width > 8 ? 6 : 3}
      />
      {bar.cap ? <Cap geometry={geometry} bar={bar} block={block} x={x} y={y} /> : null}
      {bar.kind === 'body'
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
  const height = geometry.pitch - 6 - INSET - (bar.to - bar.from > 1 ? INSET + 1 : INSET);
  const center = x + geometry.column / 2;
  const lines = labelLines(block?.label ?? '', geometry.column);
  const low = height < 40;
  const first = y + height / 2 - (low ? 0 : lines.length * 8) + 4;
  return (
    <>
      <rect className="cap" x={x} y={y} width={geometry.column} height={height} rx="6" />
      <text className="lesson-cap-title" x={center} y={low ? y + height / 2 + 4 : first}>
        Block {bar.blockNid}
      </text>
      {low
        ? null
        : lines.map((line, index) => (
            <text key={line} className="lesson-cap-sub" x={center} y={first + 18 + index * 15}>
              {line}
            </text>
          ))}
    </>
  );
}

/** "member · Alice" on two lines where the column is narrow; long names are cut. */
function labelLines(label: string, width: number): readonly string[] {
  const letters = Math.floor((width - 8) / 6.1);
  const lines = label.length > letters ? label.split(' · ') : [label];
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
        height={geometry.pitch - 6 - 2 * INSET}
        rx="6"
      />
      <text x={x + geometry.column / 2} y={middle(geometry, band.from) + 4}>
        +1, not stored
      </text>
    </g>
  );
}
