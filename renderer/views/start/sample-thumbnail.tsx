import { RowFlag } from '../../../core/contract/room-view';
import { GlyphMarks } from '../../graph/glyphs';
import { type SampleRow, type SampleShape, sampleShape } from './sample-shapes';

const WIDTH = 272;
const HEIGHT = 140;
const PITCH = 19.2;
const TOP = 22;
const LANE = 28;
const LANE_PITCH = 18;
const WORDS = 84;
const WORDS_WIDTH = 82;
const BARS_RIGHT = 252;
const BAR = 16;
const BAR_PITCH = 20;

/** A sample's room view in small, of the same glyphs and bars. */
export function SampleThumbnail({ sampleId }: { readonly sampleId: string }) {
  const shape = sampleShape(sampleId);
  if (!shape) return null;
  return (
    <svg
      className="thumbnail"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden="true"
    >
      <Edges shape={shape} />
      {shape.rows.map((row, index) => (
        <g key={`${row.glyph} ${y(index)}`}>
          <g transform={`translate(${x(row.lane)} ${y(index)})`}>
            <circle r="7" className="thumbnail-halo" />
            <GlyphMarks glyph={row.glyph} flags={flagsOf(row)} selected={false} />
          </g>
          <rect
            className={row.glyph === 'message' ? 'thumbnail-words faint' : 'thumbnail-words'}
            x={WORDS}
            y={y(index) - 3}
            width={row.words * WORDS_WIDTH}
            height="6"
            rx="3"
          />
        </g>
      ))}
      <Bars shape={shape} />
    </svg>
  );
}

function flagsOf({ merge, rejected }: SampleRow): number {
  return (merge ? RowFlag.merge : 0) | (rejected ? RowFlag.rejected : 0);
}

function Edges({ shape }: { readonly shape: SampleShape }) {
  return shape.edges.map(([parent, child]) => (
    <path
      key={`${parent}-${child}`}
      className="thumbnail-edge"
      d={edgePath(shape, parent, child)}
    />
  ));
}

/** The edge stands in the outer of both lanes and bends within one row. */
function edgePath({ rows }: SampleShape, parent: number, child: number): string {
  const from = x(rows[parent]?.lane ?? 0);
  const to = x(rows[child]?.lane ?? 0);
  const [y1, y2] = [y(parent), y(child)];
  if (from === to) return `M${from} ${y1}V${y2}`;
  const bend = Math.min(PITCH, y2 - y1);
  if (to > from) {
    const end = y1 + bend;
    return `M${from} ${y1}C${from} ${y1 + bend / 2} ${to} ${y1 + bend / 2} ${to} ${end}V${y2}`;
  }
  const start = y2 - bend;
  return `M${from} ${y1}V${start}C${from} ${start + bend / 2} ${to} ${start + bend / 2} ${to} ${y2}`;
}

function Bars({ shape }: { readonly shape: SampleShape }) {
  const columns = Math.max(...shape.bars.map((bar) => bar.column)) + 1;
  return shape.bars.map((bar) => {
    const left = BARS_RIGHT - (columns - bar.column) * BAR_PITCH;
    const top = y(bar.from) - 7;
    const height = (bar.to - bar.from) * PITCH - 5;
    return (
      <g key={bar.column} className={bar.full ? 'thumbnail-bar full' : 'thumbnail-bar'}>
        <rect className="body" x={left} y={top} width={BAR} height={height} rx="3.5" />
        <rect className="cap" x={left} y={top} width={BAR} height="14" rx="3.5" />
      </g>
    );
  });
}

function x(lane: number): number {
  return LANE + lane * LANE_PITCH;
}

function y(row: number): number {
  return TOP + row * PITCH;
}
