import type { LessonModel } from './lesson-model';

/** Where everything of a lesson stands, in px of a pane of the given size. */
export interface LessonGeometry {
  readonly wide: boolean;
  readonly width: number;
  /** Height of all rows; more than the pane where rows would get too low to read. */
  readonly height: number;
  readonly pitch: number;
  readonly margin: number;
  readonly lane: number;
  readonly lanePitch: number;
  readonly glyphScale: number;
  readonly textLeft: number;
  readonly textWidth: number;
  readonly boxLeft: number;
  readonly boxWidth: number;
  readonly barsLeft: number;
  readonly column: number;
  readonly columnPitch: number;
}

/** Between two rows of different bands. */
export const BAND_GAP = 6;
const LOWEST_PITCH = 46;
const NARROWEST_TEXT = 200;
const USUAL_TEXT = 264;
const NARROWEST_COLUMN = 48;
const NARROWEST_GAP = 6;
const WIDE_FROM = 1250;

const NORMAL = {
  margin: 16,
  lane: 48,
  lanePitch: 28,
  textAfterLane: 36,
  box: 96,
  barsAfterBox: 36,
  right: 24,
  column: 100,
  gap: 16,
  glyphScale: 1.85,
};
const WIDE = {
  margin: 28,
  lane: 72,
  lanePitch: 36,
  textAfterLane: 48,
  box: 128,
  barsAfterBox: 56,
  right: 40,
  column: 136,
  gap: 24,
  glyphScale: 2,
};

/** null where the block columns leave the sentences no room: then the graph is drawn instead. */
export function lessonGeometry(
  { rows, lanes, columns }: LessonModel,
  width: number,
  height: number,
): LessonGeometry | null {
  const wide = width > WIDE_FROM;
  const size = wide ? WIDE : NORMAL;
  const textLeft = size.lane + (lanes - 1) * size.lanePitch + size.textAfterLane;
  const rest = width - size.right - size.barsAfterBox - size.box - 16 - textLeft;
  const bars = Math.max(1, columns);
  const widest = (text: number) => (rest - text + NARROWEST_GAP) / bars - NARROWEST_GAP;
  if (widest(NARROWEST_TEXT) < NARROWEST_COLUMN) return null;
  const roomy = bars * (size.column + size.gap) - size.gap <= rest - USUAL_TEXT;
  const tight = Math.max(NARROWEST_COLUMN, Math.floor(widest(USUAL_TEXT)));
  const column = roomy ? size.column : Math.min(size.column, tight);
  const columnPitch = column + (roomy ? size.gap : NARROWEST_GAP);
  const barsLeft = width - size.right - (bars * columnPitch - (columnPitch - column));
  const boxLeft = barsLeft - size.barsAfterBox - size.box;
  const pitch = Math.max(LOWEST_PITCH, (height + BAND_GAP) / rows.length);
  return {
    wide,
    width,
    height: pitch * rows.length - BAND_GAP,
    pitch,
    margin: size.margin,
    lane: size.lane,
    lanePitch: size.lanePitch,
    glyphScale: pitch < 70 ? 1.4 : size.glyphScale,
    textLeft,
    textWidth: boxLeft - 16 - textLeft,
    boxLeft,
    boxWidth: size.box,
    barsLeft,
    column,
    columnPitch,
  };
}

/** Middle of rows `from` to `to` (exclusive). */
export function middle(geometry: LessonGeometry, from: number, to = from + 1): number {
  return ((from + to) / 2) * geometry.pitch - BAND_GAP / 2;
}

export function top(geometry: LessonGeometry, row: number): number {
  return row * geometry.pitch;
}

export function bottom(geometry: LessonGeometry, toExclusive: number): number {
  return toExclusive * geometry.pitch - BAND_GAP;
}

export function columnLeft(geometry: LessonGeometry, column: number): number {
  return geometry.barsLeft + column * geometry.columnPitch;
}

export function laneX(geometry: LessonGeometry, lane: number): number {
  return geometry.lane + lane * geometry.lanePitch;
}
