import type { Detail } from './detail';

/**
 * Where everything stands across the pane. Pixels from the pane's left edge. Chosen once per room,
 * window and level of detail: rows, lanes and bars never move sideways while one scrolls.
 */
export interface Scene {
  readonly width: number;
  readonly lanes: LanePlan;
  /** Left edge of the text: the sentence, or the row ranges where rows are too low for one. */
  readonly textX: number;
  readonly textWidth: number;
  /** Left edges of the further columns; null where they do not fit. */
  readonly columns: TextColumns | null;
  /** Left edges of the snapshot chip and right edge of the new block's number; null: not drawn. */
  readonly numbers: { readonly snapshotX: number; readonly newBlockRight: number } | null;
  /** Where the pane of the bars begins. */
  readonly paneX: number;
  /** Of the columns of ticks where rows are low; they end 20 before the text. */
  readonly kindsWidth: number;
  readonly bars: BarPlan;
}

interface LanePlan {
  readonly first: number;
  readonly pitch: number;
}

interface TextColumns {
  readonly nid: number;
  readonly type: number;
  readonly id: number;
  readonly time: number;
}

export interface BarPlan {
  readonly pitch: Pitch;
  readonly fullX: number;
  /** The line between the two groups. */
  readonly ruleX: number;
  readonly deltaX: number;
  readonly deltaWidth: number;
  /** Pixels by which the delta group is wider than its place; it then scrolls sideways. */
  readonly overflow: number;
}

interface RoomShape {
  readonly lanes: number;
  readonly fullColumns: number;
  readonly deltaColumns: number;
}

const PITCHES = [20, 12, 8, 5] as const;
export type Pitch = (typeof PITCHES)[number];
const DELTA_WIDTH: Readonly<Record<Pitch, number>> = { 20: 16, 12: 9, 8: 6, 5: 4 };

export const FULL_WIDTH = 16;
const FULL_PITCH = 20;
export const CHIP_WIDTH = 48;
/** Snapshot and new block together. */
const NUMBERS_WIDTH = 132;
const NEW_BLOCK_GAP = 12;
const PANE_PADDING = 14;
const SENTENCE = 360;
/** A sentence may shrink to this before bars have to scroll sideways. */
const SHORT_SENTENCE = 280;
/** Type, ID and so on become columns in a pane wider than this. */
const WIDE_PANE = 1250;
const COLUMNS_WIDTH = 340;
/** Below this pitch bars cannot carry numbers: the columns then give their room to the bars. */
const NUMBERED_PITCH = 12;
/** What the ticks and the row ranges need at least where rows are low. */
const RANGES = 320;

const LANE_FIRST = 16;
const LANES_MAX_WIDTH = 320;

export function planScene(shape: RoomShape, width: number, detail: Detail): Scene {
  return detail === 'labels' ? labelledScene(shape, width) : lowScene(shape, width, detail);
}

export function laneX({ lanes }: Scene, lane: number): number {
  return lanes.first + lane * lanes.pitch;
}

export function fullColumnX({ bars }: Scene, column: number): number {
  return bars.fullX + column * FULL_PITCH;
}

export function deltaColumnX({ bars }: Scene, column: number): number {
  return bars.deltaX + column * bars.pitch;
}

function labelledScene(shape: RoomShape, width: number): Scene {
  const lanes = planLanes(shape.lanes);
  const textX = lanes.first + Math.max(0, shape.lanes - 1) * lanes.pitch + 20;
  const margin = NUMBERS_WIDTH + PANE_PADDING;
  const room = width - textX - SENTENCE - margin;
  const wide = width > WIDE_PANE;
  const withColumns = wide ? widestPitch(shape, room - COLUMNS_WIDTH, width) : null;
  const columns = withColumns !== null && withColumns >= NUMBERED_PITCH;
  const pitch = columns ? withColumns : widestPitch(shape, room, width);
  const bars = planBars(shape, width, pitch, Math.min(width, textX + SHORT_SENTENCE + margin));
  const paneX = bars.fullX - margin;
  const textEnd = columns ? paneX - COLUMNS_WIDTH : paneX;
  return {
    width,
    lanes,
    textX,
    textWidth: Math.max(0, textEnd - textX - (columns ? 32 : PANE_PADDING)),
    columns: columns
      ? { nid: textEnd, type: textEnd + 36, id: textEnd + 192, time: textEnd + 268 }
      : null,
    numbers: {
      snapshotX: bars.fullX - NUMBERS_WIDTH,
      newBlockRight: bars.fullX - NEW_BLOCK_GAP,
    },
    paneX,
    kindsWidth: 0,
    bars,
  };
}

