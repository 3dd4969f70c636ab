import {
  type BarTile,
  type BlockInspection,
  EDGE_STRIDE,
  EdgeField,
  GLYPHS,
  type Glyph,
  type RoomTile,
  RowFlag,
  type RowText,
  SEGMENT_STRIDE,
  SegmentField,
  SegmentFlag,
  SegmentKind,
} from '../../../core/contract/room-view';

/** Rooms of at most this many events are drawn as a lesson, where their blocks fit. */
export const LESSON_ROWS = 24;

export interface LessonRow {
  readonly text: RowText;
  readonly glyph: Glyph;
  readonly flags: number;
  readonly lane: number;
}

export interface LessonEdge {
  readonly childRow: number;
  readonly childLane: number;
  readonly parentRow: number;
  readonly parentLane: number;
  readonly lane: number;
  readonly refused: boolean;
}

/** Rows `from` to `to` (exclusive) that stand on one snapshot. */
export interface LessonBand {
  readonly from: number;
  readonly to: number;
  /** 0: not known, or not stored. */
  readonly snapshotNid: number;
  readonly notStored: boolean;
  /** Blocks of the snapshot, in list order. */
  readonly blocks: readonly number[];
}

export interface LessonBar {
  readonly blockNid: number;
  /** Over both groups, full ones first. */
  readonly column: number;
  readonly from: number;
  readonly to: number;
  readonly kind: 'body' | 'stem' | 'gap';
  readonly cap: boolean;
}

export interface LessonSide {
  readonly bands: readonly LessonBand[];
  readonly bars: readonly LessonBar[];
}

export interface LessonBlock {
  readonly blockNid: number;
  readonly full: boolean;
  /** "create", "member · Alice", "6 entries" */
  readonly label: string;
  /** The event whose entry it holds; null for a full copy. */
  readonly entryRow: number | null;
  readonly entryNid: number | null;
}

export interface LessonSnapshot {
  readonly snapshotNid: number;
  readonly blocks: readonly number[];
  /** Rows that it is the state before. */
  readonly rowsBefore: readonly number[];
}

export interface LessonModel {
  readonly rows: readonly LessonRow[];
  readonly edges: readonly LessonEdge[];
  readonly lanes: number;
  readonly fullColumns: number;
  readonly columns: number;
  readonly blocks: ReadonlyMap<number, LessonBlock>;
  readonly before: LessonSide;
  readonly after: LessonSide;
  readonly snapshots: readonly LessonSnapshot[];
}

export interface LessonParts {
  readonly tile: RoomTile;
  readonly texts: readonly RowText[];
  readonly blocks: readonly BlockInspection[];
  readonly fullColumns: number;
  readonly deltaColumns: number;
}

/** The whole of a small room, as its tile and texts say, in a form to draw row by row. */
export function lessonModel(parts: LessonParts): LessonModel {
  const { tile, texts, fullColumns, deltaColumns } = parts;
  const before = sideOf(parts, tile.before, tile.snapshotBefore, () => false);
  const after = sideOf(
    parts,
    tile.after,
    tile.snapshotAfter,
    (row) => ((tile.flags[row] ?? 0) & RowFlag.afterNotStored) !== 0,
  );
  return {
    rows: texts.map((text, row) => ({
      text,
      glyph: GLYPHS[tile.glyph[row] ?? 0] ?? 'message',
      flags: tile.flags[row] ?? 0,
      lane: tile.lane[row] ?? 0,
    })),
    edges: edgesOf(tile.edges),
    lanes: tile.lane.reduce((most, lane) => Math.max(most, lane + 1), 1),
    fullColumns,
    columns: fullColumns + deltaColumns,
    blocks: new Map(parts.blocks.map((block) => [block.blockNid, labelled(block)])),
    before,
    after,
    snapshots: snapshotsOf(before, after),
  };
}

function edgesOf(edges: Int32Array): LessonEdge[] {
  return strides(edges, EDGE_STRIDE).map((at) => ({
    childRow: edges[at + EdgeField.childRow] ?? 0,
    childLane: edges[at + EdgeField.childLane] ?? 0,
    parentRow: edges[at + EdgeField.parentRow] ?? 0,
    parentLane: edges[at + EdgeField.parentLane] ?? 0,
    lane: edges[at + EdgeField.lane] ?? 0,
    refused: edges[at + EdgeField.flags] === 1,
  }));
}

