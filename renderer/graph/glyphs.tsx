import type { Glyph } from '../../core/contract/room-view';
import { glyphShape, type Mark } from './glyph-shapes';

interface EventGlyphProps {
  readonly glyph: Glyph;
  /** Bits of `RowFlag`: merge, rejected and so on add to the shape or replace it. */
  readonly flags?: number;
  readonly selected?: boolean;
  /** Edge of the square that it is drawn in; the glyph itself is 12 high at 24. */
  readonly size?: number;
}

/** The glyph of an event as an image beside its words; the words carry its meaning. */
export function EventGlyph({ glyph, flags = 0, selected = false, size = 24 }: EventGlyphProps) {
  return (
    <svg
      className="event-glyph"
      width={size}
      height={size}
      viewBox="-12 -12 24 24"
      aria-hidden="true"
    >
      <GlyphMarks glyph={glyph} flags={flags} selected={selected} />
    </svg>
  );
}

interface GlyphMarksProps {
  readonly glyph: Glyph;
  readonly flags: number;
  readonly selected: boolean;
}

/** The marks alone, around (0, 0), for use inside an SVG. */
export function GlyphMarks({ glyph, flags, selected }: GlyphMarksProps) {
  const { marks } = glyphShape(glyph, flags, selected);
  return marks.map((mark, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the marks of one glyph never move.
    <GlyphMark key={index} mark={mark} />
  ));
}

function GlyphMark({ mark }: { readonly mark: Mark }) {
  const colour =
    mark.colour === 'ground' ? 'var(--glyph-ground, var(--bg))' : `var(--${mark.colour})`;
  const paint =
    mark.stroke === 0
      ? { fill: colour }
      : {
          fill: 'none',
          stroke: colour,
          strokeWidth: mark.stroke,
          strokeLinecap: 'round' as const,
          strokeDasharray: mark.dash?.join(' '),
        };
  if (mark.shape === 'circle') return <circle r={mark.r} {...paint} />;
  if (mark.shape === 'path')
    return <polyline points={mark.points.map((point) => point.join(',')).join(' ')} {...paint} />;
  const edge = mark.half * 2;
  return (
    <rect x={-mark.half} y={-mark.half} width={edge} height={edge} rx={mark.radius} {...paint} />
  );
}