function lowScene(shape: RoomShape, width: number, detail: Detail): Scene {
  const lanes = detail === 'glyphs' ? planLanes(shape.lanes) : thinLanes(shape.lanes);
  const lanesEnd = lanes.first + Math.max(0, shape.lanes - 1) * lanes.pitch;
  const kindsWidth = detail === 'overview' ? OVERVIEW_KINDS_WIDTH : KINDS_WIDTH;
  const textX = detail === 'glyphs' ? lanesEnd + 20 : lanesEnd + kindsWidth + 28;
  const pitch = widestPitch(shape, width - RANGES - PANE_PADDING, width);
  const bars = planBars(shape, width, pitch, RANGES + PANE_PADDING);
  const paneX = bars.fullX - PANE_PADDING;
  return {
    width,
    lanes,
    textX,
    textWidth: Math.max(0, paneX - textX - PANE_PADDING),
    columns: null,
    numbers: null,
    paneX,
    kindsWidth,
    bars,
  };
}

/** Three columns of ticks, one per kind of state event. */
export const KIND_COLUMNS = { pitch: 12, width: 10 } as const;
const KINDS_WIDTH = KIND_COLUMNS.pitch * 3 + 8;
/** These three, merges, forks, outliers and refusals. */
const OVERVIEW_KINDS_WIDTH = KIND_COLUMNS.pitch * 7 + 8;

/** Left edge of the kind ticks where rows are low. */
export function kindsX(scene: Scene): number {
  return scene.textX - scene.kindsWidth - 20;
}

function planLanes(lanes: number): LanePlan {
  const pitch = lanes > 24 ? 8 : lanes > 12 ? 12 : 18;
  const fitting = LANES_MAX_WIDTH / Math.max(1, lanes - 1);
  return { first: LANE_FIRST, pitch: Math.min(pitch, Math.max(2, fitting)) };
}

function thinLanes(lanes: number): LanePlan {
  return { first: 12, pitch: Math.min(5, Math.max(1, 96 / Math.max(1, lanes - 1))) };
}

/** The largest pitch at which the bars fit into `room`; the smallest where none does. */
function widestPitch(shape: RoomShape, room: number, width: number): Pitch {
  const fits = PITCHES.find((pitch) => barsWidth(shape, pitch, width) + sideMargin(width) <= room);
  return fits ?? 5;
}

function sideMargin(width: number): number {
  return width > WIDE_PANE ? 20 : 12;
}

function groupGap(width: number): number {
  return width > WIDE_PANE ? 20 : 14;
}

function fullGroupWidth({ fullColumns }: RoomShape): number {
  return Math.max(1, fullColumns) * FULL_PITCH - (FULL_PITCH - FULL_WIDTH);
}

function deltaGroupWidth({ deltaColumns }: RoomShape, pitch: Pitch): number {
  return Math.max(1, deltaColumns) * pitch - (pitch - DELTA_WIDTH[pitch]);
}

function barsWidth(shape: RoomShape, pitch: Pitch, width: number): number {
  return fullGroupWidth(shape) + groupGap(width) + deltaGroupWidth(shape, pitch);
}

/** Bars stand at the right edge, but never left of `leftmost`: then they scroll sideways. */
function planBars(shape: RoomShape, width: number, pitch: Pitch, leftmost: number): BarPlan {
  const ideal = width - sideMargin(width) - barsWidth(shape, pitch, width);
  const fullX = Math.max(leftmost, ideal);
  const fullEnd = fullX + fullGroupWidth(shape);
  const gap = groupGap(width);
  return {
    pitch,
    fullX,
    ruleX: fullEnd + gap / 2,
    deltaX: fullEnd + gap,
    deltaWidth: DELTA_WIDTH[pitch],
    overflow: fullX - ideal,
  };
}