function sideOf(
  { texts, fullColumns }: LessonParts,
  { segments }: BarTile,
  snapshots: Float64Array,
  notStored: (row: number) => boolean,
): LessonSide {
  const bars = strides(segments, SEGMENT_STRIDE).map((at): LessonBar => {
    const group = segments[at + SegmentField.group] ?? 0;
    const kind = segments[at + SegmentField.kind];
    return {
      blockNid: segments[at + SegmentField.block] ?? 0,
      column: (segments[at + SegmentField.column] ?? 0) + (group === 0 ? 0 : fullColumns),
      from: segments[at + SegmentField.from] ?? 0,
      to: segments[at + SegmentField.to] ?? 0,
      kind: kind === SegmentKind.gap ? 'gap' : kind === SegmentKind.stem ? 'stem' : 'body',
      cap: ((segments[at + SegmentField.flags] ?? 0) & SegmentFlag.cap) !== 0,
    };
  });
  return { bars, bands: bandsOf(texts.length, snapshots, notStored, bars) };
}

function bandsOf(
  rows: number,
  snapshots: Float64Array,
  notStored: (row: number) => boolean,
  bars: readonly LessonBar[],
): LessonBand[] {
  const bands: LessonBand[] = [];
  for (let row = 0; row < rows; row += 1) {
    const snapshotNid = snapshots[row] ?? 0;
    const last = bands.at(-1);
    const continues =
      last && last.snapshotNid === snapshotNid && snapshotNid !== 0 && !notStored(row);
    if (continues && last) bands[bands.length - 1] = { ...last, to: row + 1 };
    else {
      const blocks = listedAt(row, bars);
      bands.push({ from: row, to: row + 1, snapshotNid, notStored: notStored(row), blocks });
    }
  }
  return bands;
}

/** A snapshot lists its blocks in the order in which they were written. */
function listedAt(row: number, bars: readonly LessonBar[]): readonly number[] {
  return bars
    .filter((bar) => bar.kind !== 'gap' && bar.from <= row && row < bar.to)
    .map((bar) => bar.blockNid)
    .sort((a, b) => a - b);
}

function snapshotsOf(before: LessonSide, after: LessonSide): LessonSnapshot[] {
  const found = new Map<number, { blocks: readonly number[]; rowsBefore: number[] }>();
  for (const side of [before, after]) {
    for (const { snapshotNid, blocks, from, to } of side.bands) {
      if (snapshotNid === 0) continue;
      const known = found.get(snapshotNid) ?? { blocks, rowsBefore: [] };
      found.set(snapshotNid, known);
      if (side !== before) continue;
      for (let row = from; row < to; row += 1) known.rowsBefore.push(row);
    }
  }
  return [...found]
    .map(([snapshotNid, { blocks, rowsBefore }]) => ({ snapshotNid, blocks, rowsBefore }))
    .sort((a, b) => a.snapshotNid - b.snapshotNid);
}

function labelled({ blockNid, kind, entries }: BlockInspection): LessonBlock {
  const [first] = entries.entries;
  const single = kind === 'delta' && entries.total === 1 && first !== undefined;
  return {
    blockNid,
    full: kind === 'full',
    label: single ? first.key : `${entries.total} entries`,
    entryRow: single ? first.row : null,
    entryNid: single ? first.eventNid : null,
  };
}

function strides(fields: ArrayLike<number>, stride: number): number[] {
  return Array.from({ length: Math.floor(fields.length / stride) }, (_, index) => index * stride);
}

/** Blocks that any row shows, before or after. */
export function blocksShown(tile: RoomTile): number[] {
  const nids = new Set<number>();
  for (const { segments } of [tile.before, tile.after])
    for (const at of strides(segments, SEGMENT_STRIDE))
      nids.add(segments[at + SegmentField.block] ?? 0);
  return [...nids].sort((a, b) => a - b);
}
