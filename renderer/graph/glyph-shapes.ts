import { type Glyph, RowFlag } from '../../core/contract/room-view';
import type { Colour } from './palette';

/**
 * One stroke or fill of a glyph, in pixels around the centre of its row. `ground` is the colour of
 * the row behind: it cuts holes.
 */
export type Mark = {
  readonly colour: Colour | 'ground';
  /** Stroke width; 0 fills. */
  readonly stroke: number;
  readonly dash?: readonly number[];
} & (
  | { readonly shape: 'circle'; readonly r: number }
  | { readonly shape: 'box'; readonly half: number; readonly radius: number }
  | { readonly shape: 'path'; readonly points: readonly (readonly [x: number, y: number])[] }
);

interface GlyphShape {
  readonly marks: readonly Mark[];
  /** Radius of the halo that parts the glyph from edges. */
  readonly halo: number;
}

const BAR = [
  [-3.2, 0],
  [3.2, 0],
] as const;

const SHAPES: Readonly<Record<Glyph, readonly Mark[]>> = {
  create: [
    { shape: 'box', half: 5.5, radius: 2, colour: 'node', stroke: 0 },
    { shape: 'box', half: 2, radius: 0.5, colour: 'ground', stroke: 0 },
  ],
  power: [
    {
      shape: 'path',
      points: [
        [0, -5.6],
        [6.2, 4.8],
        [-6.2, 4.8],
        [0, -5.6],
      ],
      colour: 'power',
      stroke: 0,
    },
  ],
  member: [{ shape: 'circle', r: 5.5, colour: 'member', stroke: 0 }],
  'member-by-other': [
    { shape: 'circle', r: 5.9, colour: 'member', stroke: 0 },
    { shape: 'path', points: BAR, colour: 'ground', stroke: 1.8 },
  ],
  state: [{ shape: 'box', half: 5.4, radius: 2, colour: 'node', stroke: 0 }],
  message: [{ shape: 'circle', r: 4, colour: 'edge', stroke: 1.8 }],
  redaction: [
    { shape: 'circle', r: 4, colour: 'edge', stroke: 1.6 },
    {
      shape: 'path',
      points: [
        [-2, 0],
        [2, 0],
      ],
      colour: 'edge',
      stroke: 1.6,
    },
  ],
  redacted: [
    { shape: 'circle', r: 4, colour: 'edge', stroke: 1.6 },
    {
      shape: 'path',
      points: [
        [-7, 0],
        [7, 0],
      ],
      colour: 'edge',
      stroke: 1.6,
    },
  ],
};

const CROSS: readonly Mark[] = [
  {
    shape: 'path',
    points: [
      [-4.5, -4.5],
      [4.5, 4.5],
    ],
    colour: 'refuse',
    stroke: 2,
  },
  {
    shape: 'path',
    points: [
      [4.5, -4.5],
      [-4.5, 4.5],
    ],
    colour: 'refuse',
    stroke: 2,
  },
];
const SOFT_FAILED: Mark = {
  shape: 'circle',
  r: 4.6,
  colour: 'refuse',
  stroke: 1.8,
  dash: [2.6, 2.6],
};
const NOT_SENT: Mark = { shape: 'circle', r: 7, colour: 'text3', stroke: 1.2, dash: [2.4, 2] };
const OUTLIER: Mark = { shape: 'circle', r: 8.5, colour: 'text3', stroke: 1.4, dash: [1.4, 2.6] };
const MERGE: Mark = { shape: 'circle', r: 8.5, colour: 'node', stroke: 1.4 };
const SELECTED: Mark = { shape: 'circle', r: 10.5, colour: 'accent', stroke: 2 };

/** What stands on a row: shape carries the meaning, colour repeats it. */
export function glyphShape(glyph: Glyph, flags: number, selected: boolean): GlyphShape {
  const rings = ringsOf(flags, selected);
  const halo = Math.max(7.5, ...rings.map((ring) => (ring.shape === 'circle' ? ring.r + 2 : 0)));
  if (flags & RowFlag.rejected) return { marks: [...rings, ...CROSS], halo };
  if (flags & RowFlag.softFailed) return { marks: [...rings, SOFT_FAILED], halo };
  const shrink = flags & RowFlag.notSent ? 0.8 : 1;
  return { marks: [...rings, ...SHAPES[glyph].map((mark) => scaled(mark, shrink))], halo };
}

function ringsOf(flags: number, selected: boolean): readonly Mark[] {
  const rings: Mark[] = [];
  if (selected) rings.push(SELECTED);
  else if (flags & RowFlag.merge) rings.push(MERGE);
  if (flags & RowFlag.outlier) rings.push(OUTLIER);
  if (flags & RowFlag.notSent && !(flags & RowFlag.rejected)) rings.push(NOT_SENT);
  return rings;
}

/** The same mark smaller, lines a little lighter. */
export function scaled(mark: Mark, by: number): Mark {
  if (by === 1) return mark;
  const stroke = mark.stroke === 0 ? 0 : Math.max(1, mark.stroke * by);
  if (mark.shape === 'circle') return { ...mark, stroke, r: mark.r * by };
  if (mark.shape === 'box')
    return { ...mark, stroke, half: mark.half * by, radius: mark.radius * by };
  return { ...mark, stroke, points: mark.points.map(([x, y]) => [x * by, y * by] as const) };
}
